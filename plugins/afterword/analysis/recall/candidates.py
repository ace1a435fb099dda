"""Which reviews can be among the nearest: the few of many that are worth an exact score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import Final

from afterword.analysis.recall.structure import Comparison

_TOLERANCE: Final = 1e-6
"""More than the last digits by which a sum differs when it is added up in another order."""


def candidates(
    sums: Sequence[float],
    whole: float,
    compared: Comparison,
    text_share: float,
    left_out: Iterable[int],
    most: int,
    least: float,
) -> list[int]:
    """The places that can come among the first ``most`` with a score of ``least`` or more, in their order.

    ``sums`` is what each place answers of the ``whole`` that is asked in words; all else is measured by it here, so
    that it can be added to a copy of them.

    The traits that count most are added first. What the others could still add is known beforehand, so that nothing
    is looked at that all of them together could not lift far enough (Turtle and Flood 1995). That matters for what
    nearly all reviews have: it counts least, and would be met most often.
    """
    unit = (whole or 1.0) / text_share
    parts = sorted(
        ((unit * (1 - text_share) * part, alike) for part, alike in compared.parts),
        key=lambda pair: pair[0],
        reverse=True,
    )
    left = sum(part for part, _ in parts)
    enough = unit * (least - _TOLERANCE)
    found = [*sums]
    for part, alike in parts:
        if left < enough:
            break
        for place in alike:
            found[place] += part
        left -= part
    for place in left_out:
        found[place] = -unit
    # What does not come after ``most`` others without the rest must reach them with all of it.
    best = nlargest(most, found)
    if len(best) == most:
        enough = max(enough, best[-1] - unit * _TOLERANCE)
    enough -= left
    return [place for place, score in enumerate(found) if score >= enough]
