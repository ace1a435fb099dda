"""Where the axes of a plot are marked: round numbers, and round times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil, floor, isfinite, log10
from typing import Final, NamedTuple

from afterword.evidence.snapshot import Span
from afterword.model.moment import MONTHS
from afterword.rendering.words import powered

MOST: Final = 5
"""The most marks of an axis of numbers."""

DIGITS: Final = (4, 7)
"""How many digits a label has, and how many where so few do not tell it from its neighbour."""

_HOUR, _DAY = 3600, 86400
_STEPS: Final = (
    *(1, 5, 15, 60, 300, 900, 1800, _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR),
    *(_DAY, 2 * _DAY, 7 * _DAY, 14 * _DAY, 30 * _DAY, 90 * _DAY, 180 * _DAY, 365 * _DAY, 3650 * _DAY),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Tick(NamedTuple):
    """A mark of the axis of time: its place as a share of the width, its label, and a second line below that."""

    place: float
    label: str
    below: str = ""


def number_ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Round numbers from one to another, each with its label; both ends where no round number tells them apart."""
    for step in _round_steps((high / 2 - low / 2) / MOST * 2):
        values = [step * at for at in range(ceil(low / step), floor(high / step) + 1)]
        if 1 < len(values) <= MOST:
            for digits in DIGITS:
                labels = [_label(value, digits) for value in values]
                if len(set(labels)) == len(labels):
                    return tuple(zip(values, labels, strict=True))
    return tuple({(label := _label(value, DIGITS[-1])): (value, label) for value in (low, high)}.values())


def time_ticks(span: Span, most: int) -> Sequence[tuple[datetime, str, str]]:
    """Round times in a span, at most so many: each with its label, and with its day where that is another one."""
    step = _time_step(span.end - span.start, most)
    first = ceil((span.start - _EPOCH).total_seconds() / step)
    found: list[tuple[datetime, str, str]] = []
    day = ""
    while len(found) < most and (at := _EPOCH + timedelta(seconds=first * step)) <= span.end:
        first += 1
        if step >= _DAY:
            label, below = _date(at), str(at.year)
        else:
            label, below = (f"{at:%H:%M:%S}" if step < 60 else f"{at:%H:%M}"), _date(at)
        found.append((at, label, below if below != day else ""))
        day = below
    return found


def start_tick(at: datetime) -> tuple[datetime, str, str]:
    """The mark where a stretch of time begins, round or not."""
    return at, f"{at:%H:%M}", _date(at)


def since_ticks(start: timedelta, end: timedelta, most: int) -> Iterable[tuple[timedelta, str]]:
    """Round times before and after a moment, at most so many: ``onset``, ``+2 h``."""
    step = _time_step(end - start, most)
    first, last = ceil(start.total_seconds() / step), floor(end.total_seconds() / step)
    for at in range(first, last + 1):
        seconds = at * step
        yield timedelta(seconds=seconds), _since(seconds)


def _date(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1][:3]}"


def _since(seconds: int) -> str:
    if not seconds:
        return "onset"
    size, sign = abs(seconds), "+" if seconds > 0 else "\u2212"
    for unit, name in ((_DAY, "d"), (_HOUR, "h"), (60, "min")):
        if size % unit == 0:
            return f"{sign}{size // unit} {name}"
    return f"{sign}{size} s"


def _time_step(length: timedelta, most: int) -> int:
    seconds = length.total_seconds()
    return next((step for step in _STEPS if seconds / step < most), ceil(seconds / most / _DAY) * _DAY)


def _round_steps(least: float) -> Iterable[float]:
    """The numbers 1, 2 and 5 times a power of ten from about ``least`` on; none where a float has no such."""
    if not isfinite(least) or least < 1e-300 or least > 1e300:
        return ()
    power = 10.0 ** floor(log10(least))
    return [factor * power for factor in (1, 2, 5, 10, 20)]


def _label(value: float, most: int) -> str:
    """A short number: ``0.95``, ``20,000``, ``1.5e6``."""
    size = abs(value)
    if size < 1e-300:
        return "0"
    if 1e-3 <= size < 1e5:
        return f"{float(f'{value:.6g}'):,.6g}"
    return powered(value, most)
