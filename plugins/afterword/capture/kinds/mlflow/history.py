"""The history of a metric of runs: all of it is read, since the server cannot filter by time, and cut to the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from afterword.capture.gathered import series_of, usual_step
from afterword.capture.interface import Asking
from afterword.capture.kinds.mlflow.asked import PAGE, RUNS, Talk, paged
from afterword.capture.kinds.mlflow.runs import Run, expect_key, experiment_of, milliseconds, run_of, runs_with
from afterword.capture.numbers import judged
from afterword.diagnostics import counted
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_MOST_PAGES: Final = 200
_DELETED: Final = "The run was deleted; its numbers are there until it is deleted for good."

Values = list[tuple[datetime, Any]]


def run_series(asking: Asking, talk: Talk, metric: Metric) -> list[Series]:
    """The metric of the run, or of the runs of the experiment, that the settings name; raises ``NoAnswer``."""
    named = metric.option("run") or asking.source.option("run")
    experiment = metric.option("experiment") or asking.source.option("experiment")
    if metric.option("run") or (named and not metric.option("experiment")):
        run = run_of(talk, named)
        expect_key(talk, run, metric.query)
        notes: tuple[str, ...] = (_DELETED,) if run.deleted else ()
        return [_of_run(asking, talk, metric, run, notes)]
    if not experiment:
        raise NoAnswer("The settings name neither a `run` nor an `experiment`; write one, as its address shows it")
    found = runs_with(talk, experiment_of(talk, experiment), metric.query, asking.window)
    runs, notes, flags = found.runs, found.notes, ("truncated",) if found.cut else ()
    every = [(run, _of_run(asking, talk, metric, run, notes, flags)) for run in runs]
    there = [(run, series) for run, series in every if series.points]
    if len(there) < 2:
        return [series for _, series in there] or [_of_none(metric, notes, flags)]
    return _one_after_the_other(metric, there) or [_named(series, run, runs) for run, series in there]


def _of_run(
    asking: Asking, talk: Talk, metric: Metric, run: Run, notes: tuple[str, ...], flags: tuple[str, ...] = ()
) -> Series:
    asking.tell(f"{metric.name} of the run {run.name}")
    fields = {"run_id": run.id, "metric_key": metric.query, "max_results": PAGE}
    rows, more = paged(
        lambda token: talk.get(f"{RUNS}/metrics/get-history", **fields, page_token=token), "metrics", _MOST_PAGES
    )
    every = _values(rows, talk)
    window = asking.window
    values = [(at, value) for at, value in every if window.start <= at <= window.end]
    if every and not values:
        ends = f"from {written_moment(every[0][0])} to {written_moment(every[-1][0])}"
        notes = (*notes, f"The run has {counted(len(every), 'number')} of it {ends}, and none in this time.")
    flags = (*flags, *["truncated"] * bool(more))
    return _in_its_steps(series_of(metric, values, flags=flags, notes=(*notes, *more)))


def _values(rows: Sequence[dict[str, Any]], talk: Talk) -> Values:
    """The numbers in the order of their times, and of their steps where times are the same."""
    found = []
    for row in rows:
        at, step = milliseconds(row.get("timestamp")), judged(row.get("step", 0))[0]
        if at is None:
            raise NoAnswer(f"{talk.server.subject} answered with a metric in a form that is not MLflow's")
        found.append((at, step or 0.0, row.get("value")))
    return [(at, value) for at, _, value in sorted(found, key=lambda one: one[:2])]


def _in_its_steps(series: Series) -> Series:
    """A series with the time that usually lies between its points, since a run is written to when it likes."""
    return series._replace(step=usual_step(point.at for point in series.points) or series.step)


def _one_after_the_other(metric: Metric, there: Sequence[tuple[Run, Series]]) -> list[Series]:
    """The series of runs that follow one another, as jobs do every day, as one; empty if any two overlap."""
    ordered = sorted((series for _, series in there), key=lambda series: series.points[0].at)
    if any(earlier.points[-1].at >= later.points[0].at for earlier, later in pairwise(ordered)):
        return []
    points = tuple(point for series in ordered for point in series.points)
    flags = tuple(dict.fromkeys(flag for series in ordered for flag in series.flags))
    notes = tuple(dict.fromkeys(note for series in ordered for note in series.notes))
    whole = ordered[0]._replace(
        points=points, flags=flags, notes=(*notes, f"The points are those of {len(ordered):,} runs.")
    )
    return [_in_its_steps(whole._replace(step=metric.step))]


def _named(series: Series, run: Run, runs: Sequence[Run]) -> Series:
    """A series that is told apart by the name of its run, or by its id where names are the same."""
    same = sum(one.name == run.name for one in runs) > 1
    return series._replace(labels=tuple(sorted((*series.labels, ("run", run.id if same else run.name)))))


def _of_none(metric: Metric, notes: tuple[str, ...], flags: tuple[str, ...]) -> Series:
    return series_of(
        metric, (), flags=flags, notes=(*notes, "No run of the experiment has a number of it in this time.")
    )
