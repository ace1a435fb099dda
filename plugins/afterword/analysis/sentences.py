"""Sentences that say the same in other words: safeguards by their names, and assumptions that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log
from typing import Final, NamedTuple

from afterword.analysis.thresholds import Thresholds, mask, places
from afterword.text.similarity import similarity
from afterword.text.terms import stems

ALIKE: Final = 0.35
"""From which similarity, of 0 to 1, two sentences are taken to say the same."""


class Alike(NamedTuple):
    """A sentence that says the same as another, and how like it is."""

    similarity: float
    text: str


_NEARLY: Final = ALIKE - 1e-9
_SHARE: Final = _NEARLY / (1 + _NEARLY)
"""Of what two sentences count together, how much those share that are alike."""
_UNLIKE: Final = Alike(0.0, "")


@dataclass(frozen=True, eq=False)
class Sentences:
    """Sentences, each with the place of its document.

    ``said`` holds by their stems the numbers of the sentences that have just these, ``different`` the same stems in
    an order of their own, ``weights`` in that order what they count together, and ``masks`` by stem the bits of those
    that have it. Rare words count for more: the weight of a word is its inverse document frequency (Sparck Jones 1972).
    """

    placed: tuple[tuple[int, str], ...]
    said: Mapping[frozenset[str], tuple[int, ...]]
    different: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    masks: Mapping[str, int]
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
        given, said, met = tuple(placed), defaultdict(list), defaultdict(list)
        for number, (_, text) in enumerate(given, len(self.placed)):
            said[stems(text)].append(number)
        more = [found for found in said if found not in self.said]
        for place, found in enumerate(more, len(self.different)):
            for one in found:
                met[one].append(place)
        return Sentences(
            (*self.placed, *given),
            {**self.said, **{found: (*self.said.get(found, ()), *numbers) for found, numbers in said.items()}},
            (*self.different, *more),
            (*self.weights, *map(self._weight, more)),
            {**self.masks, **{one: self.masks.get(one, 0) | mask(where) for one, where in met.items()}},
            self.rarity,
        )

    def alike(self, text: str, fewest: int = 1) -> dict[int, Alike]:
        """By document, the sentence that is most like a text; ``fewest`` is how many words the two must share."""
        asked = stems(text)
        weights = {one: self._weight((one,)) for one in asked}
        whole = fsum(weights.values())
        gains = ((weight, self.masks[one]) for one, weight in weights.items() if one in self.masks)
        near = self._thresholds.reached(gains, _SHARE * whole)
        # The few that are near are weighed once more: that sum does not depend on the order of a set.
        exact = (
            (said, similarity(fsum(map(weights.__getitem__, both)), whole, self.weights[place]))
            for place in places(near)
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
    def _thresholds(self) -> Thresholds:
        """How much of its weight each sentence must share, for its own part; see `similarity`."""
        return Thresholds.of([_SHARE * weight for weight in self.weights])

    @cached_property
    def _rarest(self) -> float:
        return max(self.rarity.values(), default=1.0)

    def _weight(self, words: Iterable[str]) -> float:
        """What words count together; one that no sentence knows counts as the rarest, so that it keeps them apart."""
        # `fsum`: the sum of floats depends on their order, and the order of a set on the run.
        return fsum(self.rarity.get(word, self._rarest) for word in words)
