"""Find the phrases of a text. Most sentences have none of the words, and only the others are split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from afterword.language.lexicon import Lexicon, Phrase, lexicon
from afterword.language.scope import in_scope, sentences
from afterword.language.tokens import Sentence, tokens
from afterword.language.words import word_spans

Span = tuple[int, int]
Found = tuple[Span, Phrase]
"""The first word of a match and the one after its last, and the phrase."""


class PhraseMatch(NamedTuple):
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
    possible = known.lines.sieve.possible
    for place, text in enumerate(texts):
        for offset, written in sentences(in_scope(text)):
            pieces = written.split()
            if lines := possible(pieces):
                for match in _matches(written, offset, lines, pieces, known, allowed):
                    yield place, match


def _matches(
    written: str, offset: int, lines: Iterable[int], pieces: Sequence[str], known: Lexicon, allowed: Collection[str]
) -> list[PhraseMatch]:
    """The matches of some lines in a sentence, which is split at its spaces into ``pieces``."""
    sentence = tokens(pieces, known.words)
    found = [
        (span, known.phrases[pattern.owner])
        for pattern in map(known.lines.__getitem__, lines)
        for span in known.steps.spans(pattern, sentence)
    ]
    if not found:
        return []
    found = _without_exceptions(found, sentence, pieces, known)
    parts = word_spans(written) if found else []
    matches = [_match(written, offset, sentence.span(parts, *span), phrase) for span, phrase in found]
    return _without_overlaps([match for match in matches if not _is_name(match, allowed)])


def _without_exceptions(found: list[Found], sentence: Sentence, pieces: Sequence[str], known: Lexicon) -> list[Found]:
    """The matches that do not overlap an exception of their phrase."""
    lines = known.exceptions
    for pattern in map(lines.__getitem__, lines.sieve.possible(pieces)):
        owner = pattern.owner
        if any(owner in phrase.unless for _, phrase in found):
            for first, last in known.steps.spans(pattern, sentence):
                found = [
                    (span, phrase)
                    for span, phrase in found
                    if owner not in phrase.unless or span[1] <= first or last <= span[0]
                ]
                if not found:
                    return found
    return found


def _match(written: str, offset: int, span: Span, phrase: Phrase) -> PhraseMatch:
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
