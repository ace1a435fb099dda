"""The place of each time on a plot: the baseline beside the incident, which gets the most of the width."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from afterword.evidence.snapshot import Span, Window

BESIDE: Final = 0.28
"""The most of the width that the baseline takes."""

BREAK: Final = 0.04
"""The share between two panels, where nothing was asked for between them."""


class Panel(NamedTuple):
    """A stretch of time from ``left`` to ``right``, as shares of the width."""

    span: Span
    left: float
    right: float


class Panels(NamedTuple):
    """The panels of a plot, in the order of time; ``true`` says whether all of them have one scale."""

    panels: tuple[Panel, ...]
    true: bool = True

    @classmethod
    def beside(cls, window: Window) -> Panels:
        """The baseline and the incident; one panel where the one is not before the other."""
        before, during = window.baseline, window.incident
        lengths = [span.end - span.start for span in (before, during)]
        if min(lengths) <= timedelta() or before.end > during.start:
            return cls.one(Span(window.start, max(window.end, window.start + timedelta(minutes=1))))
        space = BREAK if before.end < during.start else 0.0
        share = lengths[0] / (lengths[0] + lengths[1])
        cut = min(share, BESIDE)
        return cls((Panel(before, 0.0, cut * (1 - space)), Panel(during, cut * (1 - space) + space, 1.0)), cut == share)

    @classmethod
    def one(cls, span: Span) -> Panels:
        """The whole width for one stretch of time."""
        return cls((Panel(span, 0.0, 1.0),))

    def place(self, at: datetime) -> float | None:
        """The share of the width at which a time lies; ``None`` outside."""
        for panel in self.panels:
            if panel.span.holds(at):
                return _within(panel, at)
        return None

    def stretch(self, span: Span) -> Iterable[tuple[float, float]]:
        """The parts of a stretch of time that are on the plot, as shares; panels that touch make one."""
        found: list[tuple[float, float]] = []
        for panel in self.panels:
            start, end = max(span.start, panel.span.start), min(span.end, panel.span.end)
            if start < end:
                left, right = _within(panel, start), _within(panel, end)
                if found and found[-1][1] == left:
                    left = found.pop()[0]
                found.append((left, right))
        return found


def _within(panel: Panel, at: datetime) -> float:
    return panel.left + (panel.right - panel.left) * ((at - panel.span.start) / (panel.span.end - panel.span.start))
