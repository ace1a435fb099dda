"""Times and lengths of time in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from afterword.settings.sources import SECONDS
from afterword.text.expression import expression

CLOCK: Final = expression(r"(?<![\d:-])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s*(?:Z\b|UTC\b)")
_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve"
_MORE: Final = {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_WORDS: Final = {word: number for number, word in enumerate(_COUNTED.split(), 1)} | _MORE
_PART: Final = (
    rf"(?:(?P<half>half (?:an? )?)|(?P<number>\d+(?:\.\d+)?|{'|'.join(_WORDS)}|several)[\s-]*)"
    r"(?P<unit>seconds?|minutes?|min|hours?|h|days?)\b"
)
_LENGTH: Final = expression(
    rf"{_PART}(?:(?P<more> and a half\b)|(?:,| and)? ?(?P<then>\d+) ?(?P<minutes>minutes?|min)\b)?", re.IGNORECASE
)


def length_at(text: str, at: int) -> tuple[timedelta, int] | None:
    """The length of time that stands at an offset, such as ``an hour and a half``, and where it ends."""
    match = _LENGTH.match(text, at)
    if match is None or (match["number"] or "").lower() == "several":
        return None
    unit = timedelta(seconds=SECONDS[match["unit"][0].lower()])
    number = 0.5 if match["half"] else _WORDS.get(match["number"].lower()) or float(match["number"])
    more = unit / 2 if match["more"] else timedelta(minutes=int(match["then"] or 0))
    return number * unit + more, match.end()


def moments_of(clock: Sequence[str], days: Iterable[date]) -> list[datetime]:
    """The times at which a clock in UTC showed an hour and a minute, one for each of some days."""
    shown = time(int(clock[0]), int(clock[1]), tzinfo=UTC)
    return [datetime.combine(day, shown) for day in days]
