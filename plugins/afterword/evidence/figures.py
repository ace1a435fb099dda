"""What a series says in a few numbers: before, at its worst, when it was noticed, when it was over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from afterword.evidence.snapshot import Point, Series, Span, Window
from afterword.settings.sources import ABOVE, BELOW

_STEP: Final = 300

_UNEVEN: Final = frozenset({"downsampled", "sampled"})
"""With one of these, a point does not stand for a step."""


class Figures(NamedTuple):
    """The numbers of one series; each is ``None`` where the series does not say it.

    Where points were left out, what is left are extremes: these say the worst and the crossing, and ``whole`` the rest.

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
    before = _before(series, window)
    during = [point for point in series.points if point.value is not None and window.incident.holds(point.at)]
    bad = bad_side(series, before, during)
    return Figures(
        baseline=baseline_of(series, window),
        worst=(max if bad == ABOVE else min)(during, key=lambda point: point.value or 0.0) if during else None,
        at_detection=value_at(series, detected),
        at_mitigation=value_at(series, mitigated),
        crossed=first_crossing(series, window.incident),
        beyond=_beyond(series, window.incident),
    )


def baseline_of(series: Series, window: Window) -> float | None:
    """The median of the baseline."""
    if series.downsampled:
        return series.whole.baseline if series.whole else None
    before = _before(series, window)
    return middle(before) if before else None


def value_at(series: Series, at: datetime | None) -> float | None:
    """The newest value at or before a time, if it is no older than two steps."""
    point = newest_at(series, at) if at else None
    if at is None or point is None:
        return None
    if series.downsampled:
        # Within one step of the whole there was no newer one that could have been left out.
        step = timedelta(seconds=series.whole.step or 0) if series.whole else timedelta()
        return point.value if point.at == at or at - point.at < step else None
    return point.value if at - point.at <= 2 * step_of(series) else None


def newest_at(series: Series, at: datetime) -> Point | None:
    """The newest point at or before a time."""
    return next((point for point in reversed(series.points) if point.at <= at), None)


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
    """How long the series was beyond its threshold in a span; ``None`` without a threshold, or with some points only.

    Each point stands until the next one, and for at most one step, so that a gap is not counted.
    """
    if series.threshold is None or not _UNEVEN.isdisjoint(series.flags):
        return None
    step = step_of(series)
    inside = [point for point in series.points if span.holds(point.at)]
    total = timedelta()
    for point, later in pairwise([*inside, None]):
        if point is not None and is_beyond(series, point.value):
            total += min(step, later.at - point.at) if later else min(step, span.end - point.at)
    return total


def _before(series: Series, window: Window) -> list[float]:
    return [point.value for point in series.points if point.value is not None and window.baseline.holds(point.at)]


def _beyond(series: Series, incident: Span) -> timedelta | None:
    if series.whole is None or series.whole.beyond is None:
        return time_beyond(series, incident)
    return timedelta(seconds=series.whole.beyond)


def bad_side(series: Series, before: Sequence[float], during: Sequence[Point]) -> str:
    """The bad side: that of the breach, or else the one to which the series went farther from its baseline."""
    if series.breach:
        return series.breach
    if not before or not during:
        return BELOW
    usual = middle(before)
    values = [point.value or 0.0 for point in during]
    return ABOVE if max(values) - usual > usual - min(values) else BELOW
