"""Rows of an exported file, each a value at a time, put together to the series of one metric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from afterword.capture.gathered import MOST_SLICES, Labels, series_of, usual_step
from afterword.capture.reading.numbers import Number
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

MOST_ROWS: Final = 500_000


class Row(NamedTuple):
    """A value at a time: ``labels`` name its slice, and ``where`` says where it stands, such as ``line 3``."""

    at: datetime
    value: Number
    labels: Labels = ()
    where: str = ""


def slices_of(
    metric: Metric,
    rows: Iterable[Row],
    window: Window,
    *,
    query: str | None = None,
    step: int | None = None,
    flags: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> tuple[Series, ...]:
    """The series of a metric, one a slice, with what lies in the window.

    Raises ``NoAnswer`` if a slice has two values at one time, since one of them would be lost.
    """
    slices: dict[Labels, list[Row]] = {}
    for row in rows:
        slices.setdefault(tuple(sorted(row.labels)), []).append(row)
    inside = {labels: found for labels, those in slices.items() if (found := _inside(those, window))}
    if not inside:
        return (series_of(metric, (), query=query, step=step, flags=flags, notes=(*notes, _away(slices))),)
    kept = sorted(inside)[:MOST_SLICES]
    if len(inside) > len(kept):
        told = f"Of {len(inside):,} slices, the first {MOST_SLICES} by name were kept."
        flags, notes = (*flags, "truncated"), (*notes, told)
    return tuple(
        series_of(
            metric,
            [(row.at, row.value) for row in inside[labels]],
            labels,
            query=query,
            # A file has steps of its own, whatever the settings say.
            step=step or usual_step(row.at for row in inside[labels]),
            flags=flags,
            notes=notes,
        )
        for labels in kept
    )


def left_out(count: int) -> list[str]:
    """The sentence on values that stand at the time of a later one."""
    if not count:
        return []
    one = (
        "value has the time of a later step, and is" if count == 1 else "values have the time of a later step, and are"
    )
    return [f"{count:,} {one} left out."]


def _inside(rows: list[Row], window: Window) -> list[Row]:
    """The rows in the window, in the order of time."""
    ordered = sorted((row for row in rows if window.start <= row.at <= window.end), key=lambda row: row.at)
    for one, other in pairwise(ordered):
        if one.at == other.at and str(one.value) != str(other.value):
            raise NoAnswer(
                f"There are two values at {written_moment(one.at)}, on {one.where} and {other.where}; "
                "name the fields that tell them apart in `labels`"
            )
    return ordered


def _away(slices: dict[Labels, list[Row]]) -> str:
    times = [row.at for rows in slices.values() for row in rows]
    if not times:
        return "The file has no value of it."
    span = f"from {written_moment(min(times))} to {written_moment(max(times))}"
    return f"The file has values {span}, and none of them in the window."
