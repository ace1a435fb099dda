"""The history of a run of Weights & Biases, saved as CSV or as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from afterword.capture.exports.csv import table_of
from afterword.capture.interface import Export, Fetched
from afterword.capture.naming import has
from afterword.capture.numbers import judged, moment_of
from afterword.capture.reading.content import is_json, parsed, text_of
from afterword.capture.reading.metrics import each_metric
from afterword.capture.reading.numbers import number_or_text
from afterword.capture.reading.paths import at_path
from afterword.capture.reading.rows import Row, left_out, slices_of
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric, Source
from afterword.text.nearest import suggest

_TIME: Final = "_timestamp"
_SAMPLES: Final = 500
_BOUNDS: Final = ("__MIN", "__MAX")
_APART: Final = " - "
_NO_TIME: Final = (
    "The file has steps, and no times: it lacks `_timestamp`. Save the history with "
    "`run.history(samples=100000, pandas=True).to_csv(…)`, or set `_timestamp` as the x-axis of the chart before its "
    "data is exported"
)


class _History(NamedTuple):
    """Rows by their key, each with where it stands; ``sampled`` if it may be a sample of the run."""

    rows: list[tuple[str, dict[str, Any]]]
    keys: list[str]

    @property
    def sampled(self) -> bool:
        return len(self.rows) == _SAMPLES


def _read(content: bytes, source: Source, metrics: Sequence[Metric], window: Window) -> Fetched:
    del source
    history = _of_json(parsed(content)) if is_json(content) else _of_csv(text_of(content))
    wanted = metrics or [Metric(key, key) for key in history.keys if not key.startswith("_")][:40]
    return each_metric(wanted, lambda metric: _series(metric, history, window))


def _series(metric: Metric, history: _History, window: Window) -> tuple[Series, ...]:
    columns = _columns(metric.query, history.keys)
    if not columns:
        near = suggest(metric.query, history.keys)
        raise NoAnswer(f"No row has the key `{metric.query}`.{near} There is {has(history.keys)}")
    flags, notes = [], []
    if history.sampled:
        flags.append("sampled")
        notes.append(
            f"`run.history()` gives a sample of {_SAMPLES} rows unless it is told more, and the file has as many."
        )
    if any(f"{column}{bound}" in history.keys for column in columns for bound in _BOUNDS):
        notes.append("The chart may have put steps together; its lowest and highest values are not read.")
    rows = [row for column, run in columns.items() for row in _rows(column, run, history, slices=len(columns) > 1)]
    last = {(row.at, row.labels): row for row in rows}
    notes += left_out(len(rows) - len(last))
    return slices_of(metric, last.values(), window, flags=flags, notes=notes)


def _columns(query: str, keys: Sequence[str]) -> dict[str, str]:
    """The columns of a key, each with its run: a chart has one for each run, such as ``run - key``."""
    if query in keys:
        return {query: ""}
    return {key: key.removesuffix(f"{_APART}{query}") for key in keys if key.endswith(f"{_APART}{query}")}


def _rows(column: str, run: str, history: _History, *, slices: bool) -> Iterator[Row]:
    time = next((name for name in (f"{run}{_APART}{_TIME}", _TIME) if name in history.keys), None)
    if time is None:
        raise NoAnswer(_NO_TIME)
    for where, row in history.rows:
        value = at_path(row, column, None)
        # A row has only what was logged in its step.
        if value is not None and value != "":
            seconds, _ = judged(row.get(time))
            at = moment_of(seconds)
            if at is None:
                raise NoAnswer(f"{where[0].upper()}{where[1:]} has no `{time}` in seconds since 1970")
            yield Row(at, number_or_text(value), (("run", run),) if slices else (), where)


def _of_json(plain: Any) -> _History:
    rows = plain if isinstance(plain, list) else [plain]
    if not all(isinstance(row, dict) for row in rows):
        raise NoAnswer("The file is no history of a run: each of its rows must be an object with `_timestamp`")
    keys = dict.fromkeys(key for row in rows for key in row)
    nested = dict.fromkeys(
        f"{key}.{name}" for row in rows for key in row if isinstance(row[key], dict) for name in row[key]
    )
    return _History([(f"row {place}", row) for place, row in enumerate(rows, 1)], [*keys, *nested])


def _of_csv(text: str) -> _History:
    table = table_of(text, ",")
    rows = [(f"line {line}", dict(zip(table.columns, cells, strict=True))) for line, cells in table.rows]
    return _History(rows, [name for name in table.columns if name])


EXPORT = Export(read=_read)
