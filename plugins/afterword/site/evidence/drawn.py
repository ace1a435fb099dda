"""The drawing of one captured series on the page of its review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from afterword.evidence.gaps import gaps, runs
from afterword.evidence.snapshot import Span
from afterword.graphics.drawings import Extent, Panels, Plot, Tick, plot_drawing, start_tick, time_ticks
from afterword.model import Review
from afterword.rendering import Markup
from afterword.site.clocks import LETTERS, extent
from afterword.site.evidence.said import described, gaps_said, is_low, notes_said

if TYPE_CHECKING:
    from afterword.evidence.held import Told

MOST_TICKS: Final = 4

BEGUN, ENDED = ("O", "S", "D"), ("M", "R")
"""The letters of the clocks at which an incident is taken to begin and to end, the best first."""


def drawing(review: Review, told: Told, name: str, caption: str, limits: tuple[float, float]) -> Markup:
    """The drawing of a series with numbers; ``limits`` are those of every slice of its metric."""
    panels = Panels.beside(told.window)
    # A window may be wider than what the panels show of it; and where there is one panel there is no baseline beside.
    before = told.window.baseline if len(panels.panels) > 1 else None
    title = f"{told.series.metric}{f', {told.slice}' if told.slice else ''}"
    plot = plot_of(review, told, name, title, panels, _ticks(panels), limits, before)
    return plot_drawing(plot, caption, " ".join(filter(None, (gaps_said(told), *notes_said(told)))))


def plot_of(
    review: Review,
    told: Told,
    name: str,
    title: str,
    panels: Panels,
    ticks: Iterable[Tick],
    limits: tuple[float, float],
    before: Span | None = None,
) -> Plot:
    """A series with the clocks of its review on some panels; ``before`` is the baseline if it is on one of them."""
    return Plot(
        name,
        title,
        described(told),
        panels,
        tuple(ticks),
        runs(told.series),
        gaps(told.series, told.window),
        limits,
        threshold=told.series.threshold,
        usual=told.figures.baseline,
        before=before,
        band=harmful(review),
        clocks=clocks(review),
        worst=told.figures.worst,
        worst_is_low=is_low(told),
    )


def limits_of(shown: Sequence[Told]) -> tuple[float, float]:
    """The lowest and the highest number of some series, with what they are held against."""
    numbers = [point.value for told in shown for point in told.series.points if point.value is not None]
    numbers += [told.series.threshold for told in shown if told.series.threshold is not None]
    return min(numbers), max(numbers)


def clocks(review: Review) -> tuple[tuple[str, Extent], ...]:
    """The clocks of a review that are known, by their letters."""
    precision = str(review.data.get("onset_precision", ""))
    known = ((letter, name, review.clock(name)) for name, letter in LETTERS.items())
    return tuple(
        (letter, extent(moment, precision if name == "onset" else "")) for letter, name, moment in known if moment
    )


def shaded(review: Review) -> tuple[str, str] | None:
    """The clocks from which and to which the incident is shaded; ``None`` where nobody knows how long it lasted."""
    known = dict(clocks(review))
    start = next((letter for letter in BEGUN if letter in known), None)
    stop = next((letter for letter in ENDED if letter in known), None)
    if start is None or stop is None or known[start].middle >= known[stop].middle:
        return None
    return start, stop


def harmful(review: Review) -> Span | None:
    """The incident as it is shaded: from its onset to its mitigation, or the next clocks that are known."""
    known, ends = dict(clocks(review)), shaded(review)
    return Span(known[ends[0]].middle, known[ends[1]].middle) if ends else None


def _ticks(panels: Panels) -> Iterator[Tick]:
    """A mark where the baseline begins, and round times of the incident."""
    day = ""
    for panel in panels.panels:
        narrow = len(panels.panels) > 1 and panel.right - panel.left < 0.4
        ticks = [start_tick(panel.span.start)] if narrow else time_ticks(panel.span, MOST_TICKS)
        for at, label, below in ticks:
            place = panels.place(at)
            if place is not None:
                yield Tick(place, label, below if below != day else "")
            day = below or day
