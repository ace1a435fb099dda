"""Sentences split into words with their classes: a role, a verb for a slip, an adverb, a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from afterword.language.pieces import AFTER_HEAD, STOP, Pieces, Word

ANY: Final = "<any>"
"""The class of every word, mark and end."""

Places = Mapping[str, int]
"""By class, the places of its words in a sentence, one bit a word."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence: ``places`` has a bit for each word of a class, ``sizes`` the parts of each word.

    The first and the last are the ends of the sentence, which a pattern can match like words.
    """

    places: Places
    sizes: tuple[int, ...]

    def span(self, parts: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """The offsets of the words from ``start`` to ``end``; ``parts`` are those of all words."""
        return parts[sum(self.sizes[:start])][0], parts[sum(self.sizes[:end]) - 1][1]


def tokens(written: Sequence[str], pieces: Pieces) -> Sentence:
    """The words of a sentence by class and place; ``written`` is the sentence split at its spaces."""
    words = pieces.split(written)
    kinds = [word.kinds for word in words]
    sizes = [1] * len(words)
    if any(word.special for word in words):
        _join(words, kinds, sizes, pieces)
        _lend(kinds, pieces.vocabulary.heads)
    last = 1 << len(kinds) + 1
    places = {ANY: 2 * last - 1, "^": 1, "$": last, STOP: 1 | last}
    place = 1
    for kind in kinds:
        place <<= 1
        for key in kind:
            places[key] = places.get(key, 0) | place
    return Sentence(places, (0, *sizes, 0))


def _join(words: Sequence[Word], kinds: list[frozenset[str]], sizes: list[int], pieces: Pieces) -> None:
    """Join compounds to one word: "no one" is a person, a "package manager" is not."""
    compounds = pieces.vocabulary.compounds
    texts = [word.word for word in words]
    for place in reversed([place for place, word in enumerate(texts[:-1]) if word in compounds]):
        following = texts[place + 1]
        for parts in compounds[texts[place]]:
            end = place + len(parts)
            if following == parts[1] and tuple(texts[place:end]) == parts:
                whole = " ".join(parts)
                texts[place:end] = [whole]
                sizes[place:end] = [sum(sizes[place:end])]
                kinds[place:end] = [pieces.kinds(whole, whole)[0]]
                break


def _lend(kinds: list[frozenset[str]], heads: frozenset[str]) -> None:
    """A role before a noun is part of a name: "the owner field" is not a person."""
    for place in [place for place, kind in enumerate(kinds[:-1]) if not heads.isdisjoint(kind)]:
        if AFTER_HEAD not in kinds[place + 1]:
            kinds[place] = kinds[place] - heads | {"<part>"}
