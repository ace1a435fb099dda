"""The history of a run: all of its rows page by page, or the server's sample of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from afterword.capture.gathered import series_of, usual_step
from afterword.capture.kinds.wandb.pages import row_of, rows_of, steps_of
from afterword.capture.kinds.wandb.run import Row, Run
from afterword.capture.numbers import judged, moment_of
from afterword.capture.shape import at, first
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric
from afterword.text.nearest import suggest

_SAMPLES: Final = 500
_MOST_KEYS: Final = 1_000
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
    for step, row in rows_of(run, named):
        rows[step] = {"_timestamp": row.get("_timestamp"), **{key: _value(row, key) for key in wanted}}
        seen.update(dict.fromkeys(row) if len(seen) < _MOST_KEYS else ())
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
        spec["minStep"], spec["maxStep"] = steps_of(run, named)
    data = run.ask(_SAMPLED, "a sample of the history", specs=[json.dumps(spec)])
    rows = first(at(data, "project", "run", "sampledHistory"))
    if not isinstance(rows, list):
        raise NoAnswer(f"The answer of {run.asking.server.who} has no sample of the run {run.name}")
    measured = [(row, value) for row in map(row_of, rows) if (value := _value(row, metric.query)) is not None]
    much = (
        f"The source gave a sample of {len(measured):,} of the {run.lines:,} rows of the run; another one may differ."
    )
    return _series(run, metric, measured, ["sampled", *(["late"] if run.running else [])], [much])


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
    times = {moment for moment, _ in inside}
    if same := len(inside) - len(times):
        notes = [*notes, f"Rows with the same time as a later one were left out: {same:,}."]
    # A run logs when it likes, and not in steps of the settings.
    return series_of(metric, inside, step=usual_step(times), flags=flags, notes=notes)
