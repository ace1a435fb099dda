"""Every phrase is shown by its own examples: what must be found because of it, and what must be left alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from afterword.language import FAMILIES, Phrase, find, lexicon
from afterword.language.lexicon import Line
from afterword.language.patterns import Pattern
from afterword.language.scope import in_scope, sentences
from afterword.language.tokens import Sentence, tokens

KNOWN = lexicon()
PHRASES = KNOWN.phrases
FOUND = [(phrase, text) for phrase in PHRASES for text in phrase.finds]
LEFT = [(phrase, text) for phrase in PHRASES for text in phrase.leaves]


def called(phrase: Phrase) -> str:
    """A short name of a phrase: its family and its place in it."""
    family = [one for one in PHRASES if one.family == phrase.family]
    return f"{phrase.family}-{family.index(phrase) + 1}"


def names(examples: Iterable[tuple[Phrase, str]]) -> list[str]:
    return [f"{called(phrase)}: {text}" for phrase, text in examples]


def split(texts: Iterable[str]) -> list[Sentence]:
    return [tokens(written.split(), KNOWN.pieces) for text in texts for _, written in sentences(in_scope(text))]


def spans(pattern: Pattern, sentence: Sentence) -> list[tuple[int, int]]:
    return list(pattern.spans(sentence.places))


def lines_of(phrase: Phrase) -> list[Line]:
    return [line for line, other in KNOWN.entries if other is phrase]


def helps(exception: Pattern, lines: Iterable[Line], shown: Iterable[Sentence]) -> bool:
    """Whether an exception overlaps what one of the patterns matches."""
    for sentence in shown:
        kept = spans(exception, sentence)
        found = [span for line in lines for span in spans(line.pattern, sentence)] if kept else []
        if any(start < other[1] and other[0] < end for start, end in found for other in kept):
            return True
    return False


@pytest.mark.parametrize("phrase", PHRASES, ids=called)
def test_a_phrase_has_three_sentences_that_hold_it_and_two_that_only_look_so(phrase: Phrase) -> None:
    assert len(set(phrase.finds)) >= 3
    assert len(set(phrase.leaves)) >= 2


@pytest.mark.parametrize(("phrase", "text"), FOUND, ids=names(FOUND))
def test_a_sentence_that_holds_a_phrase_is_found_because_of_it(phrase: Phrase, text: str) -> None:
    assert any(remark.phrase is phrase for remark in find(text))


@pytest.mark.parametrize(("phrase", "text"), LEFT, ids=names(LEFT))
def test_a_sentence_that_only_looks_like_a_phrase_is_left_alone(phrase: Phrase, text: str) -> None:
    assert [remark.words for remark in find(text) if remark.phrase.family == phrase.family] == []


@pytest.mark.parametrize("phrase", PHRASES, ids=called)
def test_every_pattern_has_an_example(phrase: Phrase) -> None:
    shown = split(phrase.finds)
    patterns = [line.pattern for line in lines_of(phrase)]
    assert [one.written for one in patterns if not any(spans(one, sentence) for sentence in shown)] == []


@pytest.mark.parametrize("phrase", PHRASES, ids=called)
def test_every_exception_has_an_example(phrase: Phrase) -> None:
    lines, shown = lines_of(phrase), split(phrase.leaves)
    assert [one.written for one in KNOWN.lines(phrase.unless[1]) if not helps(one.pattern, lines, shown)] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_exception_of_a_family_has_an_example(family: str) -> None:
    phrases = [phrase for phrase in PHRASES if phrase.family == family]
    lines = [line for line, phrase in KNOWN.entries if phrase.family == family]
    shown = split(text for phrase in phrases for text in phrase.leaves)
    assert [one.written for one in KNOWN.lines(phrases[0].unless[0]) if not helps(one.pattern, lines, shown)] == []
