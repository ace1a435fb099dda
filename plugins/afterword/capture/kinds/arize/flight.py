"""A number for each hour, made here of the predictions of that hour, which Flight exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from afterword.capture.aggregate import COUNT, Aggregate, aggregate
from afterword.capture.gathered import LATE_NOTE, is_late, series_of, step_of, steps_within
from afterword.capture.interface import Asking
from afterword.capture.kinds.arize.exported import exported
from afterword.capture.numbers import judged
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Span
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_HOUR: Final = 3_600


def by_export(asking: Asking, metric: Metric) -> Series:
    """The series of a metric; raises ``NoAnswer``."""
    wanted = aggregate(metric.query)
    # Arize exports whole hours.
    step = max(1, metric.step // _HOUR) * _HOUR
    span, size = steps_within(asking.window, step), timedelta(seconds=step)
    found: dict[datetime, list[float]] = defaultdict(list)
    rows = undated = without = 0
    command = _command(asking, metric, wanted, Span(span.start, span.end + size))
    with exported(asking.server, asking.source.option("flight_url"), command, wanted.field) as export:
        for times, values in export.parts:
            rows += len(times)
            undated += times.count(None)
            for moment, value in zip(times, values, strict=True):
                if moment is None or not span.start <= moment < span.end + size:
                    continue
                number = 1.0 if wanted.function == COUNT and not wanted.field else _number(value)
                if number is None:
                    without += 1
                else:
                    found[step_of(moment, size)].append(number)
    flags, notes = _told(rows, export.total, {"a time": undated, "a number": without})
    if is_late(span, step, asking.now):
        flags.append("late")
        notes.append(LATE_NOTE)
    made = [(begun, wanted.of(numbers)) for begun, numbers in found.items()]
    return series_of(metric, made, query=_query(metric), step=step, flags=flags, notes=notes)


def _number(value: Any) -> float | None:
    """A prediction as a number: yes is 1 and no is 0, so that their average is a share."""
    return float(value) if isinstance(value, bool) else judged(value)[0]


def _told(rows: int, total: int, lacking: Mapping[str, int]) -> tuple[list[str], list[str]]:
    flags, notes = [], []
    if rows:
        notes.append(f"Each number was made by Afterword of the predictions of its step; they were {rows:,} in all.")
    notes += [f"Predictions without {what} were left out: {number:,}." for what, number in lacking.items() if number]
    if rows < total:
        flags.append("partial")
        notes.append(f"The source counts {total:,} predictions, and gave {rows:,}.")
    return flags, notes


def _query(metric: Metric) -> str:
    where = metric.option("where")
    return f"{metric.query}, where {where}" if where else metric.query


def _command(asking: Asking, metric: Metric, wanted: Aggregate, hours: Span) -> dict[str, Any]:
    """What the real client sends: a record of a query as JSON, without what is empty. The end is not included."""
    space = asking.source.option("space_id")
    model = asking.source.option("model_name") or metric.model or next(iter(asking.models), None)
    if not space or not model:
        raise NoAnswer(f"The source has no `{'model_name' if space else 'space_id'}`, which Flight needs")
    asked = {
        "spaceId": space,
        "modelId": model,
        "environment": asking.source.option("environment", "production").upper(),
        "modelVersion": next(iter(metric.option("versions", ())), None),
        "batchId": next(iter(metric.option("batches", ())), None),
        "includeActuals": metric.option("actuals") or None,
        "startTime": written_moment(hours.start),
        "endTime": written_moment(hours.end),
        "filterExpression": metric.option("where"),
        "projectedColumns": [wanted.field] if wanted.field else None,
    }
    return {name: value for name, value in asked.items() if value is not None}
