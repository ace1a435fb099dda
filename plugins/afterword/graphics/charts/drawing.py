"""A Vega-Lite specification, and the SVG that it becomes.

The layout is fixed by the specification (``autosize`` is off), so that no font of the machine has a say in it. Nothing
is loaded from anywhere, and an author's text is only ever a value of the data, never a name or an expression.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from afterword.graphics.charts.vega import drawn
from afterword.rendering.front_matter import clipped
from afterword.rendering.html import representable

WIDTH: Final = 420
"""The width of every drawing in its own units: one column of a wide page, and a whole phone."""

TEXT: Final = 12
"""The size of labels in the same units."""


class Ink(StrEnum):
    """The colours of the theme by the values that stand for them in a specification."""

    INK = "#010101"
    FAINT = "#020202"
    RULE = "#030303"
    ACCENT = "#040404"
    PAPER = "#050505"
    TINT = "#060606"


class Drawing(NamedTuple):
    """A specification as JSON text, sealed so that it can be compared and kept."""

    spec: str

    @classmethod
    def of(
        cls, layers: Sequence[Mapping[str, Any]], *, height: float, left: float, top: float = 8, **more: float
    ) -> Drawing:
        """Layers on a plot of this height; ``left``, ``top``, ``right`` and ``bottom`` are the margins around it."""
        right, bottom = more.get("right", 8), more.get("bottom", 8)
        spec = {
            "autosize": "none",
            "width": WIDTH - left - right,
            "height": height,
            "padding": {"left": left, "right": right, "top": top, "bottom": bottom},
            "config": _CONFIG,
            "layer": list(layers),
        }
        return cls(json.dumps(spec, ensure_ascii=False, allow_nan=False, sort_keys=True))

    def svg(self) -> str:
        """The SVG as Vega draws it; every colour is one of ``Ink``."""
        return _drawn(self.spec)


def label(text: str, longest: int) -> str:
    """A text as a label: of characters that XML can hold, and cut where it would leave its place."""
    return clipped(representable(text), longest)


def names(rows: Sequence[str], longest: int, y: Mapping[str, Any], x: float) -> list[dict[str, Any]]:
    """The names of rows numbered from 0, each ending at ``x``; a long one takes two lines."""
    broken = [textwrap.wrap(label(name, 2 * longest), longest)[:2] for name in rows]
    whole = [{"row": at, "text": lines[0]} for at, lines in enumerate(broken) if len(lines) == 1]
    first = [{"row": at, "text": lines[0]} for at, lines in enumerate(broken) if len(lines) == 2]
    second = [{"row": at, "text": lines[1]} for at, lines in enumerate(broken) if len(lines) == 2]
    style = {"x": x, "align": "right", "baseline": "middle", "color": Ink.FAINT}
    return [
        words(values, {"y": y}, dy=dy, **style)
        for values, dy in ((whole, 0), (first, -TEXT / 2), (second, TEXT / 2))
        if values
    ]


def mark(kind: str, values: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], **style: Any) -> dict[str, Any]:
    """One layer: a mark with its own data."""
    return {"data": {"values": list(values)}, "mark": {"type": kind, **style}, "encoding": dict(encoding)}


def line(y: float, length: float) -> dict[str, Any]:
    """The foot of a chart: a level line from its left edge."""
    return mark("rule", [{}], {"y": {"value": y}, "x": {"value": 0}, "x2": {"value": length}}, color=Ink.FAINT)


def words(values: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], **style: Any) -> dict[str, Any]:
    """A layer of text, whose words are the field ``text`` of the data."""
    return mark("text", values, {**encoding, "text": {"field": "text", "type": "nominal"}}, **style)


# A preview builds again and again, and most of its charts stay what they were.
@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    return drawn(spec)


_CONFIG: Final[Mapping[str, Any]] = {
    "aria": False,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "title": None,
        "labelColor": Ink.FAINT,
        "labelFontSize": TEXT,
        "labelLimit": 0,
        "labelOverlap": False,
        "labelAngle": 0,
        "labelPadding": 6,
    },
    "text": {"color": Ink.INK, "fontSize": TEXT, "limit": 0},
    "rule": {"color": Ink.RULE},
    "rect": {"color": Ink.ACCENT},
}
