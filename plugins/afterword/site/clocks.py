"""The clocks of a review as a drawing shows them: their letters, and what is known of each moment."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

from afterword.graphics.drawings import Extent
from afterword.model import Moment

LETTERS: Final = {"onset": "O", "first_signal": "S", "detected": "D", "mitigated": "M", "resolved": "R"}
"""The clocks that are drawn, in their order, each with its letter."""

# How far the true onset may be from the recorded one.
_WITHIN: Final = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
    "decade": timedelta(days=3652),
}


def extent(moment: Moment, precision: str = "") -> Extent:
    """What is known of a moment: exact, or the whole of its day, month or year; ``precision`` may widen it."""
    if moment.exact:
        known = Extent(moment.earliest, moment.earliest)
    else:
        # A line of time has one zone; a day is taken as it is written, and not with every zone of the world.
        first = datetime.combine(moment.day, time(), UTC)
        known = Extent(first, datetime.combine(moment.last_day, time(), UTC) + timedelta(days=1))
    if not moment.finer_than(precision):
        return known
    within = _WITHIN.get(precision, timedelta())
    return Extent(known.middle - within / 2, known.middle + within / 2)
