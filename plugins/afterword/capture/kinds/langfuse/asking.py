"""What Langfuse is asked: as few requests as the metrics, their steps and the rows of an answer allow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from afterword.capture.gathered import aligned
from afterword.capture.kinds.langfuse.filters import filters_of
from afterword.capture.naming import has
from afterword.diagnostics import one_of
from afterword.evidence.snapshot import Span, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric, Source
from afterword.text.nearest import suggest

MOST_ROWS: Final = 1_000
"""An answer never has more; without a limit in the question it is cut after 100."""

_MOST_PARTS: Final = 10
SIZES: Final = {"minute": 60, "hour": 3_600, "day": 86_400}
_OBSERVATIONS: Final = "observations"
_CATEGORIES: Final = "scores-categorical"
_AGGREGATIONS: Final = ("count", "sum", "avg", "min", "max", "p50", "p75", "p90", "p95", "p99")
_OF_OBSERVATIONS: Final = (
    "count",
    "latency",
    "streamingLatency",
    "timeToFirstToken",
    "inputTokens",
    "outputTokens",
    "totalTokens",
    "tokensPerSecond",
    "outputTokensPerSecond",
    "inputCost",
    "outputCost",
    "totalCost",
    "countScores",
)
_TOO_MANY: Final = frozenset({"id", "traceId", "userId", "sessionId", "parentObservationId", "observationId"})
"""Fields with so many values that Langfuse refuses to tell slices apart by them."""

COUNT: Final = ("count", "count")
"""Always asked too: it tells a step in which nothing happened from one with a value of 0."""


class Part(NamedTuple):
    """One request: for these metrics, by steps of this size, from the first step to the last, both included."""

    metrics: tuple[Metric, ...]
    view: str
    filters: tuple[dict[str, Any], ...]
    dimension: str | None
    size: str
    span: Span

    @property
    def step(self) -> timedelta:
        """The size of its steps."""
        return timedelta(seconds=SIZES[self.size])

    def query(self, now: datetime) -> str:
        """The question as JSON; its end is the last moment of the last step, since it is included."""
        end = min(self.span.end + self.step, max(now, self.span.start + self.step))
        wanted = dict.fromkeys([*(measured(metric) for metric in self.metrics), COUNT])
        return json.dumps(
            {
                "view": self.view,
                "metrics": [{"measure": measure, "aggregation": aggregation} for measure, aggregation in wanted],
                "dimensions": [{"field": self.dimension}] if self.dimension else [],
                "filters": list(self.filters),
                "timeDimension": {"granularity": self.size},
                "fromTimestamp": _moment(self.span.start),
                "toTimestamp": _moment(end - timedelta(milliseconds=1)),
                "config": {"row_limit": MOST_ROWS},
            },
            ensure_ascii=False,
        )


def parts(
    source: Source, metrics: Sequence[Metric], window: Window
) -> tuple[tuple[Part, ...], tuple[tuple[str, str], ...]]:
    """The requests for some metrics, and the metrics that cannot be asked for, each with the reason.

    Metrics of the same view, filters and slices share their requests, at the finest step that one of them wants.
    """
    groups: dict[str, list[Metric]] = {}
    missing: list[tuple[str, str]] = []
    for metric in metrics:
        try:
            measured(metric)
            key = json.dumps([view_of(metric), filters_of(metric), metric.option("dimension")])
            groups.setdefault(key, []).append(metric)
        except NoAnswer as reason:
            missing.append((metric.name, str(reason)))
    found: list[Part] = []
    for group in groups.values():
        one = group[0]
        try:
            step = min(metric.step for metric in group)
            size, spans = _steps(window, step, several=bool(source.option("several_requests")))
        except NoAnswer as reason:
            missing += [(metric.name, str(reason)) for metric in group]
            continue
        about = view_of(one), filters_of(one), one.option("dimension")
        found += [Part(tuple(group), *about, size, span) for span in spans]
    return tuple(found), tuple(missing)


def measured(metric: Metric) -> tuple[str, str]:
    """The measure and the aggregation of a metric; raises ``NoAnswer`` with what may be written."""
    measure, _, aggregation = metric.query.partition(":")
    view = view_of(metric)
    known = _OF_OBSERVATIONS if view == _OBSERVATIONS else ("count",) if view == _CATEGORIES else ("count", "value")
    if measure not in known:
        raise NoAnswer(
            f"`query` is {metric.query[:60]!r}; the view {view} measures {has(known, 20)}."
            f"{suggest(measure, known)}".rstrip(".")
        )
    if aggregation not in _AGGREGATIONS:
        raise NoAnswer(f"`query` is {metric.query[:60]!r}; after the colon write {one_of(_AGGREGATIONS)}")
    if (dimension := metric.option("dimension")) in _TOO_MANY:
        raise NoAnswer(f"`dimension` is {dimension}, which has too many values for Langfuse; use it in `filters`")
    return measure, aggregation


def view_of(metric: Metric) -> str:
    """What a metric is about."""
    return str(metric.option("view", _OBSERVATIONS))


def fitting(step: int) -> str:
    """The largest of Langfuse's steps that is no larger than a step in seconds; its smallest if there is none."""
    return max((name for name in SIZES if SIZES[name] <= step), key=SIZES.__getitem__, default="minute")


def _steps(window: Window, step: int, *, several: bool) -> tuple[str, list[Span]]:
    """The steps that fit, or larger ones if an answer has too few rows for these."""
    for name, size in SIZES.items():
        spans = _cut(aligned(window, size), timedelta(seconds=size))
        if size >= SIZES[fitting(step)] and spans and len(spans) <= (_MOST_PARTS if several else 1):
            return name, spans
    raise NoAnswer("The window is too short for a step of Langfuse, or too long for its answers; choose another step")


def _cut(span: Span, step: timedelta) -> list[Span]:
    """Stretches of no more steps than an answer has rows."""
    found, at = [], span.start
    while at <= span.end:
        found.append(Span(at, min(span.end, at + (MOST_ROWS - 1) * step)))
        at += MOST_ROWS * step
    return found


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
