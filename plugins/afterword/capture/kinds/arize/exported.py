"""The predictions of a model as Flight exports them: their times and one column, in parts and within bounds.

It needs pyarrow, which only the extra ``arize`` brings. Nothing is asked of another server than the one of the
settings, whatever places the answer names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from afterword.capture.gathered import EPOCH
from afterword.capture.told import told
from afterword.files.extras import to_install
from afterword.http import NoAnswer, Server

_ADDRESS: Final = "grpc+tls://flight.arize.com:443"
_WRITTEN = re.compile(r"grpc(?:\+tls|\+tcp)?://[A-Za-z0-9.\[\]:_-]{1,255}:[0-9]{1,5}", re.ASCII)
_TIME: Final = "time"
_MOST_ROWS: Final = 2_000_000
_MOST_BYTES: Final = 512 * 1024 * 1024
_PATIENCE: Final = 120.0

Part = tuple[list[datetime | None], list[Any]]


class Export(NamedTuple):
    """How many predictions the server counts, and the parts of them that it gives."""

    total: int
    parts: Iterator[Part]


@contextmanager
def exported(server: Server, address: str | None, command: Mapping[str, Any], column: str) -> Iterator[Export]:
    """The predictions that a command picks, with one column; raises ``NoAnswer``, also while its parts are read."""
    address = address or _ADDRESS
    if not _WRITTEN.fullmatch(address):
        raise NoAnswer(f"`flight_url` is {address[:80]!r}; it must be such as {_ADDRESS}")
    flight, errors = _flight()
    key = server.headers.get("x-api-key", "").encode()
    options = flight.FlightCallOptions(timeout=_PATIENCE, headers=[(b"auth-token-bin", key)])
    try:
        secure = {"tls_root_certs": server.ca_file.read_bytes()} if server.ca_file else {}
        with flight.FlightClient(address, **secure) as client:
            asked = flight.FlightDescriptor.for_command(json.dumps(command).encode())
            found = client.get_flight_info(asked, options)
            if found.total_records > _MOST_ROWS:
                raise NoAnswer(
                    f"The window has {found.total_records:,} predictions, and at most {_MOST_ROWS:,} are read; "
                    "narrow it with `where`"
                )
            if not found.total_records or not found.endpoints:
                yield Export(max(found.total_records, 0), iter(()))
            else:
                yield Export(found.total_records, _parts(client.do_get(found.endpoints[0].ticket, options), column))
    except errors as error:
        raise NoAnswer(_reason(server, error)) from None


def _parts(reader: Any, column: str) -> Iterator[Part]:
    rows = size = 0
    while True:
        try:
            part = reader.read_chunk().data
        except StopIteration:
            return
        rows, size = rows + part.num_rows, size + part.nbytes
        if rows > _MOST_ROWS or size > _MOST_BYTES:
            raise NoAnswer(f"The predictions are more than the {_MOST_ROWS:,} that are read; narrow them with `where`")
        yield _times(_column(part, _TIME)), _column(part, column or _TIME).to_pylist()


def _column(part: Any, name: str) -> Any:
    names = part.schema.names
    if names.count(name) != 1:
        raise NoAnswer(f"The predictions have no column `{name}`; they have {', '.join(sorted(names)[:12])}")
    return part.column(names.index(name))


def _times(column: Any) -> list[datetime | None]:
    import pyarrow as pa

    if not pa.types.is_timestamp(column.type):
        raise NoAnswer(f"The column `{_TIME}` of the predictions holds no times")
    # Without a zone it is in UTC. Fractions of a millisecond are cut off, and what is too late for one is an error.
    milliseconds = column.cast(pa.timestamp("ms"), safe=column.type.unit == "s").cast(pa.int64()).to_pylist()
    return [None if one is None else EPOCH + timedelta(milliseconds=one) for one in milliseconds]


def _reason(server: Server, error: Exception) -> str:
    what = type(error).__name__
    if what in {"FlightUnauthenticatedError", "FlightUnauthorizedError"}:
        return f"{server.subject} refused the export: the token is wrong, or may not see this model"
    if what == "FlightTimedOutError":
        return f"{server.subject} did not export the predictions within {_PATIENCE:g} seconds"
    # What follows is for the makers of the server.
    said = re.split(r"\. (?:Detail|gRPC client debug)\b", str(error), maxsplit=1)[0]
    return f"{server.subject} did not export the predictions: {told(said, server)}"


def _flight() -> tuple[Any, tuple[type[Exception], ...]]:
    """The module, and what it raises."""
    try:
        import pyarrow as pa
        from pyarrow import flight
    except ImportError:
        raise NoAnswer(f"Flight needs pyarrow, which is not installed; run {to_install('arize')}") from None
    return flight, (flight.FlightError, pa.ArrowException, ValueError, OSError, OverflowError)
