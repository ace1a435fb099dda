"""Fewer points in a series, so that its file stays small: the extremes, the ends and the gaps are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from afterword.evidence.figures import figures, newest_at
from afterword.evidence.snapshot import Point, Series, Whole, Window

MOST = 1_500
"""The points of a series that a file keeps."""

_OF_A_BUCKET = 3
_ALWAYS = 3


def shrunk(series: Series, window: Window, most: int = MOST, clocks: Sequence[datetime] = ()) -> Series:
    """A series of at most ``most`` points, told in its flags and notes, with what only all of them say.

    Each of equal parts of the time keeps its lowest and its highest point, and one without a number if there is one.
    The first and the last point stay, the first one of the incident that is beyond the threshold, and the newest at
    each of the clocks.
    """
    if len(series.points) <= most:
        return series
    buckets = max(1, (most - _ALWAYS - len(clocks)) // _OF_A_BUCKET)
    whole = series.points[-1].at - series.points[0].at
    length = whole / buckets
    kept = {point.at: point for bucket in _buckets(series.points, length, buckets) for point in _telling(bucket)}
    found = figures(series, window)
    always = (series.points[0], series.points[-1], *(newest_at(series, at) for at in (found.crossed, *clocks) if at))
    kept.update((point.at, point) for point in always if point)
    points = tuple(kept[at] for at in sorted(kept))
    seconds = max(series.step or 1, -(-length // timedelta(seconds=1)))
    note = (
        f"{len(points):,} of {len(series.points):,} points are kept: the lowest and the highest of each "
        f"{_spoken(seconds)}; shorter gaps do not show"
    )
    return series._replace(
        points=points,
        # Two neighbours are less than two buckets apart, wherever in them they lie.
        step=2 * seconds,
        flags=tuple(sorted({*series.flags, "downsampled"})),
        notes=(*series.notes, note),
        whole=Whole(
            series.step,
            found.baseline,
            found.beyond.total_seconds() if found.beyond is not None and series.step else None,
        ),
    )


def _buckets(points: Sequence[Point], length: timedelta, count: int) -> Iterator[list[Point]]:
    bucket: list[Point] = []
    number, start = 0, points[0].at
    for point in points:
        # The end of the last part belongs to it.
        at = min(int((point.at - start) / length), count - 1) if length else 0
        if at != number and bucket:
            yield bucket
            bucket = []
        number = at
        bucket.append(point)
    yield bucket


def _telling(bucket: Sequence[Point]) -> Iterator[Point]:
    numbers = [point for point in bucket if point.value is not None]
    if numbers:
        yield min(numbers, key=lambda point: point.value or 0.0)
        yield max(numbers, key=lambda point: point.value or 0.0)
    yield from [point for point in bucket if point.value is None][:1]


def _spoken(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{round(seconds / 60)} min"
