"""What a text says of people: most sentences hold none of the words, and only one that does is taken apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from afterword.language.lexicon import Lexicon, Phrase, PhraseLine, lexicon
from afterword.language.scope import in_scope, sentences
from afterword.language.tokens import Sentence
from afterword.language.words import word_spans


@dataclass(frozen=True)
class Remark:
    """What was found: the words, their offsets in the text, and the phrase that explains them."""

    words: str
    start: int
    end: int
    phrase: Phrase


def find(text: str, allowed: Collection[str] = ()) -> Iterator[Remark]:
    """What a text says of people, sentence by sentence; ``allowed`` are names that are no person's here."""
    known = lexicon()
    splitter = known.splitter
    for offset, written in sentences(in_scope(text)):
        pieces = written.split()
        if called := known.called(pieces):
            sentence = splitter.split(pieces)
            found = [(span, entry.phrase) for entry in called for span in _spans(sentence, entry, known)]
            parts = word_spans(written) if found else []
            remarks = [_remark(written, offset, sentence.span(parts, *span), phrase) for span, phrase in found]
            yield from _told_once([remark for remark in remarks if not _is_name(remark, allowed)])


def _spans(sentence: Sentence, entry: PhraseLine, known: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a pattern stands, but for what only looks like it: an exception counts where it overlaps."""
    found = list(entry.line.pattern.spans(sentence.places))
    excepted = 0
    for line in known.exceptions(entry.phrase) if found else ():
        if line.may_be_in(sentence.places):
            for start, end in line.pattern.spans(sentence.places):
                excepted |= (1 << end) - (1 << start)
    for start, end in found:
        if not excepted & ((1 << end) - (1 << start)):
            yield start, end


def _remark(written: str, offset: int, span: tuple[int, int], phrase: Phrase) -> Remark:
    start, end = span
    return Remark(" ".join(written[start:end].split()), offset + start, offset + end, phrase)


def _is_name(remark: Remark, allowed: Collection[str]) -> bool:
    """Whether what is spoken of goes by one of the names that are no person's here."""
    words = remark.words.replace("'s", "").replace("’s", "").split()
    return not set(words if remark.phrase.family == "named-person" else words[:1]).isdisjoint(allowed)


def _told_once(remarks: list[Remark]) -> list[Remark]:
    """The longest of those of one family that overlap, in the order of the text."""
    kept: dict[str, list[Remark]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda one: (one.start, -one.end)):
        family = kept[remark.phrase.family]
        if not family or remark.start >= family[-1].end:
            family.append(remark)
        elif remark.end - remark.start > family[-1].end - family[-1].start:
            family[-1] = remark
    return sorted((remark for family in kept.values() for remark in family), key=lambda one: one.start)
