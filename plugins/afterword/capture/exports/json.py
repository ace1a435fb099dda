"""A JSON file of any shape: paths in the settings say where its rows, times, values and slices are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from afterword.capture.interface import Export, Fetched
from afterword.capture.reading.content import parsed
from afterword.capture.reading.metrics import each_metric, only
from afterword.capture.reading.numbers import Number, number
from afterword.capture.reading.paths import NoPathError, at_path
from afterword.capture.reading.rows import MOST_ROWS, Row, slices_of
from afterword.capture.reading.times import Clock, clock_of
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric, Source


def _read(content: bytes, source: Source, metrics: Sequence[Metric], window: Window) -> Fetched:
    plain = parsed(content)
    try:
        rows = at_path(plain, path) if (path := source.option("rows", "")) else plain
    except NoPathError as error:
        raise NoAnswer(f"`rows` {error}") from None
    return each_metric(metrics, lambda metric: _series(metric, rows, source, window))


def _series(metric: Metric, rows: Any, source: Source, window: Window) -> tuple[Series, ...]:
    return slices_of(metric, _rows(metric, rows, source), window)


def _rows(metric: Metric, rows: Any, source: Source) -> Iterator[Row]:
    clock, time = clock_of(source), source.option("time", "time")
    names, wanted = source.option("labels", ()), only(metric)
    if pairs := _side_by_side(rows, time, metric.query):
        for place, (at, value) in enumerate(pairs, 1):
            yield Row(*_values({time: at, metric.query: value}, time, metric.query, clock, place), (), f"row {place}")
        return
    if not isinstance(rows, list):
        raise NoAnswer("There is no list of rows in the file; set `rows` to the path of the list")
    if len(rows) > MOST_ROWS:
        raise NoAnswer(f"The file has more than {MOST_ROWS:,} rows; export less of it")
    for place, row in enumerate(rows, 1):
        if all(_text(row, path, place) == text for path, text in wanted):
            labels = tuple((name, _text(row, name, place)) for name in names)
            yield Row(*_values(row, time, metric.query, clock, place), labels, f"row {place}")


def _side_by_side(rows: Any, time: str, value: str) -> list[tuple[Any, Any]]:
    """The pairs of two lists beside each other, one of times and one of values; nothing where there are none."""
    if not isinstance(rows, dict):
        return []
    times, values = at_path(rows, time, None), at_path(rows, value, None)
    if not isinstance(times, list) or not isinstance(values, list):
        return []
    if len(times) != len(values):
        raise NoAnswer(f"There are {len(times):,} times and {len(values):,} values; each value needs its time")
    return list(zip(times, values, strict=True))


def _values(row: Any, time: str, value: str, clock: Clock, place: int) -> tuple[datetime, Number]:
    path = time
    try:
        at = clock.read(at_path(row, time))
        path = value
        # A row may lack a metric that others have: it has no number then.
        return at, number(at_path(row, value, None))
    except ValueError as error:
        raise NoAnswer(f"Row {place}: `{path}` {error}") from None


def _text(row: Any, path: str, place: int) -> str:
    try:
        return str(at_path(row, path))
    except NoPathError as error:
        raise NoAnswer(f"Row {place}: `{path}` {error}") from None


EXPORT = Export(read=_read)
