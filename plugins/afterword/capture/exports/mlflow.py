"""What MLflow was asked for and saved: the history of metrics, runs as JSON, or the CSV of ``mlflow experiments``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from afterword.capture.exports.csv import table_of
from afterword.capture.interface import Export, Fetched
from afterword.capture.naming import has
from afterword.capture.numbers import judged, moment_of_milliseconds
from afterword.capture.reading.content import is_json, parsed, text_of
from afterword.capture.reading.metrics import each_metric
from afterword.capture.reading.numbers import number_or_text
from afterword.capture.reading.rows import Row, left_out, slices_of
from afterword.capture.reading.times import Clock, zone_of
from afterword.capture.shape import many
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric, Source
from afterword.text.nearest import suggest

_WHAT: Final = (
    "The file has no metrics of MLflow; save an answer of metrics/get-history, runs/get or runs/search, or the CSV of "
    "`mlflow experiments csv`"
)
_PREFIX: Final = "metrics."


class _Measured(NamedTuple):
    """One value of a key in a run; of one time, that of the latest step counts."""

    key: str
    run: str
    at: datetime
    step: float
    value: Any


def _read(content: bytes, source: Source, metrics: Sequence[Metric], window: Window) -> Fetched:
    notes: list[str] = []
    found = list(_of_json(parsed(content), notes) if is_json(content) else _of_csv(text_of(content), source))
    if not found:
        raise NoAnswer(_WHAT)
    keys = sorted({one.key for one in found})
    wanted = metrics or [Metric(key, key) for key in keys[:40]]
    return each_metric(wanted, lambda metric: _series(metric, found, keys, window, notes))


def _series(
    metric: Metric, found: Sequence[_Measured], keys: Sequence[str], window: Window, notes: Sequence[str]
) -> tuple[Series, ...]:
    mine = sorted((one for one in found if one.key == metric.query), key=lambda one: (one.run, one.at, one.step))
    if not mine:
        raise NoAnswer(f"The file has no metric `{metric.query}`.{suggest(metric.query, keys)} It has {has(keys)}")
    last = {(one.run, one.at): one for one in mine}
    told = [*notes, *left_out(len(mine) - len(last))]
    apart = _overlap(list(last.values()))
    rows = [
        Row(one.at, number_or_text(one.value), (("run", one.run),) if apart else (), f"run {one.run}")
        for one in last.values()
    ]
    flags = ["truncated"] if any("another page" in note for note in told) else []
    return slices_of(metric, rows, window, flags=flags, notes=told)


def _overlap(found: list[_Measured]) -> bool:
    """Whether runs measured at the same time, so that they are slices; others follow one another."""
    ends: dict[str, tuple[datetime, datetime]] = {}
    for one in found:
        start, end = ends.get(one.run, (one.at, one.at))
        ends[one.run] = min(start, one.at), max(end, one.at)
    latest: datetime | None = None
    for start, end in sorted(ends.values()):
        if latest is not None and start <= latest:
            return True
        latest = end
    return False


def _of_json(plain: Any, notes: list[str]) -> Iterator[_Measured]:
    pages = plain if isinstance(plain, list) else [plain]
    for page in pages:
        if not isinstance(page, dict):
            raise NoAnswer(_WHAT)
        if "error_code" in page:
            raise NoAnswer(f"The file is an answer in which MLflow says that it failed: {str(page['error_code'])[:60]}")
        yield from _history(page.get("metrics"), "")
        runs = [page["run"]] if isinstance(page.get("run"), dict) else page.get("runs")
        for run in many(runs):
            yield from _of_run(run, notes)
    if pages and pages[-1].get("next_page_token"):
        notes.append("The file ends where another page would begin; the rest was not saved.")


def _of_run(run: Any, notes: list[str]) -> Iterator[_Measured]:
    info, data = (run.get(name) if isinstance(run, dict) else None for name in ("info", "data"))
    if isinstance(info, dict) and isinstance(data, dict):
        name = str(info.get("run_id") or info.get("run_uuid") or "")
        if info.get("lifecycle_stage") == "deleted":
            notes.append(f"The run {name[:40]} is deleted in MLflow.")
        yield from _history(data.get("metrics"), name)


def _history(rows: Any, run: str) -> Iterator[_Measured]:
    for row in many(rows):
        if isinstance(row, dict) and isinstance(row.get("key"), str):
            at = moment_of_milliseconds(row.get("timestamp"))
            if at is None:
                raise NoAnswer(f"The metric `{row['key'][:60]}` has a value without a time in milliseconds")
            step = judged(row.get("step", 0))[0] or 0.0
            yield _Measured(row["key"], str(row.get("run_id") or run), at, step, row.get("value"))


def _of_csv(text: str, source: Source) -> Iterator[_Measured]:
    """A run a line, with its last values: they count at its end, or at its start if it has none."""
    table = table_of(text, ",")
    values = [(name.removeprefix(_PREFIX), table.at(name)) for name in table.columns if name.startswith(_PREFIX)]
    if not values:
        raise NoAnswer(f"{_WHAT}. Columns of metrics begin with `{_PREFIX}`")
    run, clock = table.at("run_id"), Clock(zone=zone_of(source))
    times = [table.at(name) for name in ("end_time", "start_time") if name in table.columns]
    for line, cells in table.rows:
        written = next((cells[place] for place in times if cells[place].strip()), "")
        try:
            at = clock.read(written)
        except ValueError as error:
            raise NoAnswer(f"Line {line}: the time of the run {error}") from None
        for key, place in values:
            if cells[place].strip():
                yield _Measured(key, cells[run], at, 0.0, cells[place])


EXPORT = Export(read=_read)
