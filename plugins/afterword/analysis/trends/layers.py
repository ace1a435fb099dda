"""Where failures occur: layers of root causes over time, and which layers fail together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from afterword.analysis.trends.periods import Period, by_period
from afterword.corpus import Corpus


class LayersOverTime(NamedTuple):
    """Reviews by layer and period; a review with causes in several layers counts in each.

    ``cells`` holds the number of reviews by the positions of layer and period, and nothing where there is none.
    ``carried`` of ``total`` reviews name a layer; ``unplaced`` of these are in no period.
    """

    layers: tuple[str, ...]
    periods: tuple[Period, ...]
    cells: Mapping[tuple[int, int], int]
    carried: int
    total: int

    @property
    def unplaced(self) -> int:
        return self.carried - sum(len(period.reviews) for period in self.periods)


class Interactions(NamedTuple):
    """Reviews by pairs of layers: ``cells[i, j]`` with ``i >= j`` have causes in both, ``cells[i, i]`` in that one.

    ``carried`` of ``total`` reviews name a layer, ``several`` of them more than one.
    """

    layers: tuple[str, ...]
    cells: Mapping[tuple[int, int], int]
    carried: int
    several: int
    total: int


def layers_over_time(corpus: Corpus, layers: Sequence[str]) -> LayersOverTime:
    """Count reviews by layer and period; ``layers`` is the vocabulary in its order."""
    named = [review for review in corpus.counted if review.layers]
    periods = by_period(named)
    cells = {
        (row, column): number
        for row, layer in enumerate(layers)
        for column, period in enumerate(periods)
        if (number := sum(layer in review.layers for review in period.reviews))
    }
    return LayersOverTime(tuple(layers), periods, cells, len(named), len(corpus.counted))


def interactions(corpus: Corpus, layers: Sequence[str]) -> Interactions:
    """Count reviews by pairs of layers: the co-occurrence matrix, its lower triangle."""
    named = [review for review in corpus.counted if review.layers]
    place = {layer: at for at, layer in enumerate(layers)}
    cells: dict[tuple[int, int], int] = {}
    for review in named:
        at = sorted(place[layer] for layer in review.layers if layer in place)
        for pair in (*((one, one) for one in at), *((high, low) for low, high in combinations(at, 2))):
            cells[pair] = cells.get(pair, 0) + 1
    several = sum(len(review.layers) > 1 for review in named)
    return Interactions(tuple(layers), cells, len(named), several, len(corpus.counted))
