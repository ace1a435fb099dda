"""The numbers of one metric as a table: a row for each time, a column for each slice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from afterword.evidence.snapshot import Series, Span
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.html import NOTHING, element, grid, quiet
from afterword.rendering.links import Linker
from afterword.site.evidence.said import Label, slice_said
from afterword.text.numbers import exact

if TYPE_CHECKING:
    from afterword.evidence.held import Told

MOST_ROWS: Final = 60
"""The most rows of a table; the file has them all."""

NO_NUMBER: Final = "no number"


def table(shown: Sequence[Told], to: Linker, shared: Sequence[Label], left_out: int) -> Markup:
    """The table below the drawings of one metric; ``shared`` are the labels of all its slices.

    As many slices as ``left_out`` are in the file alone.
    """
    series = [told.series for told in shown]
    times = sorted({point.at for one in series for point in one.points})
    if not times:
        return Markup()
    kept = _kept(series, times, shown[0].window.incident)
    columns = [{point.at: point.value for point in one.points} for one in series]
    unit = f" ({series[0].unit})" if series[0].unit else ""
    heads = ["Time (UTC)", *(f"{slice_said(told, shared) or told.series.metric}{unit}" for told in shown)]
    rows = ([_time(at), *(_cell(column, at) for column in columns)] for at in kept)
    drawn = grid(heads, rows, [False, *(True for _ in shown)])
    few = len(kept) < len(times)
    note = f"{len(kept)} of {len(times):,} times, most of them of the incident, with every extreme. " if few else ""
    words = "Download every number as CSV" if few or left_out else "Download as CSV"
    file = to.to(addresses.evidence(shown[0].path, "csv"), words)
    told = element("p", Markup("{}{}").format(quiet(note) + " " if note else "", file))
    return Markup(
        '<details class="aw-data" data-search-exclude>\n<summary>Show the numbers</summary>\n'
        f"{drawn}\n{told}\n</details>"
    )


def _kept(series: Sequence[Series], times: Sequence[datetime], incident: Span) -> list[datetime]:
    """The times that a table shows: all, or those of the extremes and some evenly spaced before and in the incident."""
    if len(times) <= MOST_ROWS:
        return list(times)
    extremes = set()
    for one in series:
        measured = [point for point in one.points if point.value is not None]
        if measured:
            ends = (min, max)
            extremes |= {end(measured, key=lambda point: point.value or 0.0).at for end in ends}
    during = [at for at in times if incident.holds(at)]
    others = [at for at in times if not incident.holds(at)]
    rest = MOST_ROWS - len(extremes)
    before = min(len(others), max(rest // 5, rest - len(during)))
    return sorted(extremes.union(_even(others, before), _even(during, rest - before)))


def _even(times: Sequence[datetime], most: int) -> Sequence[datetime]:
    if len(times) <= most:
        return times
    return [times[round(at * (len(times) - 1) / max(most - 1, 1))] for at in range(most)]


def _time(at: datetime) -> str:
    return at.isoformat(sep=" ").removesuffix("+00:00").removesuffix(":00")


def _cell(column: dict[datetime, float | None], at: datetime) -> object:
    if at not in column:
        return NOTHING
    value = column[at]
    return quiet(NO_NUMBER) if value is None else str(exact(value))
