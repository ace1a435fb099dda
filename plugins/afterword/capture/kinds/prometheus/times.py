"""The times that a server is asked for: on the grid of the step, and cut into as many parts as its limit needs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from afterword.capture.gathered import aligned
from afterword.evidence.snapshot import Span, Window
from afterword.http import NoAnswer

MOST_POINTS: Final = 11_000
"""Prometheus answers no request for more points of one series."""

_MOST_PARTS: Final = 10
_DURATION = re.compile(r"(?:[0-9]+(?:ms|[smhdwy]))+", re.ASCII)
_PART = re.compile(r"(?P<number>[0-9]+)(?P<unit>ms|[smhdwy])", re.ASCII)
_RANGE = re.compile(r"\[\s*(?P<length>[0-9a-z]+)\s*[\]:]", re.ASCII)
_SECONDS: Final = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_536_000}


def parts_of(window: Window, step: int) -> tuple[Span, ...]:
    """The spans to ask for, both ends included; raises ``NoAnswer`` if there is none, or if they would be too many."""
    whole, size = aligned(window, step), timedelta(seconds=step)
    if whole.end < whole.start:
        raise NoAnswer("The step is longer than the time that is asked for; make `step` shorter")
    points = (whole.end - whole.start) // size + 1
    if points > MOST_POINTS * _MOST_PARTS:
        raise NoAnswer(
            f"That would be {points:,} points, and no more than {MOST_POINTS * _MOST_PARTS:,} are asked for; "
            "make `step` longer"
        )
    long = size * (MOST_POINTS - 1)
    starts = [whole.start + (long + size) * number for number in range(-(-points // MOST_POINTS))]
    return tuple(Span(start, min(start + long, whole.end)) for start in starts)


def fields_of(span: Span, step: int) -> dict[str, object]:
    """The fields of a request for a span; ``nocache`` keeps VictoriaMetrics from moving its ends."""
    ends = {"start": int(span.start.timestamp()), "end": int(span.end.timestamp())}
    return {**ends, "step": step, "nocache": 1}


def seconds_of(written: str) -> float | None:
    """The seconds of a duration of Prometheus, such as ``1h30m``; ``None`` if it is none."""
    if not _DURATION.fullmatch(written):
        return None
    return sum(int(part["number"][:9]) * _SECONDS[part["unit"]] for part in _PART.finditer(written))


def longest_range(query: str) -> tuple[str, float] | None:
    """The longest range of a query, such as ``5m`` in ``rate(x[5m])``, with its seconds; ``None`` if it has none."""
    found = [(match["length"], seconds_of(match["length"]) or 0.0) for match in _RANGE.finditer(query)]
    return max(found, key=lambda one: one[1], default=None)


def duration(seconds: float) -> str:
    """Seconds as Prometheus writes them."""
    for unit in ("d", "h", "m"):
        if seconds >= _SECONDS[unit] and not seconds % _SECONDS[unit]:
            return f"{seconds / _SECONDS[unit]:g}{unit}"
    return f"{seconds:g}s"
