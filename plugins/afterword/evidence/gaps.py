"""Where a series was measured without a break, and where it was not: no line leads across what nobody measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from afterword.evidence.snapshot import Point, Series, Span, Window

LATE: Final = 1.5
"""How many steps may lie between two points of one line."""

IRREGULAR: Final = 3
"""The same where the series has no step, or lost points: in times between two points as they usually are."""


def runs(series: Series) -> tuple[tuple[Point, ...], ...]:
    """The points with a number, parted wherever one has none or a step is missing."""
    longest = _longest(series)
    found: list[list[Point]] = [[]]
    before = None
    for point in series.points:
        if point.value is None or (before and longest and point.at - before.at > longest):
            found.append([])
        if point.value is not None:
            found[-1].append(point)
        before = point
    return tuple(tuple(run) for run in found if run)


def gaps(series: Series, window: Window) -> tuple[Span, ...]:
    """The spans without a number among those that were asked for, from the last point before to the first one after.

    A series without any number has none: that is told of the whole of it.
    """
    measured, longest = runs(series), _longest(series)
    if not measured:
        return ()
    parted = window.baseline.end < window.incident.start
    asked = (window.baseline, window.incident) if parted else (Span(window.start, window.end),)
    return tuple(gap for span in asked for gap in _within(span, measured, longest))


def _within(span: Span, measured: Sequence[Sequence[Point]], longest: timedelta | None) -> Iterator[Span]:
    """The gaps of a span; at its ends, and over its ends, only those that are longer than usual."""
    inside = [run for run in measured if run[-1].at >= span.start and run[0].at <= span.end]
    ends = [(span.start, span.start), *((run[0].at, run[-1].at) for run in inside), (span.end, span.end)]
    for at, ((_, last), (first, _)) in enumerate(pairwise(ends)):
        at_end = at in (0, len(inside))
        if last < first and (not at_end or (longest and first - last > longest)):
            yield Span(last, first)


def _longest(series: Series) -> timedelta | None:
    """The longest time between two points of one line; ``None`` where too few points tell."""
    if series.step and not series.downsampled:
        return LATE * timedelta(seconds=series.step)
    times = sorted(later.at - earlier.at for earlier, later in pairwise(series.points))
    usual = times[(len(times) - 1) // 2] if times else None  # the lower median
    return IRREGULAR * max(usual, timedelta(seconds=series.step or 0)) if usual else None
