"""Sentences split into words with their classes: a role, a verb for a slip, an adverb, a mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress
from typing import Final

from afterword.language.classes import AFTER_HEAD, BEGIN, STOP, Kinds, Word, Words

_BEGIN: Final = frozenset({BEGIN, STOP})
_END: Final = frozenset({"$", STOP})
_FEW: Final = 3
_NOTHING: Final[Kinds] = frozenset()
_BITS: Final = [1 << place for place in range(256)]


class Sentence(dict[Kinds, int]):
    """The words of a sentence: by a set of words and classes, the places where one of them is, one bit each.

    The first and the last place are the ends of the sentence, which a pattern can match like words. ``every`` has all
    places, and ``sizes`` the parts of each word.
    """

    def __init__(self, kinds: Sequence[Kinds], sizes: Sequence[int]) -> None:
        super().__init__()
        # After the end there is nothing, which a step may still ask for.
        self._kinds, self.sizes = (_BEGIN, *kinds, _END, _NOTHING), (0, *sizes, 0)
        self._all = (1 << len(self._kinds)) - 1
        self.every = self._all >> 1
        while len(_BITS) < len(self._kinds):
            _BITS.append(1 << len(_BITS))

    def __missing__(self, wanted: Kinds) -> int:
        # What is left out is summed up, since that takes no step of Python for a word.
        self[wanted] = places = self._all - sum(compress(_BITS, map(wanted.isdisjoint, self._kinds)))
        return places

    def among(self, reached: int, wanted: Kinds) -> int:
        """Those of the places that are reached where one of some words and classes is; a few are looked at alone."""
        if wanted in self or reached.bit_count() > _FEW:
            return reached & self[wanted]
        found = 0
        while reached:
            place = reached.bit_length() - 1
            reached ^= _BITS[place]
            if not wanted.isdisjoint(self._kinds[place]):
                found |= _BITS[place]
        return found

    def span(self, parts: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """The offsets of the words from ``start`` to ``end``; ``parts`` are those of all words."""
        return parts[sum(self.sizes[:start])][0], parts[sum(self.sizes[:end]) - 1][1]


def tokens(pieces: Sequence[str], words: Words) -> Sentence:
    """The words of a sentence; ``pieces`` is the sentence split at its spaces."""
    found = [*chain.from_iterable(map(words.__getitem__, pieces))]
    sizes = [1] * len(found)
    special = [place for place, word in enumerate(found) if word.special]
    if special and _join(special, found, sizes, words):
        special = [place for place, word in enumerate(found) if word.special]
    kinds = [word.kinds for word in found]
    for place in special[:-1] if special[-1:] == [len(found) - 1] else special:
        # A role before a noun is part of a name: "the owner field" is not a person.
        if AFTER_HEAD not in kinds[place + 1]:
            kinds[place] = words.lent(kinds[place])
    return Sentence(kinds, sizes)


def _join(places: Sequence[int], found: list[Word], sizes: list[int], words: Words) -> bool:
    """Join compounds to one word, from the end: "no one" is a person, a "package manager" is not."""
    joined, compounds = False, words.known.compounds
    for place in reversed(places):
        following = found[place + 1].word if place + 1 < len(found) else ""
        for parts in compounds.get((found[place].word, following), ()):
            end = place + len(parts)
            if len(parts) == 2 or [word.word for word in found[place:end]] == parts:
                found[place:end] = [words.word(" ".join(parts))]
                sizes[place:end] = [sum(sizes[place:end])]
                joined = True
                break
    return joined
