"""An observed value and its threshold: a bar for the value, and a line at the threshold."""

from __future__ import annotations

from typing import Final, NamedTuple

from afterword.graphics.drawings import svg
from afterword.rendering import Markup
from afterword.rendering.words import amount

HEIGHT: Final = 22
LONGEST: Final = 0.92
"""The share of the width that the larger of the two numbers takes."""


class Meter(NamedTuple):
    """Two numbers of one unit, neither below zero; ``name`` makes the ids of the drawing unique on the page.

    ``ranged`` says that the limit is how far a value may lie away, to either side.
    """

    name: str
    title: str
    observed: float
    threshold: float
    unit: str = ""
    ranged: bool = False

    @property
    def compared(self) -> str:
        """How the observed value compares with the threshold, in a word."""
        if self.ranged:
            return "outside" if self.observed > self.threshold else "within"
        return "above" if self.observed > self.threshold else "below" if self.observed < self.threshold else "at"


def meter_drawing(meter: Meter) -> Markup:
    """The drawing of a number and its limit; empty where there is no length to be seen."""
    most = max(meter.observed, meter.threshold)
    if most <= 0 or min(meter.observed, meter.threshold) < 0:
        return Markup()
    long, limit = (f"{100 * LONGEST * value / most:.4g}%" for value in (meter.observed, meter.threshold))
    parts = [
        svg.tag("rect", x=0, y=6, width="100%", height=10, fill=svg.TINT),
        svg.tag("rect", x=0, y=6, width=long, height=10, fill=svg.ACCENT),
        svg.tag("line", x1=limit, x2=limit, y1=1, y2=21, stroke=svg.PAPER, stroke_width=5),
        svg.tag("line", x1=limit, x2=limit, y1=1, y2=21, stroke=svg.INK, stroke_width=2),
    ]
    observed, threshold = (f"{amount(value)}{meter.unit}" for value in (meter.observed, meter.threshold))
    said = f"{observed}, {meter.compared} the threshold of {threshold}."
    return svg.figure(meter.name, meter.title, said, HEIGHT, parts, "aw-meter")
