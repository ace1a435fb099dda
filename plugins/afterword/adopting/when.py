"""Days and times in names and in running text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import PurePath
from typing import Final, NamedTuple

from afterword.adopting.zones_said import END_ZONE, ZONE, zone_in
from afterword.model.moment import Moment
from afterword.model.written_day import DAY, DAY_NUMBER, FLAGS, MONTH, TwoMeaningsError, day_in, month_in, plain
from afterword.model.written_moment import TIME, time_in
from afterword.model.zones import offset_of

_ANY_DAY: Final = re.compile(rf"(?<![\d/.-]){DAY}(?!\d)", FLAGS)
_TO_DAY: Final = DAY.replace("?P<", "?P<to_").replace("?P=", "?P=to_")
_LEAD: Final = r"[\s\[(*~`\u2248\u2022|-]*"
_TIMED: Final = re.compile(
    rf"{_LEAD}(?:{DAY}[,t\ @|-]*(?:at\ )?)?{TIME}[\])]?(?:\ ?{ZONE})?"
    rf"(?:\ ?(?:-|to|until)\ ?(?:{_TO_DAY}\ )?(?P<end>\d{{1,2}}:\d{{2}})(?::\d{{2}})?"
    rf"(?:\ ?(?P<end_half>[ap])\.?m\b\.?)?(?:\ ?{END_ZONE})?)?"
    rf"[\])*`]*(?P<rest>(?:[\s:,|>-]|\Z).*)",
    FLAGS | re.DOTALL,
)
_DATED: Final = re.compile(rf"{_LEAD}{DAY}[\])*`]*(?P<rest>(?:[\s:,|>-]|\Z).*)", FLAGS | re.DOTALL)
_ABOUT: Final = re.compile(r"^\W*(?:ca\.?|circa|around|about|approx(?:imately)?\.?|at)[ ~]+(?=\d)", re.IGNORECASE)
_DOTTED: Final = re.compile(r"^(\W*(?:[01]?\d|2[0-3]))[.h]([0-5]\d)(?=[\s:,-]|$)")
_NO_YEAR: Final = re.compile(
    rf"^(\W*(?:[a-z]{{3,9}},?\ )?(?:{MONTH}\.?\ {DAY_NUMBER}|{DAY_NUMBER}\ {MONTH}\.?))"
    r"(?=[\s,:@-]|$)(?!,?\ (?:19|20)\d\d)",
    FLAGS,
)
# A longer dash is no sign, and neither is a hyphen before a later time.
_DASH: Final = re.compile(r"[\u2013\u2014](?=\d{1,2}:\d\d)")
_UNSPACED: Final = re.compile(r"^(\W*(\d{1,2}:\d\d))-(?=(\d{1,2}:\d\d)(?![\d:]))")
_HOUR: Final = re.compile(r"^(\W*\d{1,2})( ?[ap]\.?m\b)", re.IGNORECASE)
_MONTH_IN_PATH: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_/](0[1-9]|1[0-2])(?![\d])")


class Timed(NamedTuple):
    """A text that begins with a time or a day: ``day`` and ``zone`` are empty where it does not say them."""

    day: str
    time: str
    later: int
    zone: str
    rest: str


def day_said(text: str, order: str = "") -> str:
    """The first day in a text, as ``2026-03-02``; empty if there is none. Raises ``TwoMeaningsError``."""
    open_day: TwoMeaningsError | None = None
    for match in _ANY_DAY.finditer(plain(text)):
        try:
            return Moment.parse(day_in(match, order)).text
        except TwoMeaningsError as error:
            open_day = open_day or error
        except ValueError:
            continue
    if open_day:
        raise open_day
    return ""


def order_of(text: str, named: str) -> str:
    """Whether the day or the month comes first in a text: one day decides it, or ``named``, what the file's name says.

    Empty where nothing does, and where two days contradict each other.
    """
    found: set[str] = set()
    for match in _ANY_DAY.finditer(plain(text)):
        if numbers := match["year_last"]:
            first, second, year = (int(part) for part in re.split("[-/.]", numbers))
            both = {"dmy": f"{year}-{second:02}-{first:02}", "mdy": f"{year}-{first:02}-{second:02}"}
            found |= {"dmy"} if first > 12 else {"mdy"} if second > 12 else set()
            if first != second and len(named) > 4:
                found |= {order for order, day in both.items() if day.startswith(named)}
    return found.pop() if len(found) == 1 else ""


def moment_said(text: str, zone: str = "", order: str = "") -> str:
    """The moment at the beginning of a text: with its time if the zone is known, else its day or its month."""
    if (found := timed(text, order)) and found.day:
        return at(found, found.day, zone) or found.day
    bare = plain(text)
    if day := day_said(bare, order):
        return day
    month = month_in(bare)
    return month if len(month) == 7 else ""


def day_of_path(path: PurePath, order: str = "") -> str:
    """The day, the month or at least the year in the name of a file or of its folders; empty without any.

    Raises ``TwoMeaningsError`` for a day that no folder decides.
    """
    places = [path.stem, *(part for part in reversed(path.parts[:-1]))]
    month = _MONTH_IN_PATH.search(path.as_posix().replace("_", "-"))
    for place in places:
        name = re.sub(r"[_\s]+", " ", place)
        name = re.sub(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)", r"\1/\2/\3", name)
        for one in (name, name.replace("-", " "), name.replace(".", "-"), name.replace(" ", "-")):
            try:
                if day := day_said(one, order):
                    return day
            except TwoMeaningsError:
                if month is None:
                    raise
                for guess in ("dmy", "mdy"):
                    if (day := day_said(one, guess)).startswith(f"{month[1]}-{month[2]}"):
                        return day
    if month:
        return f"{month[1]}-{month[2]}"
    year = re.search(r"(?<!\d)20\d\d(?!\d)", path.stem)
    return year[0] if year else ""


def with_year(text: str, year: str) -> str:
    """A text that begins with a day and a month, such as ``Apr 3, 00:05``, with the year behind them."""
    return _NO_YEAR.sub(rf"\1 {year}", plain(_DASH.sub(" - ", text)), count=1) if year else text


def timed(text: str, order: str = "") -> Timed | None:
    """What a text that begins with a time says; ``None`` for any other text. Raises ``TwoMeaningsError``."""
    bare = _HOUR.sub(r"\1:00\2", _DOTTED.sub(r"\1:\2", _ABOUT.sub("", plain(_DASH.sub(" - ", text)))))
    bare = _UNSPACED.sub(lambda found: f"{found[1]}{' - ' if _before(found[2], found[3]) else '-'}", bare)
    match = _TIMED.match(_in_half(bare))
    if match is None:
        return None
    zone, rest = zone_in(match)
    try:
        time, later = time_in(match)
        day = Moment.parse(day_in(match, order)).text if _dated(match) else ""
    except TwoMeaningsError:
        raise
    except ValueError:
        return None
    return Timed(day, time, later, zone, rest.strip(" :,|>-*"))


def _in_half(text: str) -> str:
    """A text that begins with a range such as ``1:10 - 1:40 pm``, with the half of the day at both of its ends."""
    match = _TIMED.match(text)
    if match is None or match["half"] or not match["end_half"] or not 1 <= int(match["hour"]) <= 12:
        return text
    start, end = (re.sub("^12", "0", one) for one in (f"{match['hour']}:{match['minute']}", match["end"]))
    afternoon = (match["end_half"] in "pP") != _before(end, start)
    at = match.end("second" if match["second"] else "minute")
    return f"{text[:at]} {'p' if afternoon else 'a'}m{text[at:]}"


def _before(one: str, other: str) -> bool:
    return f"{one:0>5}" < f"{other:0>5}"


def dated(text: str, order: str = "") -> tuple[str, str] | None:
    """The day that a text begins with, and the rest; ``None`` for any other text. Raises ``TwoMeaningsError``."""
    match = _DATED.match(plain(text))
    try:
        return (Moment.parse(day_in(match, order)).text, match["rest"].strip(" :,|>-*")) if match else None
    except TwoMeaningsError:
        raise
    except ValueError:
        return None


def at(found: Timed, day: str, zone: str) -> str:
    """A moment of a day, with the zone that is said or else the one given; empty without a zone that is certain."""
    on = (date.fromisoformat(day) + timedelta(days=found.later)).isoformat() if found.later else day
    try:
        return Moment.parse(f"{on}T{found.time}" + offset_of(found.zone or zone, f"{on}T{found.time}")).text
    except ValueError:
        return ""


def _dated(match: re.Match[str]) -> bool:
    names = ("year_first", "compact", "year_last", "day_month", "month_day", "year_month_day")
    return any(match[name] for name in names)
