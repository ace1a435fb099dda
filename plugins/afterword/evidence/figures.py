"""What a series says in a few numbers: before, at its worst, when it was noticed, when it was over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from afterword.evidence.snapshot import Point, Series, Span, Window
from afterword.settings.sources import ABOVE, BELOW

_STEP: Final = 300


class Figures(NamedTuple):
    """The numbers of one series; each is ``None`` where the series does not say it.

    ``baseline`` is the median of the baseline, ``worst`` the point of the incident that is farthest on the bad side,
    ``crossed`` the first point beyond the threshold, and ``beyond`` how long the points stayed there.
    """

    baseline: float | None = None
    worst: Point | None = None
    at_detection: float | None = None
    at_mitigation: float | None = None
    crossed: datetime | None = None
    beyond: timedelta | None = None


def figures(
    series: Series, window: Window, detected: datetime | None = None, mitigated: datetime | None = None
) -> Figures:
    """The figures of a series, with the clocks of the review."""
    measured = [point for point in series.points if point.value is not None]
    before = [point.value for point in measured if point.value is not None and window.baseline.holds(point.at)]
    during = [point for point in measured if window.incident.holds(point.at)]
    bad = bad_side(series, before, during)
    return Figures(
        baseline=middle(before) if before else None,
        worst=(max if bad == ABOVE else min)(during, key=lambda point: point.value or 0.0) if during else None,
        at_detection=value_at(series, detected),
        at_mitigation=value_at(series, mitigated),
        crossed=first_crossing(series, window.incident),
        beyond=time_beyond(series, window.incident),
    )


def value_at(series: Series, at: datetime | None) -> float | None:
    """The newest value at or before a time, if it is no older than two steps."""
    if at is None:
        return None
    earlier = [point for point in series.points if point.at <= at]
    return earlier[-1].value if earlier and at - earlier[-1].at <= 2 * step_of(series) else None


def step_of(series: Series) -> timedelta:
    """The time between two points; five minutes where the source does not say it."""
    return timedelta(seconds=series.step or _STEP)


def middle(values: Sequence[float]) -> float:
    """The median of one number or more."""
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low if low == high else low / 2 + high / 2  # the sum of the two may be too large


def is_beyond(series: Series, value: float | None) -> bool:
    """Whether a value is on the bad side of the threshold."""
    if value is None or series.threshold is None:
        return False
    return value > series.threshold if series.breach == ABOVE else value < series.threshold


def first_crossing(series: Series, span: Span) -> datetime | None:
    """The first time in a span at which the series is beyond its threshold."""
    return next((point.at for point in series.points if span.holds(point.at) and is_beyond(series, point.value)), None)


def time_beyond(series: Series, span: Span) -> timedelta | None:
    """How long the series was beyond its threshold in a span; ``None`` without a threshold.

    Each point stands until the next one, and for at most one step, so that a gap is not counted.
    """
    if series.threshold is None:
        return None
    step = step_of(series)
    inside = [point for point in series.points if span.holds(point.at)]
    total = timedelta()
    for point, later in pairwise([*inside, None]):
        if point is not None and is_beyond(series, point.value):
            total += min(step, later.at - point.at) if later else min(step, span.end - point.at)
    return total


def bad_side(series: Series, before: Sequence[float], during: Sequence[Point]) -> str:
    """The bad side: that of the breach, or else the one to which the series went farther from its baseline."""
    if series.breach:
        return series.breach
    if not before or not during:
        return BELOW
    usual = middle(before)
    values = [point.value or 0.0 for point in during]
    return ABOVE if max(values) - usual > usual - min(values) else BELOW
