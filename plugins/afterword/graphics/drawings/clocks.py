"""The clocks of an incident on a line: how long it was undetected, how long it did harm, and how long recovery took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from afterword.graphics.drawings import svg
from afterword.graphics.drawings.scale import Extent, Scale, stacked
from afterword.rendering import Markup

STEP: Final = 22
"""Pixels between two rows of letters."""

NEAREST: Final = 0.075
"""How near two letters may be in one row, as a share of the line: their width on a phone."""

ROOM: Final = 0.17
"""How long a stretch must be, as a share of the line, for its length to be written on it."""

BAR: Final = 14


class Clock(NamedTuple):
    """A clock that is known at least roughly: its letter, its name, its time, and how long after the one before.

    ``reached`` says what the stretch before it was: ``detected``, ``mitigated``, ``contained`` (as ``mitigated``, of a
    near miss) or ``resolved``; it is empty for a clock that ends none. ``after`` is the length of that stretch in
    words, where it is known well enough.
    """

    letter: str
    name: str
    extent: Extent
    reached: str = ""
    after: str = ""


# A pattern as well as a colour: broken while nobody knows, whole while harm is done, half as high while what was caught
# is kept from doing any, thin during recovery.
_STRETCH: Final = {
    "detected": {"stroke": svg.RED, "stroke_width": BAR, "stroke_dasharray": "3 2"},
    "mitigated": {"stroke": svg.ORANGE, "stroke_width": BAR},
    "contained": {"stroke": svg.SLATE, "stroke_width": BAR // 2},
    "resolved": {"stroke": svg.GREEN, "stroke_width": 5},
}


def clock_drawing(title: str, clocks: Sequence[Clock]) -> Markup:
    """The drawing of at least two clocks, the first first; empty where they all are one moment."""
    scale = Scale.of([clock.extent for clock in clocks])
    if scale is None or len({clock.extent.middle for clock in clocks}) < 2:
        return Markup()
    placed = sorted(clocks, key=lambda clock: clock.extent.middle)
    rows = stacked([scale.place(clock.extent.middle) for clock in placed], NEAREST, len(placed))
    base = 20 + STEP * (max(rows) + 1)
    parts = [
        *_stretches(scale, clocks, base),
        *_rough(scale, placed, base),
        *_letters(scale, placed, rows, base),
        *(() if scale.true else _true(scale, clocks, base + 36)),
    ]
    return svg.figure("clocks", title, _says(clocks, scale), base + (26 if scale.true else 62), parts)


def _stretches(scale: Scale, clocks: Sequence[Clock], y: float) -> Iterator[str]:
    yield svg.tag("line", x1=svg.across(0), x2=svg.across(1), y1=y, y2=y, stroke=svg.RULE, stroke_width=1)
    for before, clock in _reached(clocks):
        left, right = scale.place(before.extent.middle), scale.place(clock.extent.middle)
        style = _STRETCH[clock.reached]
        yield svg.tag("line", x1=svg.across(left), x2=svg.across(right), y1=y, y2=y, **style)
        if clock.after and right - left >= ROOM:
            yield svg.words(clock.after, (left + right) / 2, y + 22, anchor="middle", fill=svg.INK)


def _reached(clocks: Sequence[Clock]) -> Iterator[tuple[Clock, Clock]]:
    """Each clock that ends a stretch, with the one at which the stretch began."""
    ends = [clock for at, clock in enumerate(clocks) if clock.reached or at == 0]
    yield from ((a, b) for a, b in pairwise(ends) if b.extent.middle > a.extent.middle)


def _rough(scale: Scale, clocks: Sequence[Clock], y: float) -> Iterator[str]:
    """A bar for a moment that is known to the hour, the day, the month or the year alone."""
    for clock in clocks:
        if not clock.extent.exact:
            left, right = scale.place(clock.extent.start), scale.place(clock.extent.end)
            style = {"fill": svg.PAPER, "fill_opacity": "0.72", "stroke": svg.INK, "stroke_dasharray": "2 2"}
            yield svg.tag("rect", x=svg.across(left), width=svg.wide(right - left), y=y - 11, height=22, rx=4, **style)


def _letters(scale: Scale, clocks: Sequence[Clock], rows: Sequence[int], base: float) -> Iterator[str]:
    places = [svg.across(scale.place(clock.extent.middle)) for clock in clocks]
    tops = [base - 22 - STEP * row for row in rows]
    stems = (svg.tag("line", x1=x, x2=x, y1=top, y2=base + 9) for x, top in zip(places, tops, strict=True))
    yield svg.tag("g", "".join(stems), stroke=svg.INK)
    named = (clock.letter for clock in clocks)
    yield from svg.discs(list(zip(named, places, tops, strict=True)))


def _true(scale: Scale, clocks: Sequence[Clock], y: float) -> Iterator[str]:
    """The same as a thin line true to scale."""
    yield svg.tag("line", x1=svg.across(0), x2=svg.across(1), y1=y, y2=y, stroke=svg.RULE, stroke_width=1)
    for before, clock in _reached(clocks):
        left, right = scale.truly(before.extent.middle), scale.truly(clock.extent.middle)
        style = {**_STRETCH[clock.reached], "stroke_width": 7 if _STRETCH[clock.reached]["stroke_width"] == BAR else 3}
        yield svg.tag("line", x1=svg.across(left), x2=svg.across(right), y1=y, y2=y, **style)
    yield svg.words("Compressed above; to scale here", 0, y + 18, anchor="start")


def _says(clocks: Sequence[Clock], scale: Scale) -> str:
    names = [f"{clock.name}{f', {clock.after} later' if clock.after else ''}" for clock in clocks]
    return f"{'; '.join(names)}. {scale.description} The list below gives each time."
