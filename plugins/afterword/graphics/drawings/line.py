"""The line through measured points, with no more detail than can be seen: the highest and the lowest are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from afterword.evidence.snapshot import Point

Place = tuple[float, float]
"""A point on the plot: its share of the width, and pixels from the top."""

COLUMNS: Final = 500
"""The parts of the width in each of which at most four points of a run are drawn."""

FEW: Final = 40
"""Up to so many points are drawn as dots on the line as well."""


def path(
    runs: Sequence[Sequence[Point]], across: Callable[[datetime], float | None], down: Callable[[float], float]
) -> str:
    """The runs of more than one point as the data of a path, in thousandths of the width and in pixels down."""
    lines = (list(_thinned(places)) for run in runs for places in _placed(run, across, down))
    return "".join(f"M{'L'.join(map(_written, line))}" for line in lines if len(line) > 1)


def dots(
    runs: Sequence[Sequence[Point]], across: Callable[[datetime], float | None], down: Callable[[float], float]
) -> Iterator[Place]:
    """The points that no line leads through; all of them where they are few."""
    lines = [places for run in runs for places in _placed(run, across, down)]
    few = sum(map(len, lines)) <= FEW
    alone = [line[0] for line in lines if len(line) == 1]
    if few:
        return iter([place for line in lines for place in line])
    return _thinned(sorted(alone))


def _placed(
    run: Sequence[Point], across: Callable[[datetime], float | None], down: Callable[[float], float]
) -> Iterator[list[Place]]:
    """The points of a run that are on the plot, parted where it leaves the plot."""
    found: list[Place] = []
    for point in run:
        share = across(point.at)
        if share is None or point.value is None:
            if found:
                yield found
            found = []
        else:
            found.append((share, down(point.value)))
    if found:
        yield found


def _thinned(line: Sequence[Place]) -> Iterator[Place]:
    """Of the points in one column, the first, the lowest, the highest and the last, in their order."""
    if len(line) <= 2 * COLUMNS:
        yield from line
        return
    for _, inside in groupby(enumerate(line), key=lambda found: int(found[1][0] * COLUMNS)):
        column = list(inside)
        kept = {
            column[0],
            min(column, key=lambda found: found[1][1]),
            max(column, key=lambda found: found[1][1]),
            column[-1],
        }
        yield from (place for _, place in sorted(kept))


def _written(place: Place) -> str:
    return f"{round(1000 * place[0], 1):g} {round(place[1], 1):g}"
