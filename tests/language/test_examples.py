"""Every phrase is shown by its own examples: what must be found because of it, and what must be left alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

from afterword.language import FAMILIES, Phrase, find
from afterword.language.lexicon import FILE, Lines, lexicon
from afterword.language.scope import in_scope, sentences
from afterword.language.source.compiling import lines_of
from afterword.language.source.files import made, read, text
from afterword.language.tokens import Sentence, tokens

KNOWN = lexicon()
PHRASES = KNOWN.phrases
WRITTEN = {family: read(family) for family in FAMILIES}
ENTRIES = dict(zip(PHRASES, (one for family in WRITTEN.values() for one in family["phrases"]), strict=True))
FOUND = [(phrase, line) for phrase, one in ENTRIES.items() for line in lines_of(one["finds"])]
LEFT = [(phrase, line) for phrase, one in ENTRIES.items() for line in lines_of(one["leaves"])]
MADE = made()
PLACES = {
    phrase: place
    for family in FAMILIES
    for place, phrase in enumerate((one for one in PHRASES if one.family == family), start=1)
}


def called(phrase: Phrase) -> str:
    """A short name of a phrase: its family and its place in it."""
    return f"{phrase.family}-{PLACES[phrase]}"


def names(examples: Iterable[tuple[Phrase, str]]) -> list[str]:
    return [f"{called(phrase)}: {text}" for phrase, text in examples]


def split(texts: Iterable[str]) -> list[Sentence]:
    return [tokens(written.split(), KNOWN.words) for text in texts for _, written in sentences(in_scope(text))]


def spans(lines: Lines, number: int, sentence: Sentence) -> list[tuple[int, int]]:
    return list(KNOWN.steps.spans(lines[number], sentence))


def lines_of_phrase(phrase: Phrase) -> list[int]:
    return lines_owned("lines", PHRASES.index(phrase))


def exceptions_of(group: int) -> list[int]:
    return lines_owned("unless", group)


@cache
def lines_owned(part: str, owner: int) -> list[int]:
    return [number for number, line in enumerate(MADE[part].splitlines()) if line.split("|")[0] == str(owner)]


def useless(exceptions: Iterable[int], written: str, lines: Iterable[int], shown: Iterable[Sentence]) -> list[str]:
    """The exceptions that overlap nothing of what one of the lines matches."""
    found = [(one, [span for line in lines for span in spans(KNOWN.lines, line, one)]) for one in shown]
    return [
        line
        for number, line in zip(exceptions, lines_of(written), strict=True)
        if not any(
            start < last and first < end
            for sentence, matches in found
            for first, last in spans(KNOWN.exceptions, number, sentence)
            for start, end in matches
        )
    ]


def test_what_is_loaded_is_made_of_the_phrases_as_they_are_written() -> None:
    assert FILE.read_text("utf-8") == text(), "run: python -m afterword.language.source"


@pytest.mark.parametrize("phrase", PHRASES, ids=called)
def test_a_phrase_has_three_sentences_that_hold_it_and_two_that_only_look_so(phrase: Phrase) -> None:
    assert len(set(lines_of(ENTRIES[phrase]["finds"]))) >= 3
    assert len(set(lines_of(ENTRIES[phrase]["leaves"]))) >= 2


@pytest.mark.parametrize(("phrase", "text"), FOUND, ids=names(FOUND))
def test_a_sentence_that_holds_a_phrase_is_found_because_of_it(phrase: Phrase, text: str) -> None:
    assert any(remark.phrase is phrase for remark in find(text))


@pytest.mark.parametrize(("phrase", "text"), LEFT, ids=names(LEFT))
def test_a_sentence_that_only_looks_like_a_phrase_is_left_alone(phrase: Phrase, text: str) -> None:
    assert [remark.words for remark in find(text) if remark.phrase.family == phrase.family] == []


@pytest.mark.parametrize("phrase", PHRASES, ids=called)
def test_every_pattern_has_an_example(phrase: Phrase) -> None:
    shown = split(lines_of(ENTRIES[phrase]["finds"]))
    lines = zip(lines_of_phrase(phrase), lines_of(ENTRIES[phrase]["says"]), strict=True)
    assert [line for number, line in lines if not any(spans(KNOWN.lines, number, one) for one in shown)] == []


@pytest.mark.parametrize("phrase", PHRASES, ids=called)
def test_every_exception_has_an_example(phrase: Phrase) -> None:
    entry = ENTRIES[phrase]
    exceptions = exceptions_of(phrase.unless[1])
    shown = split(lines_of(entry["leaves"]))
    assert useless(exceptions, entry.get("unless", ""), lines_of_phrase(phrase), shown) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_exception_of_a_family_has_an_example(family: str) -> None:
    phrases = [phrase for phrase in PHRASES if phrase.family == family]
    lines = [number for phrase in phrases for number in lines_of_phrase(phrase)]
    shown = split(line for phrase in phrases for line in lines_of(ENTRIES[phrase]["leaves"]))
    assert useless(exceptions_of(phrases[0].unless[0]), WRITTEN[family].get("unless", ""), lines, shown) == []
