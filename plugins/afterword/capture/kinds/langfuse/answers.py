"""Series out of the rows that Langfuse answers, each a step of one slice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from afterword.capture.gathered import MOST_SLICES, series_of
from afterword.capture.interface import Asking
from afterword.capture.kinds.langfuse.asking import COUNT, MOST_ROWS, SIZES, Part, fitting, measured
from afterword.capture.naming import has
from afterword.capture.numbers import judged, moment_written
from afterword.capture.told import told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_TIME: Final = "time_dimension"
_ONE: Final = {"minute": "a minute", "hour": "an hour", "day": "a day"}
_LAG: Final = timedelta(minutes=10)
"""What is not sent over OpenTelemetry may be seen so late."""

Rows = list[dict[str, Any]]
Values = dict[datetime, object]


def series_in(metric: Metric, answers: Sequence[tuple[Part, Rows | NoAnswer]], asking: Asking) -> list[Series]:
    """The series of a metric out of the answers to its requests, at least one; raises ``NoAnswer`` if there is none."""
    slices: dict[str, Values] = {}
    flags: list[str] = []
    notes: list[str] = []
    failed = [found for _, found in answers if isinstance(found, NoAnswer)]
    if len(failed) == len(answers):
        raise failed[0]
    for part, found in answers:
        if isinstance(found, NoAnswer):
            flags.append("partial")
            notes.append(f"From {written_moment(part.span.start)} there is nothing: {found}.")
            continue
        rows = found
        if len(rows) >= MOST_ROWS and part.dimension:
            # The rows are in the order of time, so the last time may lack slices.
            last = _moment(rows[-1], asking)
            rows = [row for row in rows if _moment(row, asking) < last]
            flags.append("truncated")
            notes.append(f"The answer was cut after {MOST_ROWS:,} rows, at {written_moment(last)}.")
        _put(slices, metric, part, rows, asking)
    asked = [part for part, _ in answers]
    flags += _late(asked, asking)
    notes += _on_steps(metric, asked[0])
    if measured(metric) == COUNT and not {"truncated", "partial"} & set(flags):
        every = [at for part in asked for at in _steps(part, asking)]
        slices = {name: {at: values.get(at, 0) for at in every} for name, values in slices.items()}
    return _made(metric, asked[0], slices, asking, flags, notes)


def _put(slices: dict[str, Values], metric: Metric, part: Part, rows: Rows, asking: Asking) -> None:
    wanted = measured(metric)
    for row in rows:
        at = _moment(row, asking)
        name = str(row.get(part.dimension, "")) if part.dimension else ""
        count = _number(row, COUNT, asking)[0]
        # The server fills steps in which nothing happened with zeros.
        if count and part.span.start <= at <= part.span.end and at + part.step <= asking.now:
            value, raw = _number(row, wanted, asking)
            if value is not None or isinstance(raw, str):
                slices.setdefault(name, {})[at] = raw


def _made(
    metric: Metric, part: Part, slices: dict[str, Values], asking: Asking, flags: list[str], notes: list[str]
) -> list[Series]:
    if len(slices) > MOST_SLICES:
        flags = [*flags, "truncated"]
        notes = [*notes, f"Of {len(slices):,} slices, the first {MOST_SLICES} by name were kept."]
    step, made = int(part.step.total_seconds()), []
    for name in sorted(slices)[:MOST_SLICES] or [""]:
        labels = [(part.dimension, told(name, asking.server))] if part.dimension and name else []
        values = slices.get(name, {}).items()
        made.append(series_of(metric, values, labels, step=step, flags=flags, notes=notes))
    return made


def _steps(part: Part, asking: Asking) -> list[datetime]:
    count = (part.span.end - part.span.start) // part.step + 1
    steps = [part.span.start + number * part.step for number in range(count)]
    return [at for at in steps if at + part.step <= asking.now]


def _late(asked: Sequence[Part], asking: Asking) -> list[str]:
    return ["late"] if max(part.span.end + part.step for part in asked) + _LAG > asking.now else []


def _on_steps(metric: Metric, part: Part) -> list[str]:
    if part.step.total_seconds() == metric.step:
        return []
    if SIZES[part.size] <= SIZES[fitting(metric.step)]:
        return [f"Langfuse has steps of a minute, an hour or a day; these are of {_ONE[part.size]}."]
    more = "a shorter baseline, or `several_requests = true`, gives finer ones"
    return [f"An answer of Langfuse has at most {MOST_ROWS:,} rows, so these are steps of {_ONE[part.size]}; {more}."]


def _number(row: dict[str, Any], wanted: tuple[str, str], asking: Asking) -> tuple[float | None, Any]:
    """A number of a row, and as it stands there: whole ones come as text."""
    measure, aggregation = wanted
    name = f"{aggregation}_{measure}"
    if name not in row:
        there = has(sorted(told(one, asking.server, 40) for one in row))
        raise NoAnswer(f"The answer of {asking.server.who} has no `{name}`; it has {there}")
    return judged(row[name])[0], row[name]


def _moment(row: dict[str, Any], asking: Asking) -> datetime:
    """The beginning of a step: a time in UTC, or a day."""
    at = moment_written(row.get(_TIME))
    if at is None:
        raise NoAnswer(f"The answer of {asking.server.who} has a row without a time")
    return at
