"""The history of a run: all of its rows page by page, or the server's sample of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Final

from afterword.capture.gathered import series_of
from afterword.capture.kinds.wandb.run import Row, Run
from afterword.capture.numbers import judged, moment_of, whole
from afterword.capture.shape import at, first
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric
from afterword.text.nearest import suggest

_PAGE: Final = 1_000
_MOST_STEPS: Final = 500_000
_SAMPLES: Final = 500
_STEPS = re.compile(r"(?P<first>[0-9]{1,15})-(?P<last>[0-9]{1,15})", re.ASCII)
_HISTORY: Final = """query HistoryPage($entity: String!, $project: String!, $run: String!,
    $minStep: Int64!, $maxStep: Int64!, $pageSize: Int!) {
  project(name: $project, entityName: $entity) {
    run(name: $run) { history(minStep: $minStep, maxStep: $maxStep, samples: $pageSize) }
  }
}"""
_SAMPLED: Final = """query RunSampledHistory($project: String!, $entity: String!, $name: String!,
    $specs: [JSONString!]!) {
  project(name: $project, entityName: $entity) { run(name: $name) { sampledHistory(specs: $specs) } }
}"""


def read_all(run: Run, metrics: Sequence[Metric]) -> tuple[list[Series], list[tuple[str, str]]]:
    """The series of metrics from every row of a run within the window, and the metrics that no row has."""
    named = metrics[0].option("steps")
    # A row may hold much more than what is asked for, so only that is kept.
    wanted = [metric.query for metric in metrics]
    rows, seen = {}, dict.fromkeys(run.keys)
    for step, row in _rows(run, named):
        rows[step] = {"_timestamp": row.get("_timestamp"), **{key: _value(row, key) for key in wanted}}
        seen.update(dict.fromkeys(row) if len(seen) < _PAGE else ())
    flags, notes = [], []
    if run.running:
        flags.append("late")
        notes.append("The run was not over when it was captured.")
    if not named and len(rows) < run.lines:
        flags.append("partial")
        notes.append(f"The source counts {run.lines:,} rows of the run, and gave {len(rows):,}.")
    found, missing = [], []
    for metric in metrics:
        measured = [(row, value) for row in rows.values() if (value := row[metric.query]) is not None]
        if rows and not measured:
            why = f"No row of the run {run.name} has the key `{metric.query}`.{suggest(metric.query, seen)}"
            missing.append((metric.name, why.rstrip(".")))
            continue
        found.append(_series(run, metric, measured, flags, notes))
    return found, missing


def read_sampled(run: Run, metric: Metric) -> Series:
    """The series of a metric from the server's sample of the run, which is another one each time."""
    spec: Row = {"keys": ["_step", "_timestamp", metric.query], "samples": _SAMPLES}
    if named := metric.option("steps"):
        spec["minStep"], spec["maxStep"] = _range(run, named)
    data = run.ask(_SAMPLED, "a sample of the history", specs=[json.dumps(spec)])
    rows = first(at(data, "project", "run", "sampledHistory"))
    if not isinstance(rows, list):
        raise NoAnswer(f"The answer of {run.asking.server.who} has no sample of the run {run.name}")
    measured = [(row, value) for row in map(_row, rows) if (value := _value(row, metric.query)) is not None]
    much = (
        f"The source gave a sample of {len(measured):,} of the {run.lines:,} rows of the run; another one may differ."
    )
    return _series(run, metric, measured, ["sampled", *(["late"] if run.running else [])], [much])


def _rows(run: Run, named: str | None) -> Iterator[tuple[int, Row]]:
    """Every row with its step. An empty page is no end: steps may have gaps."""
    start, end = _range(run, named)
    size, seen = _PAGE, 0
    while start <= end and (run.last is not None or seen < run.lines):
        stop = min(start + size, end + 1)
        run.tell(f"The run {run.name}, step {start:,} of {end:,}")
        try:
            data = run.ask(_HISTORY, "the history", minStep=start, maxStep=stop, pageSize=size)
        except NoAnswer as error:
            if error.why != "large" or size == 1:
                raise
            size = max(1, size // 4)
            continue
        page = at(data, "project", "run", "history")
        if not isinstance(page, list):
            raise NoAnswer(f"The answer of {run.asking.server.who} has no history of the run {run.name}")
        for row in map(_row, page):
            seen += 1
            step = whole(row.get("_step"))
            yield (start + seen if step is None else step), row
        start = stop


def _range(run: Run, named: str | None) -> tuple[int, int]:
    """The first and the last step to read."""
    match = _STEPS.fullmatch(named or "")
    if named and not match:
        raise NoAnswer(f"`steps` is {named!r}; it must be the first and the last step, such as 120000-180000")
    first, last = (int(match["first"]), int(match["last"])) if match else (0, run.last)
    if last is None:
        last = _MOST_STEPS - 1
    if run.last is not None:
        last = min(last, run.last)
    if last - first >= _MOST_STEPS:
        raise NoAnswer(
            f"The run {run.name} has steps up to {last:,}, and at most {_MOST_STEPS:,} are read; "
            'name those of the incident, such as steps = "120000-180000"'
        )
    return first, last


def _row(line: Any) -> Row:
    """A row, which comes as JSON in a text; constants that JSON does not have come as text."""
    try:
        found = json.loads(line, parse_constant=str) if isinstance(line, str) else line
    except (ValueError, RecursionError):
        raise NoAnswer("A row of the history is not JSON") from None
    return found if isinstance(found, dict) else {}


def _value(row: Row, key: str) -> Any:
    return row[key] if key in row else at(row, *key.split("."))


def _series(
    run: Run, metric: Metric, measured: Iterable[tuple[Row, Any]], flags: Sequence[str], notes: Sequence[str]
) -> Series:
    window = run.asking.window
    timed = [(moment_of(judged(row.get("_timestamp"))[0]), value) for row, value in measured]
    if undated := sum(1 for moment, _ in timed if moment is None):
        notes = [*notes, f"Rows without a time were left out: {undated:,}."]
    inside = [(moment, value) for moment, value in timed if moment and window.start <= moment <= window.end]
    times = sorted({moment for moment, _ in inside})
    if same := len(inside) - len(times):
        notes = [*notes, f"Rows with the same time as a later one were left out: {same:,}."]
    return series_of(metric, inside, step=_spacing(times), flags=flags, notes=notes)


def _spacing(times: Sequence[datetime]) -> int | None:
    """The usual distance of rows in seconds: a run logs when it likes, and not in steps of the settings."""
    gaps = [(later - earlier) / timedelta(seconds=1) for earlier, later in pairwise(times)]
    return max(1, round(median(gaps))) if gaps else None
