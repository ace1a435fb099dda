"""The days that a text speaks of, held against those of the incident; what is said of other days is left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from afterword.evidence.claims.measured import Measured
from afterword.evidence.claims.times import CLOCK
from afterword.model.moment import MONTHS
from afterword.text.expression import expression

_NAMES: Final = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)"
_MONTH: Final = rf"(?P<month>{_NAMES})\b\.?"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_DATES: Final = (
    expression(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    expression(rf"(?<![\w.:]){_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE),
    expression(rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?![.:]?\d|\s?%){_YEAR}", re.IGNORECASE),
    expression(r"\bon\s+the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b", re.IGNORECASE),
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = expression(
    rf"\b(?:{'|'.join(_WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b(?!-)", re.IGNORECASE
)
_STRETCH: Final = rf"(?:day|week|fortnight|month|quarter|year|night|morning|evening|weekend|{'|'.join(_WEEKDAYS)})s?"
_RELATIVE: Final = expression(
    rf"\b(?:{_STRETCH}\s+(?:later|earlier|before|after|afterwards|ago|prior|previously|\d+)"
    rf"|(?:following|next|previous|preceding|prior|coming|last|past)\s+(?:\w+\s+)?{_STRETCH}"
    rf"|(?:first|second|third|fourth|fifth|final|\d+(?:st|nd|rd|th))\s+{_STRETCH}"
    r"|yesterday|today|tomorrow|nowadays|currently|weekdays?|weekends?|spring|summer|autumn|winter|christmas|easter"
    r"|(?:earlier|previous|other|another|last) (?:incident|outage))\b",
    re.IGNORECASE,
)
_UNREAD: Final = expression(
    rf"(?<![^\W\d_]){_NAMES}(?![^\W\d_])|\b(?:Q[1-4]|H[12])\b"
    r"|(?<![\w.:/-])(?:\d\d?([./-])\d\d?\1\d\d(?:\d\d)?|\d{4}([./-])\d\d?(?:\2\d\d?)?|\d\d?/\d\d?)(?![\w/]|\.\d)"
    r"|\bon\s+[0-3]?\d\.[01]?\d\b(?!\s?%)"
    r"|\b(?:since|until|till|by|from|after|before|of)\s+the\s+[0-3]?\d(?:st|nd|rd|th)\b"
    r"|(?<![\w.,:/-])'?(?:(?:19|20)\d\d|(?<=')\d\d)s?(?!\s?%|\s?\w?s\b|[.,:]?\d)\b",
    re.IGNORECASE,
)
"""A date that may be read in more than one way, or a month, a quarter or a year: hardly the incident alone."""


def days_of(text: str, meant: Sequence[Measured], at: datetime | None = None) -> list[date]:
    """The days of the incident that a text may speak of; none where it speaks of another time.

    ``at`` is the time of the event that it tells of. At a time of day, any day that was measured counts.
    """
    known = {day for one in meant for day in one.days_during}
    if not known or _RELATIVE.search(text):
        return []
    named, rest = _dates(text, min(known))
    if _UNREAD.search(rest):
        return []
    week = {_WEEKDAYS.index(day) for name in _WEEKDAY.findall(rest) for day in _WEEKDAYS if day[:3] == name[:3].lower()}
    measured = {day for one in meant for day in one.days}
    if at and not named and not week:
        return sorted({*known, at.date()}) if at.date() in measured else []
    days = measured if CLOCK.search(text) and (named or week) else known
    if not all(day in days for day in named):
        return []
    return sorted(day for day in days if (not named or day in named) and (not week or day.weekday() in week))


def _dates(text: str, first: date) -> tuple[list[date | None], str]:
    """The dates in a text, and the rest of it; ``None`` for no date.

    Those without a year or a month are as near to the first day as can be.
    """
    found: list[date | None] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            months = [_month(parts["month"])] if parts.get("month") else [*range(1, 13)]
            years = [int(parts["year"])] if parts.get("year") else [first.year - 1, first.year, first.year + 1]
            every = [day for year in years for month in months if (day := _date(year, month, int(parts["day"])))]
            found.append(min(every, key=lambda day: abs(day - first), default=None))
        text = pattern.sub(" ", text)
    return found, text


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return [name[:3].lower() for name in MONTHS].index(written[:3].lower()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
