"""The rows of a review that name a metric, each with the series that it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.measured import Measured
from afterword.evidence.claims.names import meant, of_drift
from afterword.evidence.claims.numbers import Written, numbers
from afterword.evidence.claims.units import unit_of
from afterword.evidence.snapshot import Series
from afterword.model import Review
from afterword.text.expression import expression

_UNIT_IN_NAME: Final = expression(r"[(\[]\s*([^)\]\s]{1,12})\s*[)\]]")


class Row(NamedTuple):
    """A KPI, or a check of data quality: ``limit`` is the key of what was agreed, ``measured`` are what it may mean."""

    field: tuple[str | int, ...]
    name: str
    data: Mapping[str, Any]
    limit: str
    measured: tuple[Measured, ...] = ()

    def numbers(self, key: str) -> tuple[Written, ...]:
        """The numbers of one of its texts; a unit in its name is that of numbers without one."""
        found = tuple(numbers(self.data.get(key, "")))
        if not (named := _UNIT_IN_NAME.search(self.name)) or not (unit := unit_of(named[1])):
            return found
        return tuple(one._replace(unit=unit) if one.unit is None else one for one in found)


def rows(review: Review, found: Sequence[Cited]) -> Iterator[Row]:
    """Each row whose metric is in the evidence."""
    usable = newest(found)
    for row, evidence, model in rows_of(review):
        if measured := _measured(row.name, evidence, model, found, usable, review):
            yield row._replace(measured=measured)


def rows_of(review: Review) -> Iterator[tuple[Row, str, str]]:
    """Each row, with the file of evidence that it cites and the name of its model, where there are such."""
    for place, model in enumerate(review.data.get("models", ())):
        for position, kpi in enumerate(model.get("kpis", ())):
            field = ("models", place, "kpis", position)
            yield Row(field, kpi["name"], kpi, "expected"), kpi.get("evidence", ""), model["name"]
    for position, check in enumerate(review.data.get("data_quality", ())):
        yield Row(("data_quality", position), check["check"], check, "threshold"), "", ""


def every_series(usable: Sequence[Cited], review: Review) -> tuple[Measured, ...]:
    """Every series of the evidence."""
    return tuple(
        Measured(series, one.snapshot, one.path, review)
        for one in usable
        if one.snapshot
        for series in one.snapshot.series
    )


def _measured(
    name: str, evidence: str, model: str, found: Sequence[Cited], usable: Sequence[Cited], review: Review
) -> tuple[Measured, ...]:
    path, _, metric = evidence.partition("#")
    if path:
        # A newer file of the same source stands for the one that is cited.
        sources = {one.snapshot.source.name for one in found if one.path == path and one.snapshot}
        usable = [one for one in usable if one.snapshot and one.snapshot.source.name in sources]
    every = every_series(usable, review)
    if not of_drift(metric or name):
        every = tuple(one for one in every if not of_drift(one.series.metric, one.series.unit))
    chosen = meant(metric or name, [one.series for one in every], (name, model))
    if path and not chosen and len({one.series.metric for one in every}) == 1:
        chosen = tuple(one.series for one in every)
    others = {other["name"] for other in review.data.get("models", ()) if other["name"] != model}
    return tuple(one for one in every if _is_one_of(one.series, chosen) and not _of_another(one.series, others))


def _is_one_of(series: Series, chosen: Sequence[Series]) -> bool:
    return any(series is one for one in chosen)


def _of_another(series: Series, models: set[str]) -> bool:
    return any(name == "model" and value in models for name, value in series.labels)
