"""What reviews have in common in their structure, kind by kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from types import MappingProxyType
from typing import Final, NamedTuple

from afterword.analysis.recall.names import Names
from afterword.analysis.recall.traits import KINDS, Traits
from afterword.analysis.sentences import Sentences

BY_NAME: Final = ("model", "data")
"""The kinds of trait that a text names by saying their words."""

MOST_NAMES: Final = 3
"""How many traits of one kind are told."""

_NAMED: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, eq=False)
class Structure:
    """The traits of reviews, known by their place in the order in which they were given.

    ``begun`` is one that knows the first of them already.
    """

    traits: tuple[Traits, ...]
    begun: Structure | None = None

    def also(self, traits: Iterable[Traits]) -> Structure:
        """The same with a few more; the sentences that are here are not indexed again."""
        return Structure((*self.traits, *traits), self)

    @cached_property
    def places(self) -> Mapping[tuple[str, str], Mapping[int, str]]:
        """By kind and key, the reviews that have the trait, each with how it is said there."""
        found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for place, traits in enumerate(self.traits):
            for kind, keys in traits.items():
                for key, said in keys.items():
                    found[kind, key][place] = said
        return found

    @cached_property
    def sentences(self) -> Mapping[str, Sentences]:
        """By kind, what is compared as sentences."""
        if self.begun is not None:
            more = list(enumerate(self.traits))[len(self.begun.traits) :]
            return {
                kind: known.also((place, key) for place, traits in more for key in traits.get(kind, ()))
                for kind, known in self.begun.sentences.items()
            }
        found: dict[str, list[tuple[int, str]]] = {kind: [] for kind, one in KINDS.items() if one.loose}
        for (kind, key), places in self.places.items():
            if kind in found:
                found[kind] += [(place, key) for place in places]
        return {kind: Sentences.of(placed) for kind, placed in found.items()}

    def alike(self, kind: str, key: str) -> Mapping[int, str]:
        """The reviews that have a trait or, where its kind is loose, one that says the same."""
        if not KINDS[kind].loose:
            return self.places.get((kind, key), {})
        return self._alike(kind, key)

    @cached_property
    def _alike(self) -> Callable[[str, str], Mapping[int, str]]:
        # Reviews say some things in the same words; those of a large base are too many to keep.
        return lru_cache(maxsize=1024)(
            lambda kind, key: {place: found.text for place, found in self.sentences[kind].alike(key).items()}
        )

    def rarity(self, sharing: int) -> float:
        """How much a trait that so many reviews have tells them from the others, from 0 to 1."""
        size = max(1, len(self.traits))
        return log((size + 1) / (max(1, sharing) + 0.5)) / log(size + 1)

    def named(self, text: str) -> Traits:
        """The models, features and data sets that a text calls by their names."""
        found: dict[str, dict[str, str]] = {kind: {} for kind in BY_NAME}
        for _, (kind, key) in self._names.within(_NAMED.findall(text.casefold())):
            found[kind][key] = key
        return {kind: keys for kind, keys in found.items() if keys}

    @cached_property
    def _names(self) -> Names[tuple[str, str]]:
        return Names((_NAMED.findall(key), (kind, key)) for kind, key in self.places if kind in BY_NAME)

    def compare(self, asked: Traits, trust: Mapping[str, float] = MappingProxyType({})) -> Comparison:
        """Compare all reviews with the traits that are asked for; ``trust`` says by key which are only guessed."""
        kinds: dict[str, list[Shared]] = {}
        for kind, keys in asked.items():
            kinds[kind] = []
            for key in keys:
                alike = self.alike(kind, key)
                kinds[kind].append(Shared(self.rarity(len(alike)), trust.get(key, 1.0), alike))
        return Comparison(kinds)


class Shared(NamedTuple):
    """A trait that was asked for: how rare it is, how far it is to be trusted, and the reviews that have it."""

    rarity: float
    trust: float
    alike: Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The traits that were asked for, by kind."""

    kinds: Mapping[str, list[Shared]]

    @cached_property
    def parts(self) -> tuple[tuple[float, Mapping[int, str]], ...]:
        """What each trait counts of what is asked, from 0 to 1, with the reviews that have it.

        Within a kind rare traits count more; kinds that the asker says nothing of do not count at all.
        """
        whole = sum(KINDS[kind].weight for kind in self.kinds)
        return tuple(
            (KINDS[kind].weight / whole * trait.rarity * trait.trust / len(traits), trait.alike)
            for kind, traits in self.kinds.items()
            for trait in traits
        )

    def score(self, place: int) -> float:
        """The part of what is asked that a review has, from 0 to 1."""
        return sum((part for part, alike in self.parts if place in alike), 0.0)

    def by_name(self, place: int) -> bool:
        """Whether a review has a pattern, a model or a data set that is asked for and not only guessed."""
        named = (trait for kind in ("pattern", *BY_NAME) for trait in self.kinds.get(kind, ()))
        return any(trait.trust == 1.0 and place in trait.alike for trait in named)

    def shared(self, place: int) -> Iterator[str]:
        """What a review has in common with the asker, a clause for each kind; what tells most comes first."""
        for kind, traits in self.kinds.items():
            if kind == "family" and self._has("model", place):
                continue  # the same model is of the same family
            if there := [trait for trait in traits if place in trait.alike]:
                rarest = sorted(there, key=lambda trait: -trait.rarity * trait.trust)
                names = list(dict.fromkeys(trait.alike[place] for trait in rarest))
                yield KINDS[kind].said(names[:MOST_NAMES])

    def _has(self, kind: str, place: int) -> bool:
        return any(place in trait.alike for trait in self.kinds.get(kind, ()))
