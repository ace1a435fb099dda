"""The spans of a project by time: the incident first, then its baseline backwards, as far as may be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from afterword.capture.kinds.phoenix.asked import CutError, Parameters, Phoenix
from afterword.capture.numbers import judged, moment_written
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Span as Stretch
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

MOST_SPANS: Final = 200_000
_FIRST_STRETCH: Final = timedelta(hours=1)
_FILTERS_SINCE: Final = (13, 15)
"""An older server ignores filters without a word, so it is asked for all spans; they are filtered here anyway."""

TOKENS: Final = ("total", "prompt", "completion")


class Filter(NamedTuple):
    """Which spans a metric is about; ``None`` is any."""

    name: str | None = None
    kind: str | None = None
    root: bool = False

    def accepts(self, row: dict[str, Any]) -> bool:
        """Whether a span is one of them."""
        return (
            (self.name is None or row.get("name") == self.name)
            and (self.kind is None or row.get("span_kind") == self.kind)
            and not (self.root and row.get("parent_id"))
        )

    @property
    def parameters(self) -> Parameters:
        asked = (("name", self.name), ("span_kind", self.kind), ("parent_id", "null" if self.root else None))
        return [(name, value) for name, value in asked if value is not None]


class Span(NamedTuple):
    """What is kept of one span: when it began, how long it took in ms if that is known, and its tokens by kind."""

    id: str
    at: datetime
    took: float | None
    failed: bool
    tokens: dict[str, float]


@dataclass
class Spans:
    """The spans that were read, the stretches of time that are whole, and what is to be told."""

    found: dict[str, Span] = field(default_factory=dict)
    whole: list[Stretch] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def has(self, start: datetime, end: datetime) -> bool:
        """Whether every span that began in a stretch of time is there."""
        for one in sorted(self.whole, key=lambda one: one.start):
            if one.start <= start < one.end:
                start = one.end
        return start >= end


def filter_of(metric: Metric) -> Filter:
    """The spans that a metric is about, by its settings."""
    return Filter(metric.option("name"), metric.option("span_kind"), bool(metric.option("root")))


def spans_of(phoenix: Phoenix, wanted: Filter, whole: Stretch) -> Spans:
    """The spans that began in a stretch of time, its end not included.

    Raises ``NoAnswer`` if nothing could be had; what could be had in part says so in its flags and notes.
    """
    spans = Spans()
    try:
        for stretch in _stretches(phoenix, whole):
            spans.found.update(_read(phoenix, wanted, stretch, MOST_SPANS - len(spans.found)))
            spans.whole.append(stretch)
    except NoAnswer as reason:
        if not spans.whole:
            raise
        spans.flags.append("truncated" if isinstance(reason, CutError) else "partial")
        start, end = min(one.start for one in spans.whole), max(one.end for one in spans.whole)
        spans.notes.append(
            f"Only the time from {written_moment(start)} to {written_moment(end)} was read. {str(reason).rstrip('.')}."
        )
    return spans


def _stretches(phoenix: Phoenix, whole: Stretch) -> Iterator[Stretch]:
    """The stretches in the order in which they are asked, longer ones while there is little in them."""
    middle = min(max(phoenix.asking.window.incident.start, whole.start), whole.end)
    length, at = _FIRST_STRETCH, middle
    while at < whole.end:
        before = phoenix.requests
        yield Stretch(at, min(at + length, whole.end))
        at, length = at + length, _longer(length, phoenix.requests - before)
    at = middle
    while at > whole.start:
        before = phoenix.requests
        yield Stretch(max(at - length, whole.start), at)
        at, length = at - length, _longer(length, phoenix.requests - before)


def _longer(length: timedelta, requests: int) -> timedelta:
    return length * 2 if requests <= 1 else length


def _read(phoenix: Phoenix, wanted: Filter, stretch: Stretch, most: int) -> dict[str, Span]:
    asked = [("start_time", written_moment(stretch.start)), ("end_time", written_moment(stretch.end))]
    if phoenix.is_at_least(*_FILTERS_SINCE):
        asked += wanted.parameters
    phoenix.asking.tell(f"The spans from {asked[0][1]} to {asked[1][1]}")
    found: dict[str, Span] = {}
    for row in phoenix.rows("spans", asked):
        span = _span(row)
        if span is None:
            raise NoAnswer(f"The answer of {phoenix.server.who} has a span without an id or a time")
        if stretch.start <= span.at < stretch.end and wanted.accepts(row):
            found[span.id] = span
        if len(found) > most:
            raise CutError(f"There are more than {MOST_SPANS:,} spans; choose some with `name`, `span_kind` or `root`")
    return found


def _span(row: dict[str, Any]) -> Span | None:
    context, attributes = row.get("context"), row.get("attributes")
    start, end = moment_written(row.get("start_time")), moment_written(row.get("end_time"))
    number = context.get("span_id") if isinstance(context, dict) else None
    if start is None or not isinstance(number, str):
        return None
    took = (end - start) / timedelta(milliseconds=1) if end else -1.0
    named = attributes if isinstance(attributes, dict) else {}
    counts = {kind: judged(named.get(f"llm.token_count.{kind}"))[0] for kind in TOKENS}
    known = {kind: count for kind, count in counts.items() if count is not None}
    return Span(number, start, took if took >= 0 else None, row.get("status_code") == "ERROR", known)
