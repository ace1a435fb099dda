"""Sentences that say the same in other words: safeguards by their names, and assumptions that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, log
from typing import Final, NamedTuple

from afterword.text.similarity import similarity
from afterword.text.terms import stems

ALIKE: Final = 0.35
"""From which similarity, of 0 to 1, two sentences are taken to say the same."""


class Alike(NamedTuple):
    """A sentence that says the same as another, and how like it is."""

    similarity: float
    text: str


_UNLIKE: Final = Alike(0.0, "")


@dataclass(frozen=True, eq=False)
class Sentences:
    """Sentences, each with the place of its document; ``said`` holds the stems of each, ``weights`` what they count.

    Rare words count for more: the weight of a word is its inverse document frequency (Sparck Jones 1972).
    """

    placed: tuple[tuple[int, str], ...]
    said: tuple[frozenset[str], ...]
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
        return cls((), (), (), {}, rarity).also(given)

    def also(self, placed: Iterable[tuple[int, str]]) -> Sentences:
        """The index with a few more sentences, weighed by how rare their words are among the others."""
        given, added = tuple(placed), defaultdict[str, list[int]](list)
        said = tuple(stems(text) for _, text in given)
        for number, found in enumerate(said, len(self.placed)):
            for one in found:
                added[one].append(number)
        postings = {**self.postings, **{one: (*self.postings.get(one, ()), *numbers) for one, numbers in added.items()}}
        weights = (*self.weights, *map(self._weight, said))
        return Sentences((*self.placed, *given), (*self.said, *said), weights, postings, self.rarity)

    def alike(self, text: str, fewest: int = 1) -> dict[int, Alike]:
        """By document, the sentence that is most like a text; ``fewest`` is how many words the two must share."""
        asked = stems(text)
        whole = self._weight(asked)
        near, left = set[int](), whole
        for one in sorted(asked, key=lambda one: (-self._weight((one,)), one)):
            if left < ALIKE * whole:
                break  # a sentence that shares only the words that are left cannot be like it
            near.update(self.postings.get(one, ()))
            left -= self._weight((one,))
        best: dict[int, Alike] = {}
        for number in sorted(near):
            both, (place, said) = asked & self.said[number], self.placed[number]
            if len(both) < fewest:
                continue
            found = similarity(self._weight(both), whole, self.weights[number])
            if found >= ALIKE and found > best.get(place, _UNLIKE).similarity:
                best[place] = Alike(found, said)
        return best

    @cached_property
    def _rarest(self) -> float:
        return max(self.rarity.values(), default=1.0)

    def _weight(self, words: Iterable[str]) -> float:
        """What words count together; one that no sentence knows counts as the rarest, so that it keeps them apart."""
        # `fsum`: the sum of floats depends on their order, and the order of a set on the run.
        return fsum(self.rarity.get(word, self._rarest) for word in words)
