"""Counts by two things at once: a disc in each cell, as large as its number, and the number in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from afterword.graphics.charts.drawing import TEXT, WIDTH, Drawing, Ink, label, mark, names, words

ROW: Final = 30
NAMES: Final = 138
LONGEST_NAME: Final = 20
_HOLDS: Final = (14.0, 18.0, 21.0)

FEW: Final = 5
"""Up to so many a disc is no larger than it must be, so that a lone review does not look like a flood."""


def grid(
    rows: Sequence[str], columns: Sequence[str], cells: Mapping[tuple[int, int], int], *, diagonal: bool = False
) -> Drawing | None:
    """A grid of discs by row and column number; ``None`` where every cell is empty.

    With ``diagonal`` it is one of a thing with itself: the columns bear the long names of the rows, and a cell where
    the two meet is outlined.
    """
    most = max(cells.values(), default=0)
    if most <= 0:
        return None
    # A slanted name leans out to the right of its column.
    right = 40 if diagonal else 8
    width = (WIDTH - NAMES - right) / max(len(columns), 4)
    largest = min(width, ROW) * 0.94
    values = [
        {"row": row, "column": column, "text": str(number), "number": number, "own": diagonal and row == column}
        for (row, column), number in sorted(cells.items())
        if number
    ]
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"domain": list(range(len(rows))), "padding": 0.5}}
    every = list(range(max(len(columns), 4)))
    x = {"field": "column", "type": "ordinal", "axis": None, "scale": {"domain": every, "padding": 0.5}}
    # The area of a disc shows its number; the smallest still fits as many digits as the largest.
    smallest = _HOLDS[min(len(str(most)), len(_HOLDS)) - 1]
    area = {
        "type": "linear",
        "domain": [0, max(most, FEW)],
        "range": [smallest**2, max(largest, smallest) ** 2],
        "zero": True,
    }
    size = {"field": "number", "type": "quantitative", "scale": area, "legend": None}
    shared, own = ([value for value in values if value["own"] is which] for which in (False, True))
    heads = [{"column": at, "text": label(name, LONGEST_NAME)} for at, name in enumerate(columns)]
    # The names of many columns are close together.
    letters = TEXT if len(columns) < 10 else TEXT - 1
    head = {"y": -8, "baseline": "middle", "color": Ink.FAINT, "fontSize": letters}
    lines = [{"row": at} for at in range(len(rows))]
    place = {"x": x, "y": y, "size": size}
    disc = {"shape": "circle", "filled": True, "opacity": 1}
    return Drawing.of(
        [
            mark("rule", lines, {"y": y}, x=0, x2=width * len(columns), color=Ink.RULE, strokeWidth=1),
            mark("point", shared, place, fill=Ink.ACCENT, stroke=None, **disc),
            mark("point", own, place, fill=Ink.PAPER, stroke=Ink.ACCENT, strokeWidth=1.2, **disc),
            words(shared, {"x": x, "y": y}, baseline="middle", color=Ink.PAPER, fontSize=11, fontWeight="bold"),
            words(own, {"x": x, "y": y}, baseline="middle", fontSize=11, fontWeight="bold"),
            *names(rows, LONGEST_NAME, y, x=-6),
            words(heads, {"x": x}, **head, **({"angle": -55, "align": "left"} if diagonal else {"align": "center"})),
        ],
        height=ROW * len(rows),
        left=NAMES,
        right=right,
        top=104 if diagonal else 22,
        bottom=4,
    )
