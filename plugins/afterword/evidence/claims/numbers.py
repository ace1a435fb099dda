"""Numbers in a text, with their units, as exactly as they are written: ``from 0.96 to 0.41``, ``at least 92 %``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from afterword.evidence.claims.units import COUNTED, Unit, unit_of
from afterword.text.expression import expression

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR: Final = r"(?:19|20)\d\d\b"
_NO_VALUES: Final = (
    r"`[^`\n]*`",
    r"\b\d{4}-\d\d(?:-\d\d)?(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?",  # a date
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:Z|UTC|[ap]\.?m\b))?",  # a time of day
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:\s+{_YEAR})?",
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?",
    rf"\b(?:in|of|since|until|during|from|by|{_MONTH})\s+{_YEAR}(?!\s*[%a-z])",
    r"\b[vV]\d[\w.]*|\b\d+(?:\.\d+){2,}\b|\bversions?\s+\d[\w.]*",
    r"\b\d+(?:st|nd|rd|th)\b|\b[A-Za-z]+[-_]?\d[\w-]*|(?<=[@#])\d+",  # an ordinal, a name
)
_NO_VALUE: Final = expression("|".join(_NO_VALUES), re.IGNORECASE)
# A comma is decimal where it cannot stand before thousands: `0,9`, `12,5` and `1.234,5`, but not `12,500`.
_DIGITS: Final = (
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|(?P<whole>\d{1,3}(?:\.\d{3})+|\d+),(?P<decimals>\d+)|\d+(?:\.\d+)?|\.\d+"
)
_NUMBER: Final = expression(
    rf"(?<![\w.,])(?P<sign>[-+\u2212])?(?P<digits>{_DIGITS})"
    r"(?P<power>e[-+]?\d{1,3})?(?!,?\d)(?:\s*(?P<many>thousand|million|billion|[kKM](?!\w))(?!\w))?"
    r"(?:\s?(?P<unit>%|\u2030|[A-Za-z\u00b5\u03bc]+(?!\w)))?",
    re.IGNORECASE,
)
_MANY: Final = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "billion": 1e9}
_LEADING: Final = 48


def _ends(words: str, more: str = "") -> re.Pattern[str]:
    """A text that ends in one of some words, parted by commas."""
    return re.compile(rf"(?:\b(?:{'|'.join(words.split(', '))}){more})[\s:,(]*$", re.IGNORECASE)


_APPROXIMATE: Final = _ends(
    "about, around, roughly, approximately, approx, some, nearly, almost, circa, close to", r"|[~\u2248]"
)
_OVER: Final = _ends(
    "over, above, more than, greater than, at least, no less than, not less than, not below, never below, minimum, min",
    r"|>=?|\u2265",
)
_UNDER: Final = _ends(
    "under, below, less than, fewer than, lower than, at most, no more than, not more than, not above, never above, "
    "maximum, max, up to, within",
    r"|<=?|\u2264",
)
_OF_ELSE: Final = _ends(
    "usually, usual, normally, normal, instead of, rather than, against, compared with, compared to, vs, versus, "
    "expected, target, target of, threshold, threshold of, limit, limit of, baseline, baseline of, before, previously, "
    "down from, up from, typically, agreed, allowed, not"
)
_FROM: Final = _ends("from")
_ASIDE: Final = _ends("by, at, for, over the last, in the last, per, after, every, top", r"|[/\u00b1]")
_RELATIVE: Final = expression(
    r"\s*(?:percentage\s+points?|points?|pp\b|times\b|x\b|\u00d7|-?fold|(?:lower|higher|less|more|fewer|worse|better|below"
    r"|above|too|off|apart|wrong|longer|shorter|larger|smaller|slower|faster|down|up|drop|increase|decrease)\b)",
    re.IGNORECASE,
)
_RANGE: Final = expression(r"\s*(?:to(?:\s+about)?|down to|up to|[\u2013\u2014\u2192-]|->)\s*", re.IGNORECASE)
_WHOLE: Final = expression(r"\s*(?:out\s+of|of|in|per)\s+(?:about\s+|some\s+)?", re.IGNORECASE)
_THINGS: Final = expression(r"[a-z]{3,}", re.IGNORECASE)
_FOLLOWING = (  # words after a number that are not what was counted
    "and but the for from with without when while until since before after during between against instead than "
    "then over under below above measured afterwards only still already later again because which that was were "
    "had has its this these those not about across among within where overall online seen there out per"
)
_NO_THINGS: Final = frozenset(_FOLLOWING.split())


class Written(NamedTuple):
    """A number of a text: its value and the unit of its last digit, both in ``unit``, and how it is meant.

    ``role`` is ``value``, ``from``, ``to``, ``aside`` for the number of something else, or ``relative``; ``bound`` is
    ``over``, ``under`` or nothing. ``whole`` is 1,140 in ``12 of 1,140``.
    """

    text: str
    value: float
    last: float
    unit: Unit | None
    start: int
    end: int
    role: str = "value"
    bound: str = ""
    approximate: bool = False
    whole: float | None = None


def numbers(text: str) -> Iterator[Written]:
    """The numbers of a text in its order; dates, times, versions and names with digits are left out."""
    blank = _NO_VALUE.sub(lambda match: " " * len(match[0]), text)
    before: Written | None = None
    for match in _NUMBER.finditer(blank):
        written = _written(match, blank, before)
        if before is not None:
            if before.unit is None and written.unit and _is_range(blank, before, written.start):
                before = before._replace(unit=written.unit)  # "2 to 5 %"
            if _WHOLE.fullmatch(blank[before.end : written.start]):
                whole = written.value if before.unit is None or before.unit.family == COUNTED else None
                before, written = before._replace(whole=whole), written._replace(role="aside")
            yield before
        before = written
    if before is not None:
        yield before


def _written(match: re.Match[str], text: str, before: Written | None) -> Written:
    digits = match["digits"].replace(",", "")
    if match["decimals"]:
        digits = f"{match['whole'].replace('.', '')}.{match['decimals']}"
    scale = _MANY.get((match["many"] or "").lower(), 1.0)
    sign = -1.0 if match["sign"] in {"-", "\u2212"} and not (before and before.end == match.start()) else 1.0
    power = 10.0 ** int(match["power"][1:]) if match["power"] else 1.0
    unit, end = _unit(match)
    leading = text[max(0, match.start() - _LEADING) : match.start()]
    approximate = _APPROXIMATE.search(leading)
    leading = leading[: approximate.start()] if approximate else leading
    over, under = _OVER.search(leading), _UNDER.search(leading)
    meant = over or under
    return Written(
        text[match.start() : end].strip(),
        sign * float(digits) * scale * power,
        _last_digit(digits, percent=match["unit"] == "%") * scale * power,
        unit,
        match.start(),
        end,
        _role(leading[: meant.start()] if meant else leading, text[end : end + 24], before, match.start(), text),
        "over" if over else "under" if under else "",
        approximate is not None,
    )


def _unit(match: re.Match[str]) -> tuple[Unit | None, int]:
    word = match["unit"]
    if word is None:
        return None, match.end()
    if unit := unit_of(word):
        return unit, match.end()
    end = match.start("unit")
    counted = _THINGS.fullmatch(word) and word.lower() not in _NO_THINGS and not _RELATIVE.match(word)
    return (Unit(COUNTED, 1.0) if counted else None), end


def _last_digit(digits: str, *, percent: bool) -> float:
    """The unit of the last digit that was meant: that of ``237,600`` is 100, and that of ``100 %`` is 1."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0")) if len(whole) > 2 and not percent else 0
    return min(10.0**zeros, max(1.0, 0.05 * float(whole or 0)))


def _role(leading: str, following: str, before: Written | None, start: int, text: str) -> str:
    if before is not None and _is_range(text, before, start):
        return "to"
    if _RELATIVE.match(following):
        return "relative"
    if _FROM.search(leading):
        return "from"
    return "aside" if _OF_ELSE.search(leading) or _ASIDE.search(leading) else "value"


def _is_range(text: str, first: Written, start: int) -> bool:
    """Whether two numbers are the ends of a range or of a change: "2 to 5 %", "between 2 and 5"."""
    between = text[first.end : start]
    if _RANGE.fullmatch(between):
        return True
    leads = text[max(0, first.start - 10) : first.start].lower()
    return between.strip() == "and" and leads.rstrip().endswith("between")
