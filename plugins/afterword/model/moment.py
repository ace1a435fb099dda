"""A moment as a review tells it: exact to the second, or only to the day, the month or the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property, lru_cache
from typing import Final

UNKNOWN: Final = "unknown"
"""What a review writes where nobody knows the moment."""

UNITS: Final = ("second", "minute", "hour", "day", "week", "month", "year", "decade")
"""How closely a moment may be known, the finest first."""

FIRST_YEAR, LAST_YEAR = 1900, 2199

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})", re.ASCII)
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# A date without a zone begins when the first place on Earth begins it and ends when the last one ends it.
_EARLIEST_ZONE, _LATEST_ZONE = timedelta(hours=14), timedelta(hours=12)
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Moment:
    """A point in time with the precision with which it was written.

    The written forms are a subset of EDTF level 0 (ISO 8601-2:2019): a date-time with its zone, a date, a month or
    a year. ``earliest`` and ``latest`` bound it in UTC, so that moments of different precision can be compared
    without pretending to know more than the review does.
    """

    text: str
    precision: str  # "second", "minute", "day", "month" or "year"
    earliest: datetime
    latest: datetime

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read one of the written forms; raise ``ValueError`` with a reason in plain words for anything else."""
        if match := _DATE_TIME.fullmatch(text):
            return cls._from_date_time(text, *match.groups())
        if match := _DATE.fullmatch(text):
            return cls._from_date(text, *match.groups())
        raise ValueError("it is not a date-time with a zone, a date, a month or a year")

    @classmethod
    def _from_date_time(cls, text: str, day: str, hour: str, minute: str, second: str | None, zone: str) -> Moment:
        if zone == "Z" and hour < "24" and FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
            try:
                start = datetime.fromisoformat(text)
            except ValueError:
                pass  # what is wrong is told below
            else:
                return cls._from_start(text, start, second)
        offset = timedelta(0) if zone == "Z" else _offset(zone)
        on = _day(*(int(part) for part in day.split("-")))
        try:
            local = datetime(
                on.year, on.month, on.day, int(hour), int(minute), int(second or 0), tzinfo=timezone(offset)
            )
        except ValueError:
            raise ValueError(f"there is no time {hour}:{minute}{f':{second}' if second else ''}") from None
        return cls._from_start(text, local.astimezone(UTC), second)

    @classmethod
    def _from_start(cls, text: str, start: datetime, second: str | None) -> Moment:
        precision, length = ("second", _SECOND) if second else ("minute", _MINUTE)
        return cls(text, precision, start, start + length)

    @classmethod
    def _from_date(cls, text: str, year: str, month: str | None, day: str | None) -> Moment:
        first = _day(int(year), int(month or 1), int(day or 1))
        if day:
            precision, after = "day", first + timedelta(days=1)
        elif month:
            precision, after = "month", (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        else:
            precision, after = "year", date(first.year + 1, 1, 1)
        return cls(text, precision, _midnight(first) - _EARLIEST_ZONE, _midnight(after) + _LATEST_ZONE)

    @cached_property
    def day(self) -> date:
        """The calendar day on which it begins, as written."""
        year, month, day = (*self.text[:10].split("-"), "1", "1")[:3]
        return date(int(year), int(month), int(day))

    @cached_property
    def last_day(self) -> date:
        """The calendar day on which it ends, as written: that of a month is its last one."""
        if self.precision in {"month", "year"}:
            return (self.latest - _LATEST_ZONE).date() - timedelta(days=1)
        return self.day

    def day_beside(self, other: Moment) -> date:
        """The calendar day on which it begins, in the zone of the other one where both carry a time of day."""
        if not (self.exact and other.exact):
            return self.day
        return self.earliest.astimezone(datetime.fromisoformat(other.text).tzinfo).date()

    @property
    def year(self) -> int:
        """The calendar year, as written."""
        return self.day.year

    @property
    def exact(self) -> bool:
        """Whether it carries a time of day."""
        return self.precision in {"second", "minute"}

    def finer_than(self, unit: str) -> bool:
        """Tell whether it is written more closely than to one of ``UNITS``; of any other word it is not."""
        return unit in UNITS and UNITS.index(self.precision) < UNITS.index(unit)

    def surely_after(self, other: Moment) -> bool:
        """Tell whether it is later than ``other`` however the two are read."""
        return self.earliest >= other.latest

    def spoken(self) -> str:
        """The moment as a reader says it, such as ``18 November 2025, 11:20 UTC`` or ``November 2025``."""
        name = MONTHS[self.day.month - 1]
        if self.precision == "year":
            return str(self.year)
        if self.precision == "month":
            return f"{name} {self.year}"
        day = f"{self.day.day} {name} {self.year}"
        return f"{day}, {self.clock()}" if self.exact else day

    def clock(self) -> str:
        """The time of day with its zone, such as ``11:20 UTC``; empty where there is none."""
        if not self.exact:
            return ""
        return f"{self.text[11:16]} {self.zone}"

    @property
    def zone(self) -> str:
        """The zone in which it is written, ``UTC`` or an offset such as ``-05:00``; empty where it has no time."""
        if not self.exact:
            return ""
        zone = self.text[16:].lstrip(":0123456789")
        return "UTC" if zone in {"", "Z"} else zone


def parse_moment(value: object) -> Moment | None:
    """The moment that a field holds; ``None`` where it is absent, unknown or malformed."""
    return _parsed(value) if isinstance(value, str) and value != UNKNOWN else None


def parse_day(value: object) -> date | None:
    """The calendar date that a field holds; ``None`` where it is absent or malformed."""
    moment = parse_moment(value)
    return moment.day if moment is not None and moment.precision == "day" else None


@lru_cache(maxsize=1 << 14)  # each rule and each page asks again for the same clocks, of some thousands of reviews
def _parsed(text: str) -> Moment | None:
    try:
        return Moment.parse(text)
    except ValueError:
        return None


def _offset(zone: str) -> timedelta:
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if hours > 14 or minutes > 59:
        raise ValueError(f"there is no zone {zone}")
    return (1 if zone[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {year:04}-{month:02}-{day:02}") from None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
