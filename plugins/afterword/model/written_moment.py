"""Moments in other forms than those of a review, where they have only one meaning: ``2 March 2026, 4:33 pm CET``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from afterword.model.moment import UNKNOWN, Moment
from afterword.model.written_day import DAY, FLAGS, day_in, month_in, plain
from afterword.model.zones import offset_of

TIME: Final = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?:\ ?(?P<half>[ap]\.?m\b\.?))?"
)
"""A pattern for a time of day, to be compiled with ``FLAGS``."""

ZONE: Final = (
    r"(?:(?P<bracket>\()?(?P<zone>(?:utc|gmt)?\ ?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}\b(?!/)|[a-z]+(?:/[a-z0-9_+-]+)+)"
    r"(?(bracket)\)))"
)
"""A pattern for a zone, likewise."""

NO_ZONE: Final = "the zone is missing: end it with Z for UTC, or with an offset such as +01:00"

_DAY: Final = re.compile(DAY, FLAGS)
_WHOLE: Final = re.compile(
    rf"{DAY}(?:(?:t|,?\ (?:at\ )?|_){TIME}(?:\ ?{ZONE}(?:\[(?P<place>[^\[\]]{{1,60}})\])?)?)?", FLAGS
)
_COMPACT: Final = re.compile(rf"(\d{{8}}T)(\d{{2}})(\d{{2}})(\d{{2}}(?:[.,]\d+)?)?(?={ZONE}?$)", FLAGS)
_HOUR_ONLY: Final = re.compile(rf"{DAY}[t\ ]\d{{1,2}}\ ?(?:{ZONE})?", FLAGS)


def rewritten_moment(text: str, *, zone: str = "", order: str = "") -> str:
    """The form that a review has for a text in another one, such as ``2026-03-02T16:33+01:00``.

    ``zone`` is that of a time without one, and ``order`` that of days such as 02/03/2026. Fractions of a second are
    cut off, because a moment to the second lasts until the next one. Raises ``ValueError`` with the reason, as the end
    of a sentence, for a text with no meaning or with several.
    """
    bare = _COMPACT.sub(_with_colons, plain(text))
    if bare.casefold() == UNKNOWN:
        return UNKNOWN
    match = _WHOLE.fullmatch(bare)
    if match is None:
        if month := month_in(bare):
            return Moment.parse(month).text
        if (hour := _HOUR_ONLY.fullmatch(bare)) and day_in(hour, order):
            raise ValueError("the minutes are missing: write the time as hour:minute")
        raise ValueError("it is not a date-time with a zone, a date, a month, a year or `unknown`")
    day = day_in(match, order)
    return Moment.parse(_dated(day, match, zone) if match["hour"] else day).text


def rewritten_day(text: str, *, order: str = "") -> str:
    """The same for a field that has only a day; midnight without another time of day is the day.

    Raises ``ValueError`` likewise.
    """
    bare = plain(text)
    if match := _DAY.fullmatch(re.sub(r"[Tt ]00:00(?::00(?:\.0+)?)?(?: ?(?:Z|UTC|[+]00:?00))?$", "", bare)):
        return Moment.parse(day_in(match, order)).text
    try:
        found = Moment.parse(rewritten_moment(text, zone="UTC", order=order)) if bare.casefold() != UNKNOWN else None
    except ValueError:
        found = None
    if found is None:
        raise ValueError("it is not a day: year, month and day, such as 2026-01-31")
    if found.exact:
        raise ValueError("it has a time of day; only a day is allowed")
    raise ValueError(f"it is only a {found.precision}; write a day, such as 2026-01-31")


def time_in(match: re.Match[str]) -> tuple[str, int]:
    """The time that ``TIME`` matched, as ``16:33``, and how many days later it is: 24:00 is the next day.

    Raises ``ValueError`` for a time that does not exist.
    """
    hour, minute, second, later = int(match["hour"]), match["minute"], match["second"], 0
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no time {match['hour']}:{minute} {match['half']}")
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour == 24 and minute == "00" and second in {None, "00"}:
        hour, later = 0, 1
    if hour > 23 or minute > "59" or (second or "00") > "59":
        raise ValueError(f"there is no time {match['hour']}:{minute}{f':{second}' if second else ''}")
    return f"{hour:02}:{minute}" + (f":{second}" if second else ""), later


def _dated(day: str, match: re.Match[str], zone: str) -> str:
    time, later = time_in(match)
    if later:
        day = (date.fromisoformat(Moment.parse(day).text) + timedelta(days=later)).isoformat()
    local = f"{Moment.parse(day).text}T{time}"
    zone = (match["zone"] or "").strip() or zone
    if not zone:
        raise ValueError(NO_ZONE)
    offset = offset_of(zone, local)
    if (
        match["place"]
        and Moment.parse(local + offset).earliest != Moment.parse(local + offset_of(match["place"], local)).earliest
    ):
        raise ValueError(f"the offset {offset} is not that of {match['place']} then")
    return local + offset


def _with_colons(match: re.Match[str]) -> str:
    day, hour, minute, second = match.groups()[:4]
    return f"{day}{hour}:{minute}{f':{second}' if second else ''}"
