"""Metrics of traces, spans and assessments over time, in buckets that the server of MLflow 3 makes."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from afterword.capture.gathered import LATE_NOTE, MOST_SLICES, Labels, aligned, is_late, series_of, told_apart
from afterword.capture.interface import Asking
from afterword.capture.kinds.mlflow.asked import PAGE, TRACES, Talk, paged
from afterword.capture.kinds.mlflow.runs import experiment_of
from afterword.capture.numbers import moment_written
from afterword.capture.told import told
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric
from afterword.text.nearest import suggest

VIEWS: Final = ("traces", "spans", "assessments")
KNOWN: Final = {
    "traces": (
        "trace_count",
        "session_count",
        "latency",
        "input_tokens",
        "output_tokens",
        "total_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
    ),
    "spans": ("span_count", "latency", "input_cost", "output_cost", "total_cost"),
    "assessments": ("assessment_count", "assessment_value"),
}
"""What can be measured of each."""

_FUNCTIONS: Final = ("count", "sum", "avg", "min", "max")
_PERCENTILE = re.compile(r"p(?P<value>[0-9]{1,2}(?:\.[0-9]{1,3})?)", re.ASCII)
_BUCKET: Final = "time_bucket"
_MOST_PAGES: Final = 50


def is_of_traces(query: str) -> bool:
    """Whether a query asks for traces, such as ``traces:latency:p95``."""
    return query.partition(":")[0] in VIEWS and ":" in query


def trace_series(asking: Asking, talk: Talk, metric: Metric) -> list[Series]:
    """The metric of traces, spans or assessments, a series for each value of ``by``; raises ``NoAnswer``."""
    experiment = metric.option("experiment") or asking.source.option("experiment")
    asked = question(metric)
    if not experiment:
        raise NoAnswer("The settings name no `experiment`, and traces belong to one; write its name or its id")
    grid = aligned(asking.window, metric.step)
    if grid.end < grid.start:
        raise NoAnswer("The step is longer than the time that is asked for; make `step` shorter")
    size = timedelta(seconds=metric.step)
    fields = {
        **asked,
        "experiment_ids": [experiment_of(talk, experiment)],
        "time_interval_seconds": metric.step,
        "start_time_ms": int(grid.start.timestamp() * 1000),
        "end_time_ms": int((grid.end + size).timestamp() * 1000) - 1,
        "max_results": PAGE,
    }
    rows, more = paged(
        lambda token: talk.post(f"{TRACES}/traces/metrics", {**fields, "page_token": token}), "data_points", _MOST_PAGES
    )
    late = is_late(grid, metric.step, asking.now)
    flags = [*["truncated"] * bool(more), *["late"] * late]
    notes = [*more, *[LATE_NOTE] * late]
    slices = _slices(rows, talk)
    chosen = sorted(slices)[:MOST_SLICES]
    shown = [tuple((told(name, talk.server), told(one, talk.server)) for name, one in labels) for labels in chosen]
    if len(slices) > MOST_SLICES:
        notes.append(f"There are {len(slices):,} values of `by`, of which the first {MOST_SLICES} are kept.")
    return [
        series_of(metric, slices[one], labels, flags=flags, notes=notes)
        for one, labels in zip(chosen, told_apart(shown), strict=True)
    ] or [series_of(metric, (), flags=flags, notes=notes)]


def question(metric: Metric) -> dict[str, Any]:
    """The fields of a request that the query of a metric stands for; raises ``NoAnswer`` that says what is allowed."""
    view, measured, function = [*metric.query.strip().split(":"), "", ""][:3]
    function = function or ("count" if measured.endswith("_count") else "avg")
    if measured not in KNOWN[view] or metric.query.count(":") > 2:
        raise NoAnswer(
            f"{metric.query[:60]} is nothing that is measured of {view}.{suggest(measured, KNOWN[view])} There are "
            f"{', '.join(KNOWN[view])}"
        )
    percentile = _PERCENTILE.fullmatch(function)
    if not percentile and function not in _FUNCTIONS:
        raise NoAnswer(
            f"{function[:60]} is no way to put numbers together; write {', '.join(_FUNCTIONS)} or one such as p95"
        )
    kind = {"aggregation_type": "PERCENTILE", "percentile_value": float(percentile["value"])} if percentile else {}
    return {
        "view_type": view.upper(),
        "metric_name": measured,
        "aggregations": [kind or {"aggregation_type": function.upper()}],
        "dimensions": [metric.option("by")] if metric.option("by") else None,
        "filters": list(metric.option("filters") or ()) or None,
    }


def _slices(rows: list[dict[str, Any]], talk: Talk) -> dict[Labels, list[tuple[datetime, Any]]]:
    found = defaultdict(list)
    for row in rows:
        try:
            dimensions = dict(row["dimensions"])
            at = moment_written(dimensions.pop(_BUCKET))
            # One way to put numbers together was asked for, so there is one number.
            (value,) = row["values"].values()
        except (KeyError, TypeError, ValueError, AttributeError):
            at = value = None
        if at is None:
            raise NoAnswer(f"{talk.server.subject} answered with numbers of traces in a form that is not MLflow's")
        labels = tuple(sorted((str(name), str(one)) for name, one in dimensions.items()))
        found[labels].append((at, value))
    return found
