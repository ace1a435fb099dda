"""What is measured of spans and annotations, such as ``latency_ms:p95``, and its figures step by step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from afterword.capture.aggregate import PERCENTILE, Aggregate
from afterword.capture.gathered import aligned, series_of, step_of
from afterword.capture.interface import Asking
from afterword.capture.kinds.phoenix.annotations import Mark
from afterword.capture.kinds.phoenix.spans import TOKENS, Span, Spans
from afterword.capture.numbers import judged
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

ANNOTATION: Final = "annotation:"
_FIGURES: Final = "avg, min, max, sum, or a percentile such as p95"
_FIGURE = re.compile(r"(?P<name>avg|mean|min|max|sum)|p(?P<percent>[0-9]{1,2}(?:\.[0-9]{1,3})?)", re.ASCII)
_WRITE: Final = (
    "write spans:count, errors:count, errors:rate, latency_ms:p95, tokens.total:sum, annotation:<name>:mean, "
    "annotation:<name>:count or annotation:<name>:share"
)

Numbers = Callable[[Sequence[Span], Sequence[Mark]], Sequence[float]]


class Measure(NamedTuple):
    """A metric as it is worked out: the numbers of a step, and the figure of them.

    ``counts`` says that a step without anything is 0, and not a gap. ``annotation`` is the name that is needed.
    """

    metric: Metric
    numbers: Numbers
    figure: Aggregate
    counts: bool = False
    annotation: str | None = None


def measure(metric: Metric) -> Measure:
    """What a metric measures; raises ``NoAnswer`` with what may be written."""
    what, _, figure = metric.query.rpartition(":")
    if what.startswith(ANNOTATION) and len(what) > len(ANNOTATION):
        return _of_annotations(metric, what.removeprefix(ANNOTATION), figure)
    if figure == "count" and what in {"spans", "errors"}:
        return Measure(metric, _failures if what == "errors" else _ones, Aggregate("sum"), counts=True)
    if (what, figure) == ("errors", "rate"):
        return Measure(metric, _failures, Aggregate("avg"))
    if what == "latency_ms":
        return Measure(metric, _latencies, _figure(metric, figure))
    if what.startswith("tokens.") and (kind := what.removeprefix("tokens.")) in TOKENS:
        return Measure(
            metric,
            lambda spans, _: [span.tokens[kind] for span in spans if kind in span.tokens],
            _figure(metric, figure),
        )
    raise NoAnswer(f"`query` is {metric.query[:60]!r}; {_WRITE}")


def steps(one: Measure, spans: Spans, marks: Sequence[Mark], asking: Asking) -> Series:
    """The series of a measure: a step that was not read whole, or is not over, is left out."""
    metric, step = one.metric, timedelta(seconds=one.metric.step)
    by_step = _by_step(spans.found.values(), metric.step)
    of_span: dict[str, list[Mark]] = {}
    for mark in marks:
        of_span.setdefault(mark.span, []).append(mark)
    values: list[tuple[datetime, float]] = []
    flags, notes = list(spans.flags), list(spans.notes)
    for at in _starts(asking, metric.step):
        if at + step > asking.now:
            flags.append("late")
            notes.append("The last step was not over when it was asked for, and is left out.")
            break
        inside = by_step.get(at, [])
        numbers = one.numbers(inside, [mark for span in inside for mark in of_span.get(span.id, ())])
        if spans.found and spans.has(at, at + step) and (numbers or one.counts):
            values.append((at, one.figure.of(numbers or [0.0])))
    if one.numbers is _latencies and (open_ := sum(span.took is None for span in spans.found.values())):
        notes.append(f"{open_:,} of {len(spans.found):,} spans have no end, and no latency.")
    return series_of(metric, values, query=metric.query, flags=flags, notes=notes)


def _starts(asking: Asking, step: int) -> Iterator[datetime]:
    """The beginnings of the steps in the window."""
    span = aligned(asking.window, step)
    at = span.start
    while at <= span.end:
        yield at
        at += timedelta(seconds=step)


def _by_step(spans: Iterable[Span], step: int) -> dict[datetime, list[Span]]:
    size = timedelta(seconds=step)
    found: dict[datetime, list[Span]] = {}
    for span in spans:
        found.setdefault(step_of(span.at, size), []).append(span)
    return found


def _of_annotations(metric: Metric, name: str, figure: str) -> Measure:
    if figure == "count":
        return Measure(metric, lambda _, marks: [1.0] * len(marks), Aggregate("sum"), counts=True, annotation=name)
    if figure != "share":
        return Measure(metric, _scores, _figure(metric, figure), annotation=name)
    label = metric.option("label")
    if label is None:
        raise NoAnswer(f"`query` is {metric.query[:60]!r}, a share; set `label` to the label whose share is wanted")
    return Measure(
        metric,
        lambda _, marks: [float(mark.label == label) for mark in marks if mark.label is not None],
        Aggregate("avg"),
        annotation=name,
    )


def _figure(metric: Metric, written: str) -> Aggregate:
    match = _FIGURE.fullmatch(written)
    if not match:
        raise NoAnswer(f"`query` is {metric.query[:60]!r}; after the last colon write {_FIGURES}")
    if match["percent"]:
        return Aggregate(PERCENTILE, percent=float(match["percent"]))
    return Aggregate("avg" if match["name"] == "mean" else match["name"])


def _ones(spans: Sequence[Span], _: Any) -> list[float]:
    return [1.0] * len(spans)


def _failures(spans: Sequence[Span], _: Any) -> list[float]:
    return [float(span.failed) for span in spans]


def _latencies(spans: Sequence[Span], _: Any) -> list[float]:
    return [span.took for span in spans if span.took is not None]


def _scores(_: Any, marks: Sequence[Mark]) -> list[float]:
    scores = (judged(mark.score)[0] for mark in marks)
    return [score for score in scores if score is not None]
