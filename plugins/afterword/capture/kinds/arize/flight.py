"""The predictions of a model by Flight, and a number made of those of each hour.

It needs pyarrow, which only the extra ``arize`` brings. Nothing is asked of another server than the one of the
settings, whatever places the answer names.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from afterword.capture.aggregate import COUNT, Aggregate, aggregate
from afterword.capture.gathered import LATE_NOTE, aligned, is_late, series_of
from afterword.capture.interface import Asking
from afterword.capture.numbers import judged
from afterword.capture.told import told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Span
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

_ADDRESS: Final = "grpc+tls://flight.arize.com:443"
_WRITTEN = re.compile(r"grpc(?:\+tls|\+tcp)?://[A-Za-z0-9.\[\]:_-]{1,255}:[0-9]{1,5}", re.ASCII)
_HOUR: Final = 3_600
_TIME: Final = "time"
_MOST_ROWS: Final = 2_000_000
_MOST_BYTES: Final = 512 * 1024 * 1024
_PATIENCE: Final = 120.0


def by_export(asking: Asking, metric: Metric) -> Series:
    """The series of a metric; raises ``NoAnswer``."""
    wanted = aggregate(metric.query)
    step = max(1, metric.step // _HOUR) * _HOUR
    span = aligned(asking.window, step)
    found: dict[datetime, list[float]] = defaultdict(list)
    rows = empty = 0
    total, chunks = _exported(asking, metric, wanted, span, step)
    size = timedelta(seconds=step)
    for times, values in chunks:
        rows += len(times)
        for moment, value in zip(times, values, strict=True):
            if moment is None or not span.start <= moment < span.end + size:
                continue
            begun = span.start + (moment - span.start) // size * size
            number = 1.0 if wanted.function == COUNT and not wanted.field else judged(value)[0]
            if number is None:
                empty += 1
            else:
                found[begun].append(number)
    flags, notes = _told(metric, rows, total, empty)
    if is_late(span, step, asking.now):
        flags.append("late")
        notes.append(LATE_NOTE)
    made = [(begun, wanted.of(numbers)) for begun, numbers in found.items()]
    return series_of(metric, made, query=_query(metric), step=step, flags=flags, notes=notes)


def _told(metric: Metric, rows: int, total: int, empty: int) -> tuple[list[str], list[str]]:
    flags, notes = [], []
    if rows:
        notes.append(f"Each number was made by Afterword of the predictions of its step; they were {rows:,} in all.")
    if empty:
        notes.append(f"In {empty:,} predictions `{metric.query}` had no number; they were left out.")
    if 0 <= rows < total:
        flags.append("partial")
        notes.append(f"The source counts {total:,} predictions, and gave {rows:,}.")
    return flags, notes


def _query(metric: Metric) -> str:
    where = metric.option("where")
    return f"{metric.query}, where {where}" if where else metric.query


def _exported(
    asking: Asking, metric: Metric, wanted: Aggregate, span: Span, step: int
) -> tuple[int, Iterator[tuple[list[datetime | None], list[Any]]]]:
    """How many predictions there are, and then their times and values in parts."""
    flight = _flight()
    address = asking.source.option("flight_url") or _ADDRESS
    if not _WRITTEN.fullmatch(address):
        raise NoAnswer(f"`flight_url` is {address[:80]!r}; it must be such as {_ADDRESS}")
    token = asking.server.headers.get("x-api-key", "")
    options = flight.FlightCallOptions(timeout=_PATIENCE, headers=[(b"authorization", token.encode())])
    command = json.dumps(_command(asking, metric, wanted, span, step)).encode()
    secure = {"tls_root_certs": asking.server.ca_file.read_bytes()} if asking.server.ca_file else {}
    try:
        client = flight.FlightClient(address, **secure)
        info = client.get_flight_info(flight.FlightDescriptor.for_command(command), options)
        total = info.total_records
        if total == 0 or not info.endpoints:
            return 0, iter(())
        if total > _MOST_ROWS:
            raise NoAnswer(
                f"The window has {total:,} predictions, and at most {_MOST_ROWS:,} are read; narrow it with `where`"
            )
        return total, _parts(asking, client.do_get(info.endpoints[0].ticket, options), wanted)
    except flight.FlightError as error:
        raise NoAnswer(_reason(asking, error)) from None
    except (ValueError, OSError) as error:
        raise NoAnswer(_reason(asking, error)) from None


def _parts(asking: Asking, reader: Any, wanted: Aggregate) -> Iterator[tuple[list[datetime | None], list[Any]]]:
    rows = size = 0
    flight = _flight()
    while True:
        try:
            part = reader.read_chunk().data
        except StopIteration:
            return
        except (flight.FlightError, ValueError, OSError) as error:
            raise NoAnswer(_reason(asking, error)) from None
        rows, size = rows + part.num_rows, size + part.nbytes
        if rows > _MOST_ROWS or size > _MOST_BYTES:
            raise NoAnswer(f"The predictions are more than the {_MOST_ROWS:,} that are read; narrow them with `where`")
        yield _times(_column(part, _TIME)), _column(part, wanted.field or _TIME).to_pylist()


def _column(part: Any, name: str) -> Any:
    names = part.schema.names
    if names.count(name) != 1:
        raise NoAnswer(f"The predictions have no column `{name}`; they have {', '.join(sorted(names)[:12])}")
    return part.column(names.index(name))


def _times(column: Any) -> list[datetime | None]:
    import pyarrow as pa

    if not pa.types.is_timestamp(column.type):
        raise NoAnswer(f"The column `{_TIME}` of the predictions holds no times")
    # Without a zone it is in UTC; to the millisecond, since Python knows no nanoseconds.
    milliseconds = column.cast(pa.timestamp("ms"), safe=False).cast(pa.int64()).to_pylist()
    begin = datetime(1970, 1, 1, tzinfo=UTC)
    return [None if one is None else begin + timedelta(milliseconds=one) for one in milliseconds]


def _command(asking: Asking, metric: Metric, wanted: Aggregate, span: Span, step: int) -> dict[str, Any]:
    space = asking.source.option("space_id")
    model = asking.source.option("model_name") or metric.model or next(iter(asking.models), None)
    if not space or not model:
        lacking = "space_id" if not space else "model_name"
        raise NoAnswer(f"The source has no `{lacking}`, which Flight needs")
    asked = {
        "spaceId": space,
        "modelId": model,
        "environment": asking.source.option("environment", "production").upper(),
        "modelVersion": next(iter(metric.option("versions", ())), ""),
        "batchId": next(iter(metric.option("batches", ())), ""),
        "includeActuals": bool(metric.option("actuals")),
        "startTime": written_moment(span.start),
        "endTime": written_moment(span.end + timedelta(seconds=step)),  # not included
        "filterExpression": metric.option("where") or "",
        "projectedColumns": [wanted.field] if wanted.field else [],
    }
    return {name: value for name, value in asked.items() if value not in ("", False, [])}


def _reason(asking: Asking, error: Exception) -> str:
    what = type(error).__name__
    if what in {"FlightUnauthenticatedError", "FlightUnauthorizedError"}:
        return f"{asking.server.subject} refused the export: the token is wrong, or may not see this model"
    if what == "FlightTimedOutError":
        return f"{asking.server.subject} did not export the predictions within {_PATIENCE:g} seconds"
    return f"{asking.server.subject} did not export the predictions: {told(error, asking.server)}"


def _flight() -> Any:
    try:
        from pyarrow import flight
    except ImportError:
        raise NoAnswer(
            "Flight needs pyarrow, which is not installed; install it with: pip install 'afterword[arize]'"
        ) from None
    return flight
