"""Days, months and years as people write them, read as the forms that a review has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH: Final = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY: Final = (
    "(?:(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"(?:,\ ?|\ ))?"
)
DAY_NUMBER: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"\d{4}"

DAY: Final = rf"""(?:{_WEEKDAY}(?:
    (?P<year_first>{_YEAR}(?P<mark>[-/.])\d{{1,2}}(?P=mark)\d{{1,2}})
  | (?P<compact>(?:19|20|21)\d{{6}})
  | (?P<year_last>\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign){_YEAR})
  | (?P<day_month>{DAY_NUMBER}(?:\ of\ |\.?\ |-){MONTH}(?:[.,]{{0,2}}\ |-){_YEAR})
  | (?P<month_day>{MONTH}\.?\ {DAY_NUMBER}(?:,\ ?|\ ){_YEAR})
  | (?P<year_month_day>{_YEAR}[\ -]{MONTH}[\ -]{DAY_NUMBER})
))"""
"""A pattern for one day, to be compiled with ``FLAGS``; ``day_in`` reads what its groups matched."""

FLAGS: Final = re.ASCII | re.IGNORECASE | re.VERBOSE

_MONTH_ONLY: Final = re.compile(
    rf"(?P<first>{_YEAR})[-/.](?P<second>\d{{1,2}})|(?P<month>{MONTH})\.?,?[\ -](?P<year>{_YEAR})"
    rf"|(?P<month_first>\d{{1,2}})[/.-](?P<year_last>{_YEAR})|(?P<only>{_YEAR})",
    FLAGS,
)
_UNSEEN: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
# In a plain text, 10⁶ would be 106.
_RAISED: Final = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f"
_OTHERS: Final = re.compile(f"[^{_RAISED}]+")
ORDERS: Final = ("dmy", "mdy")
"""Ways to read a day such as 02/03/2026: the day first, or the month first."""


class TwoMeaningsError(ValueError):
    """A text that can mean two days, such as one where the day or the month can come first.

    ``texts`` are the two as texts of one meaning, where they are known.
    """

    def __init__(self, message: str, texts: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.texts = texts


def plain(text: str) -> str:
    """A text with every dash a hyphen and every run of spaces a single one, so that patterns stay short."""
    normal = _OTHERS.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text)
    return " ".join(normal.translate(_UNSEEN).split())


def day_in(match: re.Match[str], order: str = "") -> str:
    """The day that ``DAY`` matched, as ``2026-03-02``; whether it exists is for the caller to find out.

    ``order`` is one of ``ORDERS``. Raises ``TwoMeaningsError`` where a day needs it and it is empty, and ``ValueError``
    where the day of the week is another one.
    """
    day = _day_in(match.groupdict(), order)
    named = match["weekday"]
    if named and _weekday(day) not in {"", named[:3].lower()}:
        raise ValueError(f"{day} was no {named.capitalize()}")
    return day


def _day_in(found: Mapping[str, Any], order: str) -> str:
    if text := found["compact"]:
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if text := found["year_last"]:
        return _ordered(*(int(part) for part in re.split("[-/.]", text)), order=order)
    text = next(filter(None, (found[name] for name in ("year_first", "day_month", "month_day", "year_month_day"))))
    numbers = re.findall(r"\d+", text)
    if found["year_first"]:
        return _spelt(*map(int, numbers))
    year, day = (numbers[0], numbers[1]) if found["year_month_day"] else (numbers[1], numbers[0])
    return _spelt(int(year), _number(text), int(day))


def month_in(text: str) -> str:
    """A month or a year in another form, as ``2026-03`` or ``2026``; empty if it is neither."""
    match = _MONTH_ONLY.fullmatch(text)
    if match is None:
        return ""
    if match["only"]:
        return match["only"]
    year = match["first"] or match["year"] or match["year_last"]
    number = _number(match["month"]) if match["month"] else int(match["second"] or match["month_first"])
    return f"{year}-{number:02}"


def _ordered(first: int, second: int, year: int, *, order: str) -> str:
    if not order:
        if first <= 12 and second <= 12 and first != second:
            either = f"{_spelt(year, second, first)} or {_spelt(year, first, second)}"
            raise TwoMeaningsError(f"it can be {either}: write the year first")
        order = "mdy" if second > 12 else "dmy"
    return _spelt(year, second, first) if order == "dmy" else _spelt(year, first, second)


def _weekday(day: str) -> str:
    """The day of the week by its first letters; empty for a day that does not exist."""
    try:
        return WEEKDAYS[date.fromisoformat(day).weekday()]
    except ValueError:
        return ""


def _number(text: str) -> int:
    """The number of the month that is named in a text."""
    name = re.search(MONTH, text, re.IGNORECASE)
    return _MONTHS.index(name[0][:3].lower()) + 1 if name else 0


def _spelt(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
