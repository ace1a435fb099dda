"""A metric by time: a date histogram in UTC, with what is asked of the documents of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from afterword.capture.aggregate import COUNT, PERCENTILE, Aggregate, aggregate
from afterword.capture.gathered import LATE_NOTE, MOST_SLICES, is_late, series_of, steps_within
from afterword.capture.interface import Asking
from afterword.capture.kinds.elasticsearch.asked import Cluster, index_of, lacking, time_of, within
from afterword.capture.numbers import moment_of_milliseconds, whole
from afterword.capture.shape import at, first, many
from afterword.capture.told import told
from afterword.evidence.snapshot import Series, Span
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_MOST_STEPS: Final = 10_000
"""Steps of all slices of one answer; a cluster allows 65,536 unless its settings say less."""
_EACH_SHARD: Final = 1_000
_ESTIMATE: Final = "Percentiles of the source are estimates."


def by_time(asking: Asking, cluster: Cluster, metric: Metric) -> list[Series]:
    """The series of a metric, one for each slice; raises ``NoAnswer``."""
    wanted, span = aggregate(metric.query), steps_within(asking.window, metric.step)
    by, index = metric.option("by"), index_of(asking.source, metric)
    steps = (span.end - span.start) // timedelta(seconds=metric.step) + 1
    if steps * (MOST_SLICES if by else 1) > _MOST_STEPS:
        raise NoAnswer(
            f"The window has {steps:,} steps of {metric.step:,} s{' for each slice' if by else ''}, and at most "
            f"{_MOST_STEPS:,} are asked for in all; set a longer `step`"
        )
    answer = cluster.post(f"/{index}/_search", _question(asking, metric, wanted, span), "a date histogram")
    if whole(at(answer, "_shards", "total")) == 0:
        raise NoAnswer(f"{asking.server.subject} has no index `{metric.option('index') or index}`")
    flags, notes = lacking(answer, asking.server)
    if is_late(span, metric.step, asking.now):
        flags.append("late")
        notes.append(LATE_NOTE)
    oldest = moment_of_milliseconds(at(answer, "aggregations", "oldest", "at", "value"))
    if oldest and oldest > asking.window.start:
        flags.append("retention")
        notes.append(f"The oldest document of the source is of {oldest:%Y-%m-%d %H:%M} UTC.")
    if wanted.function == PERCENTILE:
        notes.append(_ESTIMATE)
    found = at(answer, "aggregations", "slices" if by else "times")
    if not isinstance(at(found, "buckets"), list):
        raise NoAnswer(f"The answer of {asking.server.who} has no date histogram")
    if by:
        more_flags, more_notes = _cut(found, by)
        flags, notes = [*flags, *more_flags], [*notes, *more_notes]
    query = _query(metric)
    return [
        _series(metric, wanted, buckets, labels, _Frame(span, oldest, query, flags, notes))
        for labels, buckets in _slices(found, by, asking)
    ]


class _Frame(NamedTuple):
    """What all slices of an answer have in common."""

    span: Span
    oldest: datetime | None
    query: str
    flags: list[str]
    notes: list[str]


def _question(asking: Asking, metric: Metric, wanted: Aggregate, span: Span) -> dict[str, Any]:
    time = time_of(asking.source, metric)
    # Only UTC and fixed intervals: shifted steps and summer time have moved numbers into other steps.
    times: dict[str, Any] = {
        "date_histogram": {
            "field": time,
            "fixed_interval": f"{metric.step}s",
            "time_zone": "UTC",
            "min_doc_count": 0,
            "extended_bounds": {"min": _milliseconds(span.start), "max": _milliseconds(span.end)},
        }
    }
    if wanted.field:
        # The sum of nothing is 0, so what has the field is counted beside it.
        times["aggs"] = {"v": _function(wanted), "n": {"value_count": {"field": wanted.field}}}
    asked: dict[str, Any] = {"times": times}
    if by := metric.option("by"):
        order = [{"_count": "desc"}, {"_key": "asc"}]
        terms = {"field": by, "size": MOST_SLICES, "shard_size": _EACH_SHARD, "order": order}
        asked = {"slices": {"terms": terms, "aggs": asked}}
    oldest = {"global": {}, "aggs": {"at": {"min": {"field": time}}}}
    query = within(asking.source, metric, span)
    return {"size": 0, "track_total_hits": False, "query": query, "aggs": {**asked, "oldest": oldest}}


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _function(wanted: Aggregate) -> dict[str, Any]:
    if wanted.function == PERCENTILE:
        return {"percentiles": {"field": wanted.field, "percents": [wanted.percent], "keyed": False}}
    return {"value_count" if wanted.function == COUNT else wanted.function: {"field": wanted.field}}


def _query(metric: Metric) -> str:
    """The query with its filter and slices, as a reader understands it."""
    parts = [metric.query, *(f"{name} {metric.option(name)}" for name in ("by", "filter") if metric.option(name))]
    return ", ".join(parts)


def _slices(found: Mapping[str, Any], by: str | None, asking: Asking) -> Iterator[tuple[list[tuple[str, str]], Any]]:
    if not by or not found["buckets"]:
        yield [], found["buckets"]
        return
    for one in found["buckets"]:
        name = at(one, "key_as_string") or at(one, "key")
        yield [(by, told(name, asking.server, 80))], at(one, "times", "buckets") or []


def _cut(found: Mapping[str, Any], by: str) -> tuple[list[str], list[str]]:
    flags, notes = [], []
    if others := whole(found.get("sum_other_doc_count")):
        flags.append("truncated")
        notes.append(f"`{by}` has more values than the {MOST_SLICES} shown; {others:,} documents are of others.")
    if whole(found.get("doc_count_error_upper_bound")):
        flags.append("partial")
        notes.append(f"A shard did not report every value of `{by}`, so some numbers leave documents out.")
    return flags, notes


def _series(metric: Metric, wanted: Aggregate, buckets: Any, labels: list[tuple[str, str]], frame: _Frame) -> Series:
    values, without = [], 0
    for bucket in many(buckets):
        begun = moment_of_milliseconds(at(bucket, "key"))
        documents = whole(at(bucket, "doc_count")) or 0
        if begun is None or not frame.span.holds(begun):
            continue
        if wanted.function == COUNT and not wanted.field:
            # No document in a step is a count of 0, but not before there was any.
            if frame.oldest and begun + timedelta(seconds=metric.step) > frame.oldest:
                values.append((begun, documents))
        elif documents and not whole(at(bucket, "n", "value")):
            without += 1
        elif documents:
            values.append((begun, _value(at(bucket, "v"), wanted)))
    notes = [*frame.notes, *([f"Steps in which no document had the field: {without:,}."] if without else [])]
    return series_of(metric, values, labels, query=frame.query, flags=frame.flags, notes=notes)


def _value(found: Any, wanted: Aggregate) -> Any:
    if wanted.function != PERCENTILE:
        return at(found, "value")
    rows = at(found, "values")
    if isinstance(rows, dict):  # some answer by name, whatever is asked
        return next(iter(rows.values()), None)
    return at(first(rows), "value")
