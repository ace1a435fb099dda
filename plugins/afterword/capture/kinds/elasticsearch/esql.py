"""A metric by ES|QL: rows with a time and a number; what else is in a row tells the slices apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from afterword.capture.gathered import LATE_NOTE, MOST_SLICES, Labels, is_late, series_of, steps_within
from afterword.capture.interface import Asking
from afterword.capture.kinds.elasticsearch.asked import Cluster, lacking, within
from afterword.capture.numbers import moment_written
from afterword.capture.told import told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Span
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_MOST_ROWS: Final = 10_000
_LIMIT = re.compile(r"\|\s*LIMIT\s+(?P<rows>[0-9]{1,9})", re.IGNORECASE | re.ASCII)
_TIMES: Final = frozenset({"date", "date_nanos", "datetime"})
_NUMBERS: Final = frozenset(
    {"double", "float", "half_float", "scaled_float", "long", "integer", "short", "byte", "unsigned_long"}
)
_ZONE = re.compile(r"(?:^|;)\s*SET\s+`?time_zone\b", re.IGNORECASE | re.ASCII)
_BUCKET: Final = "`STATS v = AVG(score) BY t = BUCKET(@timestamp, 5 minutes)`"


def by_language(asking: Asking, cluster: Cluster, metric: Metric) -> list[Series]:
    """The series of a metric, one for each slice; raises ``NoAnswer``."""
    span = steps_within(asking.window, metric.step)
    if _ZONE.search(metric.query):
        raise NoAnswer("The query sets `time_zone`, which would move its steps; leave it out, so that they are in UTC")
    query, limit = _limited(metric.query)
    body: dict[str, Any] = {"query": query, "filter": within(asking.source, metric, span)}
    if params := _params(query, metric, span):
        body["params"] = params
    answer = cluster.post("/_query", body, "an ES|QL query")
    columns, rows = answer.get("columns"), answer.get("values")
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise NoAnswer(f"The answer of {asking.server.who} has no columns and values")
    flags, notes = lacking(answer, asking.server)
    if len(rows) >= limit:
        flags.append("truncated")
        notes.append(f"The source gave {len(rows):,} rows, which is the most for this query; others may be missing.")
    if is_late(span, metric.step, asking.now):
        flags.append("late")
        notes.append(LATE_NOTE)
    slices = _slices(asking, metric, columns, rows)
    kept = sorted(slices, key=lambda labels: (-len(slices[labels]), labels))[:MOST_SLICES]
    if len(slices) > MOST_SLICES:
        flags.append("truncated")
        notes.append(f"The query has {len(slices):,} slices, of which the {MOST_SLICES} with the most rows are kept.")
    step = _step(slices) or metric.step
    return [
        series_of(metric, slices.get(labels, {}).items(), labels, query=query, step=step, flags=flags, notes=notes)
        for labels in kept or [()]
    ]


def _limited(query: str) -> tuple[str, int]:
    """The query with a limit, since without one only 1,000 rows come, and the most rows that it can give."""
    if limits := [int(match["rows"]) for match in _LIMIT.finditer(query)]:
        return query, min(limits[-1], _MOST_ROWS)
    # On a line of its own, since the query may end with a comment.
    return f"{query.rstrip()}\n| LIMIT {_MOST_ROWS}", _MOST_ROWS


def _params(query: str, metric: Metric, span: Span) -> list[dict[str, str]]:
    """The ends of the window, under the names that Kibana gives them."""
    ends = {"_tstart": span.start, "_tend": span.end + timedelta(seconds=metric.step)}
    return [{name: written_moment(end)} for name, end in ends.items() if f"?{name}" in query]


def _slices(
    asking: Asking, metric: Metric, columns: Sequence[Any], rows: Sequence[Any]
) -> Mapping[Labels, dict[datetime, Any]]:
    names, types = ([told(name, asking.server, 80) for name in _named(columns, part)] for part in ("name", "type"))
    time = next((at for at, type_ in enumerate(types) if type_ in _TIMES), None)
    if time is None:
        raise NoAnswer(f"The answer to the query has no column with a time; end it with {_BUCKET}")
    value = _value_column(metric, names, types)
    others = [at for at, type_ in enumerate(types) if at not in {time, value} and type_ not in _NUMBERS]
    found: dict[Labels, dict[datetime, Any]] = {}
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise NoAnswer(f"A row in the answer of {asking.server.who} does not fit its columns")
        moment = moment_written(row[time])
        if moment is None or not asking.window.start <= moment <= asking.window.end:
            continue
        labels = tuple(sorted((names[at], told(row[at], asking.server, 80)) for at in others))
        points = found.setdefault(labels, {})
        if moment in points:
            raise NoAnswer(
                f"The answer to the query has several rows for one time and slice; group them with {_BUCKET}, and make "
                "a number that tells slices apart a text with TO_STRING"
            )
        points[moment] = row[value]
    return found


def _value_column(metric: Metric, names: Sequence[str], types: Sequence[str]) -> int:
    numbers = [at for at, type_ in enumerate(types) if type_ in _NUMBERS or type_.startswith("counter_")]
    wanted = metric.option("column")
    if wanted is None and len(numbers) == 1:
        return numbers[0]
    if wanted in names:
        return names.index(wanted)
    have = ", ".join(names[at] for at in numbers) or "none"
    if wanted is None:
        raise NoAnswer(f"Which column of the answer is the number? Set `column`; columns with numbers: {have}")
    raise NoAnswer(f"The answer to the query has no column `{wanted}`; columns with numbers: {have}")


def _named(columns: Sequence[Any], name: str) -> list[str]:
    return [str(column.get(name)) if isinstance(column, dict) else "" for column in columns]


def _step(slices: Mapping[Labels, Mapping[datetime, Any]]) -> int | None:
    """The shortest distance of two rows, which is the length of a bucket of the query."""
    times = sorted({at for points in slices.values() for at in points})
    gaps = [(later - earlier) // timedelta(seconds=1) for earlier, later in pairwise(times)]
    return max(1, min(gaps)) if gaps else None
