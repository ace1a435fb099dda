"""A time of an exported file, in UTC; one without a zone is never guessed."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from afterword.http import NoAnswer
from afterword.settings.sources import Source

RFC3339: Final = "rfc3339"
UNIX: Final = "unix"
UNIX_MS: Final = "unix-ms"
_SECONDS: Final = {UNIX: 1.0, UNIX_MS: 0.001}
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,12})?", re.ASCII)
_WRITTEN = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?P<part>[.,][0-9]{1,9})?"
    r" ?(?P<zone>Z|z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})", re.ASCII)


class Clock(NamedTuple):
    """How a file writes its times; ``zone`` is for those that name none."""

    form: str = RFC3339
    zone: tzinfo | None = None

    def read(self, written: Any) -> datetime:
        """A time in UTC; raises ``ValueError`` with what is allowed, as the end of a sentence."""
        if self.form == RFC3339:
            return _local(written, self.zone)
        return _counted(written, self.form)


def clock_of(source: Source) -> Clock:
    """The clock of a file, by the options ``time_format`` and ``zone``; raises ``NoAnswer``."""
    return Clock(source.option("time_format", RFC3339), zone_of(source))


def zone_of(source: Source) -> tzinfo | None:
    """The zone of the option ``zone``; raises ``NoAnswer`` for one that is not known."""
    name = source.option("zone")
    return _zone(name) if name else None


def _zone(name: str) -> tzinfo:
    if name in {"UTC", "Z"}:
        return UTC
    if match := _OFFSET.fullmatch(name):
        return _offset(match)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise NoAnswer(
            f"`zone` is {name[:60]!r}; it must be UTC, an offset such as +01:00, or a place such as Europe/Berlin"
        ) from None


def _offset(match: re.Match[str]) -> tzinfo:
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    if ahead >= timedelta(days=1):
        raise NoAnswer(f"`zone` is {match[0]!r}; an offset is less than a day")
    return timezone(-ahead if match["sign"] == "-" else ahead)


def _local(written: Any, zone: tzinfo | None) -> datetime:
    match = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if not match:
        counted = isinstance(written, int | float) or (isinstance(written, str) and _NUMBER.fullmatch(written.strip()))
        hint = f'; for a count of seconds set `time_format = "{UNIX}"`' if counted else ""
        raise ValueError(f"is {str(written)[:40]!r}; it must be a time such as 2026-03-01T10:00:00Z{hint}")
    try:
        at = datetime.fromisoformat(f"{match['day']}T{match['time'] or '00:00'}")
    except ValueError:
        raise ValueError(f"is {match[0]!r}, and there is no such time") from None
    at += timedelta(seconds=float(f"0.{match['part'][1:7]}")) if match["part"] else timedelta()
    if named := match["zone"]:
        offset = _OFFSET.fullmatch(named)
        return at.replace(tzinfo=_offset(offset) if offset else UTC).astimezone(UTC)
    if zone is None:
        raise ValueError(f'is {match[0]!r}, which has no zone; set `zone = "UTC"`, or the zone that it is in')
    return _placed(at, zone, match[0])


def _placed(at: datetime, zone: tzinfo, written: str) -> datetime:
    """A local time in UTC; when the clocks change, some are there twice and some never."""
    first, second = (at.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first != second:
        says = "happens twice" if first < second else "does not exist"
        raise ValueError(f"is {written!r}, which {says} where clocks change; export the times in UTC")
    return first


def _counted(written: Any, form: str) -> datetime:
    if isinstance(written, str) and _NUMBER.fullmatch(written.strip()):
        written = float(written)
    if isinstance(written, bool) or not isinstance(written, int | float) or not math.isfinite(written):
        raise ValueError(f"is {str(written)[:40]!r}; it must be a count of {_unit(form)} since 1970")
    try:
        at = datetime.fromtimestamp(round(written * _SECONDS[form], 6), UTC)
    except (ValueError, OverflowError, OSError):
        at = None
    if at is None or not _EARLIEST <= at <= _LATEST:
        other = UNIX if form == UNIX_MS else UNIX_MS
        raise ValueError(
            f"is {written:.15g}, which are no {_unit(form)} since 1970 of our time; "
            f'for {_unit(other)} set `time_format = "{other}"`'
        )
    return at


def _unit(form: str) -> str:
    return "milliseconds" if form == UNIX_MS else "seconds"
