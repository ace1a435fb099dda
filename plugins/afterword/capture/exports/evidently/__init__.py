"""A report or a test suite of Evidently as JSON, of version 0.7 or older: one point for each of its numbers.

Such a file says what was measured, but mostly not of when; it has no series either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from afterword.capture.exports.evidently.choosing import chosen, every
from afterword.capture.exports.evidently.entries import Entry
from afterword.capture.exports.evidently.forms import entries_of
from afterword.capture.interface import Export, Fetched
from afterword.capture.reading.content import parsed
from afterword.capture.reading.metrics import each_metric
from afterword.capture.reading.numbers import number
from afterword.capture.reading.rows import Row, slices_of
from afterword.capture.reading.times import Clock, zone_of
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric, Source

_NO_TIME = "The file does not say of when it is; give the time with its zone, as --at 2026-03-01T10:00:00Z"
_OF_THE_REPORT = "The time is the one in the report: when it was made, unless it was told another."


def _read(content: bytes, source: Source, metrics: Sequence[Metric], window: Window) -> Fetched:
    plain = parsed(content)
    found = entries_of(plain)
    at, notes = _time(plain, source)
    missing: tuple[tuple[str, str], ...] = ()
    if not metrics:
        metrics, missing = every(found)
    fetched = each_metric(metrics, lambda metric: _series(metric, found, at, window, notes))
    return fetched._replace(missing=(*fetched.missing, *missing))


def _series(
    metric: Metric, found: Sequence[Entry], at: datetime, window: Window, notes: Sequence[str]
) -> tuple[Series, ...]:
    entry, path, value = chosen(metric.query, found)
    limit = entry.limit(path) if metric.threshold is None else None
    if limit:
        metric = metric._replace(threshold=limit.threshold, breach=limit.breach)
    told = [
        *notes,
        *entry.said(path),
        *([f"The report measures drift by {entry.method}."] if entry.method else []),
    ]
    if limit and limit.for_drift and value == limit.threshold:
        told.append("It is exactly at the threshold, which the report counts as drift.")
    if isinstance(value, dict):
        rows = [_row(at, path, one, (("label", str(name)),)) for name, one in value.items()]
    else:
        rows = [_row(at, path, value)]
    made = slices_of(metric, rows, window, notes=told)
    return tuple(one._replace(threshold_from=limit.origin) for one in made) if limit else made


def _row(at: datetime, path: str, value: Any, labels: tuple[tuple[str, str], ...] = ()) -> Row:
    try:
        return Row(at, number(value), labels)
    except ValueError as error:
        raise NoAnswer(f"The value {f'at `{path}` ' if path else ''}{error}") from None


def _time(plain: Any, source: Source) -> tuple[datetime, list[str]]:
    """The time of a report: the one that was given, or else the one in the file."""
    clock = Clock(zone=zone_of(source))
    metadata = plain.get("metadata")
    inside = [plain.get("timestamp"), *([metadata.get("timestamp")] if isinstance(metadata, dict) else [])]
    given, written = source.option("at"), next((one for one in inside if one is not None), None)
    if given is None and written is None:
        raise NoAnswer(_NO_TIME)
    try:
        return clock.read(written if given is None else given), [] if given else [_OF_THE_REPORT]
    except ValueError as error:
        where = "The `timestamp` of the file" if given is None else "The time of --at"
        raise NoAnswer(f"{where} {error}{'' if given else ', or give the time with --at'}") from None


EXPORT = Export(read=_read)
