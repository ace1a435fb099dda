"""Durations on a logarithmic scale: a point for each, or columns for many, and the median if there are enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import Final

from afterword.graphics.charts.drawing import WIDTH, Drawing, Ink, line, mark, words

MINUTE, HOUR, DAY = 60, 3_600, 86_400
TICKS: Final = (
    (MINUTE, "1 min"),
    (10 * MINUTE, "10 min"),
    (HOUR, "1 h"),
    (6 * HOUR, "6 h"),
    (DAY, "1 d"),
    (30 * DAY, "1 mo"),
    (365 * DAY, "1 yr"),
    (3650 * DAY, "10 yr"),
)
SHORTEST: Final = MINUTE
"""Seconds; shorter durations are drawn here, because a logarithmic scale has no zero."""

MOST_STACKED: Final = 14
"""Where more points would be stacked, columns replace them."""

_STEP: Final = 10.0
_SLOTS: Final = 40
_SIDE: Final = 18


def strip(seconds: Sequence[float], quartiles: tuple[float, float, float] | None) -> Drawing | None:
    """Points over a logarithmic axis; ``quartiles`` are the 25th, 50th and 75th percentile in seconds, or none."""
    if not seconds:
        return None
    spans = sorted(max(span, SHORTEST) for span in seconds)
    low = max(tick for tick, _ in TICKS[:-1] if tick <= spans[0])
    high = min((tick for tick, _ in TICKS if tick >= spans[-1] and tick > low), default=spans[-1])
    points, taken = _stacked(spans, low, high)
    tallest = max(taken.values())
    height = max(64.0, min(tallest, MOST_STACKED) * _STEP + 16)
    scale = {"type": "log", "domain": [low, high], "nice": False}
    x = {"field": "seconds", "type": "quantitative", "axis": None, "scale": scale}
    ticks = [{"seconds": tick, "text": name} for tick, name in TICKS if low <= tick <= high]
    return Drawing.of(
        [
            *(_middle(quartiles, x, height) if quartiles else ()),
            mark("rule", ticks, {"x": x}, y=0, y2=height + 6, color=Ink.RULE),
            line(height, WIDTH - 2 * _SIDE),
            *(_points(points, x, height) if tallest <= MOST_STACKED else _columns(taken, height)),
            *(_median(quartiles, x, height) if quartiles else ()),
            words(ticks, {"x": x}, y=height + 10, baseline="top", color=Ink.FAINT),
        ],
        height=height,
        left=_SIDE,
        right=_SIDE,
        top=26,
        bottom=28,
    )


def _stacked(spans: Sequence[float], low: float, high: float) -> tuple[list[dict[str, float]], Counter[int]]:
    """Points that would overlap, stacked, and how many there are in each place."""
    taken: Counter[int] = Counter()
    points = []
    for span in spans:
        slot = round(_SLOTS * log(span / low) / log(high / low))
        points.append({"seconds": low * (high / low) ** (slot / _SLOTS), "up": taken[slot] + 0.6})
        taken[slot] += 1
    return points, taken


def _points(points: Sequence[Mapping[str, float]], x: Mapping[str, object], height: float) -> list[dict[str, object]]:
    scale = {"domain": [0, height / _STEP], "nice": False}
    y = {"field": "up", "type": "quantitative", "axis": None, "scale": scale}
    style = {"fill": Ink.ACCENT, "stroke": Ink.PAPER, "strokeWidth": 1, "size": 70}
    return [mark("point", points, {"x": x, "y": y}, shape="circle", filled=True, opacity=1, **style)]


def _columns(taken: Mapping[int, int], height: float) -> list[dict[str, object]]:
    """A column for each place, as high as it holds points, and the number on the highest."""
    width = (WIDTH - 2 * _SIDE) / _SLOTS
    most = max(taken.values())
    up = (height - 14) / most
    shown = [
        {"left": slot * width - width / 2, "right": slot * width + width / 2 - 1, "top": height - number * up}
        for slot, number in sorted(taken.items())
    ]
    at = {
        name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in ("left", "right", "top")
    }
    place = {"x": at["left"], "x2": {"field": "right"}, "y": at["top"], "y2": {"value": height}}
    corner = {"x": {"value": 0}, "y": {"value": -11}}
    return [
        mark("rect", shown, place, color=Ink.ACCENT),
        words([{"text": f"tallest column: {most}"}], corner, align="left", baseline="bottom", color=Ink.FAINT),
    ]


def _middle(quartiles: tuple[float, float, float], x: Mapping[str, object], height: float) -> list[dict[str, object]]:
    """The band behind the points: the range of the middle half."""
    first, _, third = (max(value, SHORTEST) for value in quartiles)
    return [
        mark("rect", [{"seconds": first, "to": third}], {"x": x, "x2": {"field": "to"}}, y=0, y2=height, color=Ink.TINT)
    ]


def _median(quartiles: tuple[float, float, float], x: Mapping[str, object], height: float) -> list[dict[str, object]]:
    median = max(quartiles[1], SHORTEST)
    return [
        mark("rule", [{"seconds": median}], {"x": x}, y=-8, y2=height, color=Ink.INK, strokeWidth=2),
        words([{"seconds": median, "text": "median"}], {"x": x}, y=-11, baseline="bottom", fontWeight="bold"),
    ]
