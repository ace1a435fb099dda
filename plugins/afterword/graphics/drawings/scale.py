"""A time line: to scale if everything on it can be told apart, and otherwise compressed, which is stated.

On a compressed line the time between two neighbouring moments is as long as the logarithm of its length. An incident
that went unnoticed for a year and was fixed in ten minutes shows both; a line true to scale below it shows what
the year was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from math import log1p
from typing import Final, NamedTuple

NEAREST: Final = 1 / 40
"""The share of the whole below which two neighbouring moments can no longer be told apart."""

SHORTEST: Final = 60.0
"""Seconds; a compressed line shows nothing shorter."""


class Extent(NamedTuple):
    """What is known of a moment: it is between ``start`` and ``end``, which are the same where it is exact."""

    start: datetime
    end: datetime

    @property
    def middle(self) -> datetime:
        return self.start + (self.end - self.start) / 2

    @property
    def exact(self) -> bool:
        return self.start == self.end


class Scale(NamedTuple):
    """The place of each moment, as a share from 0 to 1 of the line; ``true`` says whether lengths are times."""

    knots: tuple[datetime, ...]
    places: tuple[float, ...]
    true: bool

    @classmethod
    def of(cls, extents: Sequence[Extent]) -> Scale | None:
        """The scale of some moments; ``None`` where all of them are one."""
        knots = sorted({end for extent in extents for end in (extent.start, extent.end)})
        if len(knots) < 2:
            return None
        gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(knots)]
        middles = sorted({extent.middle for extent in extents})
        apart = [(later - earlier).total_seconds() for earlier, later in pairwise(middles)]
        true = min(apart, default=sum(gaps)) >= sum(gaps) * NEAREST
        unit = max(min(gaps), SHORTEST)
        lengths = gaps if true else [log1p(gap / unit) for gap in gaps]
        places, whole = [0.0], sum(lengths)
        for length in lengths:
            places.append(places[-1] + length / whole)
        return cls(tuple(knots), tuple(places), true)

    @property
    def description(self) -> str:
        """What a text alternative says of it."""
        return "To scale." if self.true else "Compressed: long periods are drawn shorter."

    def place(self, moment: datetime) -> float:
        """The place of a moment between the first and the last."""
        for (earlier, left), (later, right) in pairwise(zip(self.knots, self.places, strict=True)):
            if moment <= later:
                share = (moment - earlier) / (later - earlier)
                return left + (right - left) * max(share, 0.0)
        return 1.0

    def truly(self, moment: datetime) -> float:
        """The place that it would have on a line true to scale."""
        whole = self.knots[-1] - self.knots[0]
        return min(max((moment - self.knots[0]) / whole, 0.0), 1.0)


def stacked(places: Sequence[float], nearest: float, most: int) -> list[int]:
    """For each of some places in their order a row, so that no two in one row are nearer than ``nearest``.

    Where ``most`` rows are not enough, the one whose last place is the furthest away is taken.
    """
    rows: list[float] = []
    found = []
    for place in places:
        free = next((row for row, last in enumerate(rows) if place - last >= nearest), len(rows))
        if free == most:
            free = min(range(most), key=lambda row: rows[row])
        if free == len(rows):
            rows.append(place)
        rows[free] = place
        found.append(free)
    return found
