"""How long it took from one clock of an incident to another, where the clocks are exact enough to say so."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from statistics import quantiles
from typing import Final, NamedTuple

from afterword.corpus import Corpus
from afterword.model import Moment, Review

ENOUGH: Final = 12
"""The fewest spans for quartiles; fewer are only shown as points."""

LOOSEST: Final = 2.0
"""A span is exact enough when its longest reading is at most so many times its shortest."""

# How far the true onset may lie from the one given; where it was gradual there was no single moment.
_OFF: Final = {
    "minute": timedelta(0),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
}


class Span(NamedTuple):
    """The time that passed in one review, in seconds: the middle of what its clocks allow."""

    review: Review
    seconds: float


class Durations(NamedTuple):
    """Spans from the shortest to the longest.

    ``inexact`` incidents have both clocks, but not exactly enough; the rest of the ``total`` lacks one of them.
    """

    spans: tuple[Span, ...]
    inexact: int
    total: int

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """25th, 50th and 75th percentile in seconds, or ``None`` where there are fewer than ``ENOUGH`` spans.

        Linear interpolation between order statistics, type 7 of Hyndman and Fan, "Sample Quantiles in Statistical
        Packages", The American Statistician 50 (1996).
        """
        if len(self.spans) < ENOUGH:
            return None
        first, median, third = quantiles([span.seconds for span in self.spans], n=4, method="inclusive")
        return first, median, third


def durations(corpus: Corpus, start: str, end: str) -> Durations:
    """The spans between two of ``CLOCKS`` over all incidents; near misses have no harm to last."""
    incidents = [review for review in corpus.counted if review.kind == "incident"]
    found, inexact = [], 0
    for review in incidents:
        first, last = review.clock(start), review.clock(end)
        if first is None or last is None:
            continue
        off = review.data.get("onset_precision", "minute") if start == "onset" else "minute"
        seconds = span_of(first, last, off)
        if seconds is None:
            inexact += 1
        else:
            found.append(Span(review, seconds))
    found.sort(key=lambda span: (span.seconds, span.review.id))
    return Durations(tuple(found), inexact, len(incidents))


def span_of(start: Moment, end: Moment, precision: str = "minute") -> float | None:
    """Seconds from one moment to another; ``None`` where they are not exact enough, or run backwards.

    ``precision`` is how closely the start is known, as ``onset_precision`` says it.
    """
    off = _OFF.get(precision)
    if off is None:
        return None
    # Two dates of one review are days of one calendar; only between a date and a time of day do zones matter.
    calendar = not start.exact and not end.exact
    (earliest, latest), last = _bounds(start, calendar=calendar), _bounds(end, calendar=calendar)
    if start.finer_than(precision):
        earliest, latest = earliest - off, latest + off
    shortest, longest = (last[0] - latest).total_seconds(), (last[1] - earliest).total_seconds()
    if shortest < 0 or longest > LOOSEST * shortest:
        return None
    return (shortest + longest) / 2


def _bounds(moment: Moment, *, calendar: bool) -> tuple[datetime, datetime]:
    if moment.exact:
        return moment.earliest, moment.earliest
    if calendar:
        return datetime.combine(moment.day, time(), UTC), datetime.combine(moment.last_day, time(), UTC) + timedelta(
            days=1
        )
    return moment.earliest, moment.latest
