"""What reviews have in common in their structure, kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from afterword.recall.sentences import Sentences
from afterword.recall.traits import KINDS, Traits


@dataclass(frozen=True, eq=False)
class Structure:
    """The traits of reviews, known by their place in the order in which they were given."""

    traits: tuple[Traits, ...]

    @cached_property
    def places(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """By kind and key, the reviews that have the trait."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, kind, key in self._all():
            found[kind, key].append(place)
        return {trait: tuple(places) for trait, places in found.items()}

    @cached_property
    def sentences(self) -> Mapping[str, Sentences]:
        """By kind, what is compared as sentences."""
        found: dict[str, list[tuple[int, str]]] = {kind: [] for kind, one in KINDS.items() if one.loose}
        for place, kind, key in self._all():
            if kind in found:
                found[kind].append((place, key))
        return {kind: Sentences.of(placed) for kind, placed in found.items()}

    def alike(self, kind: str, key: str, said: str) -> Mapping[int, str]:
        """The reviews that have a trait, each with how it is said there."""
        if KINDS[kind].loose:
            return self.sentences[kind].alike(key)
        return {place: self.traits[place][kind].get(key, said) for place in self.places.get((kind, key), ())}

    def rarity(self, sharing: int) -> float:
        """How much a trait that so many reviews have tells them from the others, from 0 to 1."""
        size = max(1, len(self.traits))
        return log(1 + size / max(1, sharing)) / log(1 + size)

    def compare(self, asked: Traits) -> Comparison:
        """Compare all reviews with the traits that are asked for."""
        return Comparison(
            {
                kind: [
                    (self.rarity(len(alike)), alike)
                    for key, said in keys.items()
                    for alike in (self.alike(kind, key, said),)
                ]
                for kind, keys in asked.items()
            }
        )

    def _all(self) -> Iterator[tuple[int, str, str]]:
        for place, traits in enumerate(self.traits):
            for kind, keys in traits.items():
                for key in keys:
                    yield place, kind, key


@dataclass(frozen=True, eq=False)
class Comparison:
    """By kind, each trait that was asked for: how rare it is, and the reviews that have it."""

    kinds: Mapping[str, list[tuple[float, Mapping[int, str]]]]

    @cached_property
    def scores(self) -> Mapping[int, float]:
        """By review, the part of what is asked that it has, from 0 to 1.

        Within a kind rare traits count more; kinds that the asker says nothing of do not count at all.
        """
        whole = sum(KINDS[kind].weight for kind in self.kinds)
        found: dict[int, float] = defaultdict(float)
        for kind, traits in self.kinds.items():
            total = sum(rarity for rarity, _ in traits)
            for rarity, alike in traits:
                for place in alike:
                    found[place] += KINDS[kind].weight / whole * rarity / total
        return found

    def shared(self, place: int) -> Iterator[str]:
        """What a review has in common with the asker, in words; what tells most comes first."""
        for kind, traits in self.kinds.items():
            for _, alike in sorted(traits, key=lambda trait: -trait[0]):
                if place in alike:
                    yield KINDS[kind].phrase.format(alike[place])
