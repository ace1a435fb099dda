"""Two tables of what was captured: the figures of each series, and its points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from afterword.evidence.form import written_moment
from afterword.publish.evidence import figure_data
from afterword.publish.tables.table import Column, ColumnType, Table, Value
from afterword.text.numbers import exact

if TYPE_CHECKING:
    from afterword.evidence.held import Held, Told

FIGURES: Final = "evidence"
POINTS: Final = "evidence_points"

_SERIES: Final = (
    Column("review_id", ColumnType.TEXT, "The id of the review: the name of its file without `.md`."),
    Column("evidence_id", ColumnType.TEXT, "The id of the file of evidence."),
    Column("metric", ColumnType.TEXT, "The name of the metric."),
    Column("labels", ColumnType.LIST, "What tells the slices of one metric apart, as `name=value`."),
)
_FIGURES: Final = (
    Column("source", ColumnType.TEXT, "The name of the source in the settings."),
    Column("kind", ColumnType.TEXT, "The kind of the source."),
    Column("captured_at", ColumnType.TIME, "When the source was asked."),
    Column("unit", ColumnType.TEXT, "The unit of its numbers."),
    Column("threshold", ColumnType.NUMBER, "The limit that was agreed."),
    Column("breach", ColumnType.TEXT, "On which side of the threshold numbers are bad: `below` or `above`."),
    Column("step", ColumnType.WHOLE, "Seconds from one point to the next."),
    Column("points", ColumnType.WHOLE, "How many points it has, those without a number included."),
    Column("baseline", ColumnType.NUMBER, "The median of the baseline."),
    Column("worst", ColumnType.NUMBER, "The number of the incident that is farthest on the bad side."),
    Column("worst_at", ColumnType.TIME, "When it was measured."),
    Column("at_detection", ColumnType.NUMBER, "The newest number when the incident was detected."),
    Column("at_mitigation", ColumnType.NUMBER, "The newest number when the incident was mitigated."),
    Column("first_beyond", ColumnType.TIME, "The first point of the incident beyond the threshold."),
    Column("seconds_beyond", ColumnType.NUMBER, "How long it was beyond the threshold in the incident."),
    Column("flags", ColumnType.LIST, "What a reader must know of the series, by the words of the file."),
)
_POINTS: Final = (
    Column("at", ColumnType.TIME, "When it was measured."),
    Column("value", ColumnType.NUMBER, "The number; a point without one was measured and has none."),
)


def evidence_tables(evidence: Mapping[str, Held]) -> tuple[Table, ...]:
    """The tables of what was captured of some reviews; captures that were replaced by newer ones are left out."""
    told = [(id_, one) for id_, held in evidence.items() for one in held.told]
    return (
        Table(
            FIGURES,
            "The figures of each series that was captured from a source of metrics.",
            (*_SERIES, *_FIGURES),
            tuple((*_series(id_, one), *_figures(one)) for id_, one in told),
        ),
        Table(
            POINTS,
            "The points of each series that was captured from a source of metrics.",
            (*_SERIES, *_POINTS),
            tuple((*_series(id_, one), *point) for id_, one in told for point in _points(one)),
        ),
    )


def _series(id_: str, told: Told) -> tuple[Value, ...]:
    return id_, told.snapshot.id, told.series.metric, tuple(f"{name}={value}" for name, value in told.series.labels)


def _figures(told: Told) -> Iterator[Value]:
    series, source = told.series, told.snapshot.source
    yield from (source.name, source.kind, written_moment(told.snapshot.captured_at), series.unit)
    yield from (series.threshold, series.breach, series.step, len(series.points))
    yield from (exact(value) if isinstance(value, float) else value for value in figure_data(told).values())
    yield series.flags


def _points(told: Told) -> Iterator[tuple[Value, ...]]:
    for point in told.series.points:
        yield written_moment(point.at), None if point.value is None else exact(point.value)
