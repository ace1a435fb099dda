"""Numbers and durations in words."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from afterword.diagnostics import counted
from afterword.model import Moment
from afterword.text.numbers import exact

# How much a moment may be off before a span in its unit says more than is known.
_UNITS = ("minute", "hour", "day")


def amount(number: float) -> str:
    """A number with thin grouping: ``6,318`` or ``0.31``; whole floats lose their fraction."""
    number = exact(number)
    return f"{number:,}" if isinstance(number, int) else f"{number:,.12g}"


def measured(number: float) -> str:
    """A measured number to four digits, or to its whole part: ``0.4118``, ``12,346``, ``2.5e-7``."""
    size = abs(number)
    if size == 0:
        return "0"
    if 1e-4 <= size < 1e7:
        return amount(float(f"{number:.0f}" if size >= 1000 else f"{number:.4g}"))
    return powered(number, 4)


def powered(number: float, digits: int) -> str:
    """A number with a power of ten, to at most so many digits: ``2.5e-7``."""
    shown, _, power = f"{number:.{digits - 1}e}".partition("e")
    return f"{shown.rstrip('0').rstrip('.')}e{int(power)}"


def opened(text: str) -> str:
    """A text that opens a line: with a capital, unless its first word is code or a name with capitals of its own."""
    first = text.split(maxsplit=1)[0].rstrip(",;:").replace("-", "") if text.strip() else ""
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def share_of(part: int, whole: int, one: str) -> str:
    """``34 of 54 reviews``, or ``all 54 reviews``."""
    return f"all {counted(whole, one)}" if part == whole > 1 else f"{part:,} of {counted(whole, one)}"


@lru_cache(maxsize=4096)  # the rows of long lists share few days
def spoken_day(day: date) -> str:
    """``18 November 2025``."""
    return Moment.parse(day.isoformat()).spoken()


def between(start: Moment | None, end: Moment | None, precision: str = "minute") -> str:
    """The time from one moment to another; empty where it is not known well enough to be said.

    ``precision`` is how closely the start is known. Exact moments give minutes or hours; days give days, and coarser
    moments give nothing.
    """
    if start is None or end is None or precision not in _UNITS:
        return ""
    if not {start.precision, end.precision}.isdisjoint({"month", "year"}):
        return ""
    days = (end.day_beside(start) - start.day).days
    if start.exact and end.exact:
        span = end.earliest - start.earliest
        if span < timedelta(0):
            return ""
        if precision != "day":
            return span_of(span) if precision == "minute" else f"about {_rounded(span)}"
        whole = round(span / timedelta(days=1))
        if days and not whole:
            return "less than a day"
        days = days and whole
    return "" if days < 0 else "the same day" if days == 0 else f"about {counted(days, 'day')}"


def after(start: Moment | None, end: Moment | None) -> str:
    """How long after one incident another began, in its largest unit: ``9 days after``, ``the same month as``.

    What is known to the month or the year alone is counted in months or years, and said with ``about``; a time that is
    not known is left out.
    """
    if start is None or end is None:
        return "after"
    known, day = {start.precision, end.precision}, end.day_beside(start)
    days, years = (day - start.day).days, day.year - start.year
    months = 12 * years + day.month - start.day.month
    unit, number = ("year", years) if "year" in known else ("month", months) if "month" in known else ("day", days)
    if number < 1:
        return "after" if number < 0 else f"the same {unit} as"
    if unit == "month" and months >= 24:
        unit, number = "year", round(months / 12)
    elif unit == "day" and days >= 60:
        unit, number = ("month", round(days / 30.44)) if days < 730 else ("year", round(days / 365.25))
    return f"{'about ' if known & {'month', 'year'} else ''}{counted(number, unit)} after"


def span_of(span: timedelta) -> str:
    """A span of time in its two largest units: ``2 h 59 min``, ``3 d 4 h``, ``41 s``."""
    seconds = int(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s" if seconds else "at once"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return f"{amount(days)} d {hours % 24} h" if hours % 24 and days < 30 else f"{amount(days)} d"
    if hours:
        return f"{hours} h {minutes % 60} min" if minutes % 60 else f"{hours} h"
    return f"{minutes} min"


def _rounded(span: timedelta) -> str:
    hours = max(1, round(span.total_seconds() / 3600))
    return f"{hours} h" if hours < 48 else counted(round(hours / 24), "day")
