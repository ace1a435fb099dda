"""Lengths side by side: a row for each thing, with its name before the bar and its number behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from afterword.graphics.charts.drawing import WIDTH, Drawing, Ink, mark, names, words

ROW: Final = 28
NAMES: Final = 156
"""The place for names, left of the bars."""

LONGEST_NAME: Final = 22

# Behind the longest bar there is room for its number and a few words.
_NUMBERS: Final = 72


class Bar(NamedTuple):
    """A row: ``shown`` replaces the number behind the bar, and ``strong`` marks what the chart is about."""

    name: str
    number: float
    shown: str = ""
    strong: bool = False


def bars(rows: Sequence[Bar], *, right: float = _NUMBERS) -> Drawing | None:
    """Horizontal bars from zero; ``None`` where there is nothing to compare."""
    longest = max((row.number for row in rows), default=0)
    if longest <= 0:
        return None
    values = [
        {
            "row": at,
            "number": row.number,
            "text": row.shown or f"{row.number:,g}",
        }
        for at, row in enumerate(rows)
    ]
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.38, "paddingOuter": 0.19}}
    x = {"field": "number", "type": "quantitative", "axis": None, "scale": {"domain": [0, longest], "nice": False}}
    strong = [value for value, row in zip(values, rows, strict=True) if row.strong]
    others = [value for value, row in zip(values, rows, strict=True) if not row.strong]
    # What the chart is about is full, and the rest outlined, so that they differ without colour.
    rest = {"color": Ink.TINT, "stroke": Ink.ACCENT, "strokeWidth": 1} if strong else {"color": Ink.ACCENT}
    return Drawing.of(
        [
            mark("rule", values, {"y": y}, x=0, x2=WIDTH - NAMES - right, color=Ink.RULE, strokeWidth=1),
            mark("bar", others, {"y": y, "x": x}, **rest),
            mark("bar", strong, {"y": y, "x": x}, color=Ink.ACCENT),
            *names([row.name for row in rows], LONGEST_NAME, y, x=-10),
            words(values, {"y": y, "x": x}, align="left", dx=6, baseline="middle", fontWeight="bold"),
        ],
        height=ROW * len(rows),
        left=NAMES,
        right=right,
        top=2,
        bottom=2,
    )
