"""Find the phrases of a text. Most sentences have none of the words, and only the others are split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from afterword.language.lexicon import Lexicon, Phrase, lexicon
from afterword.language.scope import in_scope, sentences
from afterword.language.tokens import Sentence, tokens
from afterword.language.words import word_spans


@dataclass(frozen=True)
class PhraseMatch:
    """A match: its words, their offsets in the text, and the phrase that explains them."""

    words: str
    start: int
    end: int
    phrase: Phrase


def find(text: str, allowed: Collection[str] = ()) -> Iterator[PhraseMatch]:
    """The matches of a text, sentence by sentence; ``allowed`` are names that are not a person's in this project."""
    return (match for _, match in find_in((text,), allowed))


def find_in(texts: Iterable[str], allowed: Collection[str] = ()) -> Iterator[tuple[int, PhraseMatch]]:
    """The matches of several texts, each with the place of its text."""
    known = lexicon()
    possible = known.sieve.possible
    for place, text in enumerate(texts):
        for offset, written in sentences(in_scope(text)):
            if lines := possible(written.split()):
                for match in _matches(written, offset, lines, known, allowed):
                    yield place, match


def _matches(
    written: str, offset: int, lines: Iterable[int], known: Lexicon, allowed: Collection[str]
) -> list[PhraseMatch]:
    """The matches of some lines in a sentence."""
    sentence = tokens(written.split(), known.pieces)
    found = [(span, known.entries[line][1]) for line in lines for span in _spans(sentence, line, known)]
    parts = word_spans(written) if found else []
    matches = [_match(written, offset, sentence.span(parts, *span), phrase) for span, phrase in found]
    return _without_overlaps([match for match in matches if not _is_name(match, allowed)])


def _spans(sentence: Sentence, number: int, known: Lexicon) -> Iterator[tuple[int, int]]:
    """The matches of a line in a sentence, without those that overlap an exception."""
    line, phrase = known.entries[number]
    found = list(line.pattern.spans(sentence.places))
    for exception in known.exceptions(phrase, sentence.places) if found else ():
        for first, last in exception.pattern.spans(sentence.places):
            found = [(start, end) for start, end in found if end <= first or last <= start]
        if not found:
            break
    yield from found


def _match(written: str, offset: int, span: tuple[int, int], phrase: Phrase) -> PhraseMatch:
    start, end = span
    return PhraseMatch(" ".join(written[start:end].split()), offset + start, offset + end, phrase)


def _is_name(match: PhraseMatch, allowed: Collection[str]) -> bool:
    """Whether a match is about one of the names that are not a person's in this project."""
    words = match.words.replace("'s", "").replace("’s", "").split()
    return not set(words if match.phrase.family == "named-person" else words[:1]).isdisjoint(allowed)


def _without_overlaps(matches: list[PhraseMatch]) -> list[PhraseMatch]:
    """Of overlapping matches of one family the longest, in the order of the text."""
    kept: dict[str, list[PhraseMatch]] = defaultdict(list)
    for match in sorted(matches, key=lambda one: (one.start, -one.end)):
        family = kept[match.phrase.family]
        if not family or match.start >= family[-1].end:
            family.append(match)
        elif match.end - match.start > family[-1].end - family[-1].start:
            family[-1] = match
    return sorted((match for family in kept.values() for match in family), key=lambda one: one.start)
