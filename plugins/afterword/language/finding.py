"""What a text says of people: most sentences hold none of the words, and only one that does is taken apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from afterword.language.lexicon import Entry, Phrase, lexicon
from afterword.language.scope import in_scope, sentences
from afterword.language.tokens import WORD, Sentence

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
    calling, splitter = known.by_key.keys(), known.splitter
    for offset, written in sentences(in_scope(text)):
        hints = splitter.hints(WORD.findall(written))
        called = {
            entry: None
            for key in calling & hints
            for entry in known.by_key[key]
            if not any(map(hints.isdisjoint, entry.needs))
        }
        if called:
            sentence = splitter.split(written)
            remarks = [remark for entry in called for remark in _remarks(written, sentence, offset, entry)]
            yield from _told_once([remark for remark in remarks if not _is_name(remark, allowed)])


def _remarks(written: str, sentence: Sentence, offset: int, entry: Entry) -> Iterator[Remark]:
    found = list(entry.pattern.spans(sentence.keys))
    if not found:
        return
    excepted = [span for pattern in entry.unless for span in pattern.spans(sentence.keys)]
    for start, end in found:
        if not any(start < other[1] and other[0] < end for other in excepted):
            first, last = sentence.places[max(start, 1)][0], sentence.places[min(end, len(sentence.keys) - 1) - 1][1]
            yield Remark(" ".join(written[first:last].split()), offset + first, offset + last, entry.phrase)


def _is_name(remark: Remark, allowed: Collection[str]) -> bool:
    return remark.phrase.family == "named-person" and not set(remark.words.split()).isdisjoint(allowed)


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
