"""Days that are told from today, as people answer a question: ``yesterday 9:10``, ``2 hours ago``, ``in 3 weeks``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from afterword.model.written_day import WEEKDAYS, TwoMeaningsError, plain

_NAMED: Final = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1}
# No word goes on after it, as in "yesterday's deploy".
_NAMED_DAY: Final = re.compile(rf"(?P<day>{'|'.join(_NAMED)})(?![^\W\d_]|['\u2019])(?P<rest>.*)", re.IGNORECASE)
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_NUMBER: Final = r"(?P<number>\d{1,4}|an?|one)"
_UNIT: Final = r"(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|h|days?|weeks?)"
_AGO: Final = re.compile(rf"{_NUMBER} ?{_UNIT} ago(?P<rest>\b.*)", re.IGNORECASE | re.ASCII)
_IN: Final = re.compile(rf"in {_NUMBER} ?{_UNIT}(?P<rest>)", re.IGNORECASE | re.ASCII)
_WEEKDAY: Final = re.compile(
    rf"(?:on |last )?(?P<day>{'|'.join(WEEKDAYS)})(?:day|sday|nesday|rsday|urday)?(?P<rest>(?:,? .*)?)",
    re.IGNORECASE | re.ASCII,
)
_BARE_TIME: Final = re.compile(r"\d{1,2}:\d{2}\b(?! ?ago).*", re.ASCII)


def dated(text: str, now: datetime) -> str:
    """A text with the day itself in place of ``yesterday`` and the like; any other text comes back as it is.

    ``now`` is the time where the author is. Raises ``TwoMeaningsError`` for a text that can mean two days.
    """
    bare = plain(text)
    if bare.casefold() in {"now", "just now"}:
        return _minute(now)
    if match := _NAMED_DAY.fullmatch(bare):
        return _day(now + timedelta(days=_NAMED[match["day"].lower()])) + match["rest"]
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        if match := pattern.fullmatch(bare):
            return _moved(match, now, sign)
    if match := _WEEKDAY.fullmatch(bare):
        return _weekday(match, now)
    if _BARE_TIME.fullmatch(bare):
        both = tuple(f"{_day(one)} {bare}" for one in (now, now - timedelta(days=1)))
        raise TwoMeaningsError("the day is missing", both)
    return text


def _moved(match: re.Match[str], now: datetime, sign: int) -> str:
    number = int(match["number"]) if match["number"].isdecimal() else 1
    unit = _UNITS[match["unit"][0].lower()]
    then = now + sign * timedelta(**{unit: number})
    return _minute(then) if unit in {"minutes", "hours"} else _day(then) + match["rest"]


def _weekday(match: re.Match[str], now: datetime) -> str:
    """A day of the week can be this one or the one before; that is for its author to say."""
    back = (now.weekday() - WEEKDAYS.index(match["day"].lower())) % 7
    found = [f"{_day(now - timedelta(days=back + more))}{match['rest'].replace(',', '')}" for more in (0, 7)]
    raise TwoMeaningsError(f"it can be {found[0]} or {found[1]}", tuple(found))


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes").replace("+00:00", "Z")
