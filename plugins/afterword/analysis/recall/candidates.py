"""Which reviews can be among the nearest: the few of many that are worth an exact score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import Final

from afterword.analysis.recall.structure import Comparison

_TOLERANCE: Final = 1e-6
"""More than the last digits by which a sum differs when it is added up in another order."""


def candidates(
    text: Mapping[int, float],
    compared: Comparison,
    text_share: float,
    left_out: Iterable[int],
    most: int,
    least: float,
) -> list[int]:
    """The places that can come among the first ``most`` with a score of ``least`` or more, in no order.

    The traits that count most are added first. What the others could still add is known beforehand, so that nothing
    is looked at that all of them together could not lift far enough (Turtle and Flood 1995). That matters for what
    nearly all reviews have: it counts least, and would be met most often.
    """
    parts = sorted(
        (((1 - text_share) * part, alike) for part, alike in compared.parts), key=lambda pair: pair[0], reverse=True
    )
    left = sum(part for part, _ in parts)
    found = {place: text_share * value for place, value in text.items()}
    for part, alike in parts:
        if left < least - _TOLERANCE:
            break
        for place in alike:
            found[place] = found.get(place, 0.0) + part
        left -= part
    for place in left_out:
        found.pop(place, None)
    # What does not come after ``most`` others without the rest must reach them with all of it.
    best = nlargest(most, found.values())
    enough = max(least, best[-1] if len(best) == most else 0.0) - left - _TOLERANCE
    return [place for place, score in found.items() if score >= enough]
