"""The stretches in which a series is beyond its threshold."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from afterword.evidence.claims.measured import Measured
from afterword.evidence.figures import is_beyond
from afterword.evidence.snapshot import Point
from afterword.settings.sources import SECONDS
from afterword.text.expression import expression

_RANGE: Final = expression(r"\[(\d{1,4})([smhd])[\]:]", re.ASCII)


class Run(NamedTuple):
    """Points beyond the threshold, one after the other, and the first good point after them."""

    points: tuple[Point, ...]
    back: Point | None


def runs_of(one: Measured, start: datetime | None = None) -> list[Run]:
    """The runs of points beyond the threshold; single points only where there are no longer ones."""
    runs: list[Run] = []
    held: list[Point] = []
    for point in one.numbers:
        if (start is None or point.at >= start) and one.snapshot.window.incident.holds(point.at):
            if is_beyond(one.series, point.value):
                held.append(point)
            elif held:
                runs.append(Run(tuple(held), point))
                held = []
    if held:
        runs.append(Run(tuple(held), None))
    return [run for run in runs if len(run.points) > 1] or runs


def is_measured(one: Measured, start: datetime, end: datetime) -> bool:
    """Whether there are numbers all the way from one time to another: in a gap anything may have happened."""
    longest = one.reach if one.series.downsampled else 2 * one.step
    times = [point.at for point in one.numbers]
    if not times or times[0] > start + longest or times[-1] < end - longest:
        return False
    return all(b - a <= longest for a, b in pairwise(times) if a < end and b > start)


def lag_of(one: Measured) -> timedelta:
    """How long the query looks back: so much later a value shows what happened."""
    spans = [int(number) * SECONDS[unit] for number, unit in _RANGE.findall(one.series.query)]
    return timedelta(seconds=max(spans, default=0))
