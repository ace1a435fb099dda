"""The timeline of an incident as marks in lanes: what was changed, what showed it, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from afterword.graphics.drawings import svg
from afterword.graphics.drawings.scale import Extent, Scale, stacked
from afterword.rendering import Markup

STEP, HEAD, GAP = 22, 20, 10
"""Pixels: between two rows of marks, for the name of a lane above them, and between two lanes."""

NEAREST: Final = 0.07
MOST_ROWS: Final = 5
LABEL, LABEL_ROWS = 14, 2
LABELS: Final = 0.36
"""How near two days in one row may be labelled, as a share of the line: their width on a phone."""


class Mark(NamedTuple):
    """An event: its number in the list, its lane, its time, and the day under which it is listed."""

    number: int
    lane: str
    extent: Extent
    day: str


# A shape for each lane, drawn around a point, so that none relies on its colour.
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "change": ("M-8-8h16v16h-16z", svg.VIOLET),
    "sign": ("M0-10 10.5 8h-21z", svg.ORANGE),
    "response": ("M0-8.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17z", svg.GREEN),
    "other": ("M0-12 12 0 0 12-12 0z", svg.FAINT),
}


def lane_drawing(title: str, marks: Sequence[Mark], names: Mapping[str, str]) -> Markup:
    """The drawing of some events in their order; ``names`` has the lanes from top to bottom, each with its name.

    It is empty where nothing would be seen: fewer than three events, or all of them at one time.
    """
    scale = Scale.of([mark.extent for mark in marks])
    if len(marks) < 3 or scale is None:
        return Markup()
    parts, y = [], 4.0
    for lane, name in names.items():
        inside = [mark for mark in marks if mark.lane == lane]
        if inside:
            drawn, height = _lane(scale, lane, name, inside, y)
            parts += drawn
            y += height + GAP
    parts += _days(scale, marks, y)
    return svg.figure("timeline-drawn", title, _says(marks, names, scale), y + 22 + LABEL * LABEL_ROWS, parts)


def _lane(scale: Scale, lane: str, name: str, marks: Sequence[Mark], y: float) -> tuple[list[str], float]:
    places = [scale.place(mark.extent.middle) for mark in marks]
    rows = stacked(places, NEAREST, MOST_ROWS)
    height = HEAD + STEP * (max(rows) + 1)
    path, colour = _SHAPES[lane]
    parts = [
        svg.tag("rect", x=0, y=y, width="100%", height=height, rx=3, fill=svg.TINT),
        svg.words(name, -0.03, y + 14, anchor="start"),
    ]
    numbers = []
    for mark, place, row in zip(marks, places, rows, strict=True):
        down = y + HEAD + STEP * row + STEP / 2 - 2
        numbers.append((mark.number, svg.across(place), down))
        if not mark.extent.exact:
            left, right = scale.place(mark.extent.start), scale.place(mark.extent.end)
            style = {"stroke": colour, "stroke_width": 1.5, "stroke_dasharray": "2 2"}
            parts.append(svg.tag("line", x1=svg.across(left), x2=svg.across(right), y1=down, y2=down, **style))
    # A shape has no place in per cent of the width but where it is used.
    shape = svg.tag("defs", svg.tag("path", d=path, id=f"mark-{lane}"))
    shapes = (svg.tag("use", href=f"#mark-{lane}", x=x, y=down) for _, x, down in numbers)
    parts.append(svg.tag("g", shape + "".join(shapes), fill=colour, stroke=svg.TINT, stroke_width=1.5))
    parts.append(svg.letters(numbers, 6.0 if lane == "sign" else 3.6))
    return parts, height


def _days(scale: Scale, marks: Sequence[Mark], y: float) -> Iterator[str]:
    """The line of time below the lanes, with the first event of each day labelled where there is room."""
    yield svg.tag("line", x1=svg.across(0), x2=svg.across(1), y1=y, y2=y, stroke=svg.RULE)
    found = groupby(sorted(marks, key=lambda mark: mark.extent.start), key=lambda mark: mark.day)
    days = [(scale.place(next(inside).extent.start), day) for day, inside in found]
    last = [-1.0] * LABEL_ROWS
    for place, day in days:
        yield svg.tag("line", x1=svg.across(place), x2=svg.across(place), y1=y - 3, y2=y + 4, stroke=svg.RULE)
        for row, before in enumerate(last):
            if before < 0 or place - before >= LABELS:
                yield svg.words(day, place, y + 16 + LABEL * row)
                last[row] = place
                break
    kind = "to scale" if scale.true else "compressed: long periods are drawn shorter"
    yield svg.words(kind, 1, y + 17 + LABEL * LABEL_ROWS, anchor="end", font_style="italic")


def _says(marks: Sequence[Mark], names: Mapping[str, str], scale: Scale) -> str:
    lanes = [
        f"{name}: {', '.join(str(mark.number) for mark in marks if mark.lane == lane)}"
        for lane, name in names.items()
        if any(mark.lane == lane for mark in marks)
    ]
    return f"Numbers refer to the list of events below. {'; '.join(lanes)}. {scale.description}"
