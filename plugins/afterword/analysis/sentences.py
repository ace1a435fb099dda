"""Sentences that say the same in other words: safeguards by their names, and assumptions that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from math import fsum, log
from typing import Final, NamedTuple, TypeVar

from afterword.text.similarity import similarity
from afterword.text.terms import stems

Key = TypeVar("Key")
Item = TypeVar("Item")

ALIKE: Final = 0.35
"""From which similarity, of 0 to 1, two sentences are taken to say the same."""


class Alike(NamedTuple):
    """A sentence that says the same as another, and how like it is."""

    similarity: float
    text: str


_NEARLY: Final = ALIKE - 1e-9
_UNLIKE: Final = Alike(0.0, "")


@dataclass(frozen=True, eq=False)
class Sentences:
    """Sentences, each with the place of its document.

    ``said`` holds by their stems the numbers of the sentences that have just these, ``different`` the same stems in
    an order of their own, ``weights`` in that order what they count together, and ``postings`` by stem where in it it
    is met. Rare words count for more: the weight of a word is its inverse document frequency (Sparck Jones 1972).
    """

    placed: tuple[tuple[int, str], ...]
    said: Mapping[frozenset[str], tuple[int, ...]]
    different: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    postings: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float]

    @classmethod
    def of(cls, placed: Iterable[tuple[int, str]]) -> Sentences:
        """Index sentences, each with the place of its document."""
        given = tuple(placed)
        numbers: dict[str, int] = defaultdict(int)
        for _, text in given:
            for stem in stems(text):
                numbers[stem] += 1
        rarity = {one: log(1 + len(given) / number) for one, number in numbers.items()}
        return cls((), {}, (), (), {}, rarity).also(given)

    def also(self, placed: Iterable[tuple[int, str]]) -> Sentences:
        """The index with a few more sentences, weighed by how rare their words are among the others."""
        given, said, postings = tuple(placed), defaultdict(list), defaultdict(list)
        for number, (_, text) in enumerate(given, len(self.placed)):
            said[stems(text)].append(number)
        more = [found for found in said if found not in self.said]
        for place, found in enumerate(more, len(self.different)):
            for one in found:
                postings[one].append(place)
        return Sentences(
            (*self.placed, *given),
            _joined(self.said, said),
            (*self.different, *more),
            (*self.weights, *map(self._weight, more)),
            _joined(self.postings, postings),
            self.rarity,
        )

    def alike(self, text: str, fewest: int = 1) -> dict[int, Alike]:
        """By document, the sentence that is most like a text; ``fewest`` is how many words the two must share."""
        asked = stems(text)
        weights = {one: self._weight((one,)) for one in asked}
        whole = left = fsum(weights.values())
        least = _NEARLY * whole  # what is like the text shares this much of it at least
        shared = [0.0] * len(self.different)
        for one in sorted(asked, key=lambda one: (-weights[one], one)):
            weight = weights[one]
            if left >= least:
                for place in self.postings.get(one, ()):
                    shared[place] += weight
            else:  # too little is left for what shares none of the rarer words
                for place in self.postings.get(one, ()):
                    if shared[place]:
                        shared[place] += weight
            left -= weight
        # As `similarity` has it, said of what is shared.
        part = _NEARLY / (1 + _NEARLY)
        near = [
            place
            for place in compress(range(len(shared)), shared)
            if shared[place] >= part * (whole + self.weights[place])
        ]
        # The few that are near are weighed once more: that sum does not depend on the order of a set.
        exact = (
            (said, similarity(fsum(weights[one] for one in both), whole, self.weights[place]))
            for place in near
            if len(both := asked & (said := self.different[place])) >= fewest
        )
        found = sorted((number, like) for said, like in exact if like >= ALIKE for number in self.said[said])
        best: dict[int, Alike] = {}
        for number, like in found:
            place, words = self.placed[number]
            if like > best.get(place, _UNLIKE).similarity:
                best[place] = Alike(like, words)
        return best

    @cached_property
    def _rarest(self) -> float:
        return max(self.rarity.values(), default=1.0)

    def _weight(self, words: Iterable[str]) -> float:
        """What words count together; one that no sentence knows counts as the rarest, so that it keeps them apart."""
        # `fsum`: the sum of floats depends on their order, and the order of a set on the run.
        return fsum(self.rarity.get(word, self._rarest) for word in words)


def _joined(some: Mapping[Key, tuple[Item, ...]], others: Mapping[Key, list[Item]]) -> dict[Key, tuple[Item, ...]]:
    return {**some, **{key: (*some.get(key, ()), *items) for key, items in others.items()}}
