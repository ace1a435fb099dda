"""Where a series was measured without a break, and where it was not: no line leads across what nobody measured."""

from __future__ import annotations

from collections.abc import Iterator
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
    """The spans of the window without a number, from the last point before to the first one after."""
    longest, measured = _longest(series), runs(series)
    if not measured:
        return ()
    ends = [Span(one[-1].at, other[0].at) for one, other in pairwise(measured)]
    if longest:
        edges = (Span(window.start, measured[0][0].at), Span(measured[-1][-1].at, window.end))
        ends = [edge for edge in edges[:1] if _long(edge, longest)] + ends
        ends += [edge for edge in edges[1:] if _long(edge, longest)]
    return tuple(part for gap in ends for part in _asked(gap, window))


def _asked(gap: Span, window: Window) -> Iterator[Span]:
    """The parts of a gap that were asked for: not those between the baseline and the incident."""
    for span in (window.baseline, window.incident) if _parted(window) else (Span(window.start, window.end),):
        part = Span(max(gap.start, span.start), min(gap.end, span.end))
        if part.start < part.end:
            yield part


def _parted(window: Window) -> bool:
    return window.baseline.end < window.incident.start


def _long(span: Span, longest: timedelta) -> bool:
    return span.end - span.start > longest


def _longest(series: Series) -> timedelta | None:
    """The longest time between two points of one line; ``None`` where too few points tell."""
    if series.step and "downsampled" not in series.flags:
        return LATE * timedelta(seconds=series.step)
    times = sorted(later.at - earlier.at for earlier, later in pairwise(series.points))
    usual = times[(len(times) - 1) // 2] if times else None  # the lower median
    return IRREGULAR * max(usual, timedelta(seconds=series.step or 0)) if usual else None
