"""A measured series over time: the incident as a band, its clocks as marks, the threshold as a line, gaps as gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Final, NamedTuple

from afterword.evidence.snapshot import Point, Span
from afterword.graphics.drawings import svg
from afterword.graphics.drawings.line import dots, path
from afterword.graphics.drawings.panels import Panels
from afterword.graphics.drawings.scale import Extent, stacked
from afterword.graphics.drawings.ticks import Tick, number_ticks
from afterword.rendering import Markup
from afterword.rendering.words import measured

LEFT, RIGHT = 12.5, 98.0
"""Per cent of the width between which a plot lies; the numbers of its axis are left of it."""

HEIGHT: Final = 130
"""Pixels from the highest to the lowest number."""

ROW, FOOT = 21, 32
"""Pixels: of a row of letters above the plot, and for the times below it."""

ROOM: Final = 0.16
"""What is left free above and below the numbers, as a share of the height, for the words at them."""

NEAREST: Final = 0.075
MOST_ROWS: Final = 3


class Plot(NamedTuple):
    """A series to draw, with numbers of one unit; ``name`` makes the ids of the drawing unique on the page.

    ``runs`` are its points, parted at gaps, and ``gaps`` the spans without a number. ``band`` is the incident,
    ``clocks`` are its clocks by their letters, and ``usual`` is the median of the span ``before``.
    ``limits`` are the lowest and the highest number of all plots that are compared with this one.
    """

    name: str
    title: str
    says: str
    panels: Panels
    ticks: tuple[Tick, ...]
    runs: tuple[tuple[Point, ...], ...]
    gaps: tuple[Span, ...]
    limits: tuple[float, float]
    threshold: float | None = None
    usual: float | None = None
    before: Span | None = None
    band: Span | None = None
    clocks: tuple[tuple[str, Extent], ...] = ()
    worst: Point | None = None
    worst_is_low: bool = False


class Heights(NamedTuple):
    """The place of each number, in pixels from the top of the drawing."""

    top: float
    low: float
    high: float

    @classmethod
    def of(cls, limits: tuple[float, float], top: float) -> Heights:
        """Those of a plot whose numbers lie between two limits; equal ones get some room."""
        low, high = limits
        if low == high:
            room = abs(low) * 0.1 or 1.0
            low, high = max(low - room, -1e308), min(high + room, 1e308)
        return cls(top, low, high)

    @property
    def shown(self) -> tuple[float, float]:
        """The lowest and the highest number that the plot has room for; none is negative if the series is not."""
        room = (self.high / 2 - self.low / 2) * 2 * ROOM / (1 - 2 * ROOM)
        low = self.low - room if self.low < 0 else max(self.low - room, 0.0)
        high = self.high + room if self.high > 0 else min(self.high + room, 0.0)
        return (low, high) if isfinite(high / 2 - low / 2) else (self.low, self.high)

    def place(self, number: float) -> float:
        # The halves do not overflow.
        share = (number / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return self.top + HEIGHT * (1 - ROOM - (1 - 2 * ROOM) * share)


def plot_drawing(plot: Plot, caption: object = "", notes: object = "") -> Markup:
    """The drawing of a series with at least one number, a ``caption`` above it and ``notes`` below."""
    places = ((letter, known, plot.panels.place(known.middle)) for letter, known in plot.clocks)
    clocks = [(letter, known, place) for letter, known, place in places if place is not None]
    rows = stacked([place for _, _, place in clocks], NEAREST, MOST_ROWS)
    top = 4.0 + ROW * (max(rows) + 1) if rows else 16.0
    heights = Heights.of(plot.limits, top)
    parts = [
        *_grounds(plot, top),
        *_numbers(heights),
        *_times(plot, top + HEIGHT),
        *_limits(plot, heights),
        *_clocks(plot, clocks, rows, top),
        *_series(plot, heights),
        *_words(plot, heights),
    ]
    height = top + HEIGHT + FOOT
    return svg.figure(plot.name, plot.title, plot.says, height, parts, "aw-plot", caption, notes)


def across(share: float) -> str:
    """A place on the plot, given as a share from 0 to 1, as per cent of the width of the drawing."""
    return f"{round(LEFT + (RIGHT - LEFT) * share, 2) + 0:g}%"


def _wide(share: float) -> str:
    return f"{round((RIGHT - LEFT) * share, 2) + 0:g}%"


def _grounds(plot: Plot, top: float) -> Iterator[str]:
    """The baseline and the incident as grounds behind the numbers."""
    for span, style in (
        (plot.before, {"fill": svg.TINT}),
        (plot.band, {"fill": svg.ORANGE, "fill_opacity": "0.14"}),
    ):
        for left, right in plot.panels.stretch(span) if span else ():
            yield svg.tag("rect", x=across(left), y=top, width=_wide(right - left), height=HEIGHT, **style)


def _numbers(heights: Heights) -> Iterator[str]:
    for number, label in number_ticks(*heights.shown):
        y = heights.place(number)
        if heights.top <= y <= heights.top + HEIGHT:
            yield svg.tag("line", x1=across(0), x2=across(1), y1=y, y2=y, stroke=svg.RULE, stroke_opacity="0.5")
            yield _text(label, f"{LEFT - 1}%", y + 4, "end")


def _times(plot: Plot, y: float) -> Iterator[str]:
    for panel in plot.panels.panels:
        yield svg.tag("line", x1=across(panel.left), x2=across(panel.right), y1=y, y2=y, stroke=svg.RULE)
    for tick in plot.ticks:
        x = across(tick.place)
        where = "start" if tick.place < 0.04 else "end" if tick.place > 0.96 else "middle"
        yield svg.tag("line", x1=x, x2=x, y1=y, y2=y + 4, stroke=svg.RULE)
        yield _text(tick.label, x, y + 16, where)
        if tick.below:
            yield _text(tick.below, x, y + 29, where)
    for gap in plot.gaps:
        for left, right in plot.panels.stretch(gap):
            style = {"stroke": svg.FAINT, "stroke_width": 3, "stroke_dasharray": "1 3"}
            yield svg.tag("line", x1=across(left), x2=across(right), y1=y - 3, y2=y - 3, **style)


def _limits(plot: Plot, heights: Heights) -> Iterator[str]:
    """What the numbers are held against: the threshold and the median of the baseline."""
    for number, style in (
        (plot.threshold, {"stroke": svg.RED, "stroke_width": 1.5, "stroke_dasharray": "6 3"}),
        (plot.usual, {"stroke": svg.SLATE, "stroke_width": 1.5, "stroke_dasharray": "1.5 3"}),
    ):
        if number is not None:
            y = heights.place(number)
            yield svg.tag("line", x1=across(0), x2=across(1), y1=y, y2=y, **style)


def _clocks(plot: Plot, clocks: Sequence[tuple[str, Extent, float]], rows: Sequence[int], top: float) -> Iterator[str]:
    tops = [top - ROW / 2 - 2 - ROW * row for row in rows]
    for (_, known, place), y in zip(clocks, tops, strict=True):
        x = across(place)
        yield svg.tag("line", x1=x, x2=x, y1=y, y2=top + HEIGHT, stroke=svg.INK, stroke_opacity="0.55")
        if not known.exact:
            for left, right in plot.panels.stretch(Span(known.start, known.end)):
                style = {"stroke": svg.INK, "stroke_dasharray": "2 2"}
                yield svg.tag("line", x1=across(left), x2=across(right), y1=y, y2=y, **style)
    yield from svg.discs([(letter, across(place), y) for (letter, _, place), y in zip(clocks, tops, strict=True)])


def _series(plot: Plot, heights: Heights) -> Iterator[str]:
    """The line, stretched over the width with a pen that stays as wide; points that stand alone are dots."""
    drawn = path(plot.runs, plot.panels.place, heights.place)
    if drawn:
        style = {"fill": "none", "stroke": svg.ACCENT, "stroke_width": 1.8, "stroke_linejoin": "round"}
        line = svg.tag("path", d=drawn, vector_effect="non-scaling-stroke", **style)
        height = heights.top + HEIGHT
        box = {"viewBox": f"0 0 1000 {height:g}", "preserveAspectRatio": "none", "height": height}
        yield svg.tag("svg", line, x=f"{LEFT}%", y=0, width=f"{RIGHT - LEFT}%", **box)
    for place, y in dots(plot.runs, plot.panels.place, heights.place):
        yield svg.tag("circle", cx=across(place), cy=y, r=2.6, fill=svg.ACCENT)


def _words(plot: Plot, heights: Heights) -> Iterator[str]:
    """What the lines are, at their ends, and the worst number at its point."""
    bottom = heights.top + HEIGHT
    if plot.threshold is not None:
        y = heights.place(plot.threshold)
        below = y - heights.top < HEIGHT / 2 and plot.usual is not None and plot.usual > plot.threshold
        yield _text(f"threshold {measured(plot.threshold)}", across(1), y + 12 if below else y - 4, "end", fill=svg.RED)
    if plot.before is not None:
        usual = "no baseline" if plot.usual is None else f"baseline {measured(plot.usual)}"
        yield _text(usual, across(0.01), bottom - 8, "start")
    if plot.worst and plot.worst.value is not None and (place := plot.panels.place(plot.worst.at)) is not None:
        y = heights.place(plot.worst.value)
        yield svg.tag("circle", cx=across(place), cy=y, r=4, fill=svg.PAPER, stroke=svg.INK, stroke_width=1.8)
        where = "end" if place > 0.85 else "start" if place < 0.1 else "middle"
        at = y + 16 if plot.worst_is_low else y - 8
        yield _text(measured(plot.worst.value), across(place), at, where, fill=svg.INK, font_weight="bold")


def _text(said: str, x: str, y: float, anchor: str, **style: object) -> str:
    """Words that stay readable on the lines that they cross."""
    given = {"fill": svg.FAINT, "font_size": 11, "stroke": svg.PAPER, "stroke_width": 3, "paint_order": "stroke"}
    return svg.tag("text", svg.said(said), x=x, y=y, text_anchor=anchor, stroke_linejoin="round", **{**given, **style})
