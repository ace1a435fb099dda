"""The time to ask for, from the clocks of a review, so that nobody types a date twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from afterword.evidence.snapshot import Span, Window
from afterword.model import Review


class NoWindowError(ValueError):
    """The clocks of a review do not say when to look; the message says what to write."""


class Margins(NamedTuple):
    """How much is asked for around the incident: the ``baseline`` ends where ``before`` begins."""

    baseline: timedelta = timedelta(hours=24)
    before: timedelta = timedelta(hours=1)
    after: timedelta = timedelta(hours=2)


def window_of(review: Review, margins: Margins, now: datetime) -> Window:
    """The window of a review; nothing later than ``now`` is asked for. Raises ``NoWindowError``."""
    start = next((clock for name in ("onset", "first_signal", "detected") if (clock := review.clock(name))), None)
    if start is None:
        raise NoWindowError("The review has neither `onset`, `first_signal` nor `detected`; write one of them")
    end = next((clock for name in ("mitigated", "resolved", "detected") if (clock := review.clock(name))), start)
    begun = start.earliest - margins.before
    ended = min(max(end.latest, start.latest) + margins.after, now)
    if ended <= begun:
        raise NoWindowError(f"The review begins at {start.text}, which is later than now; correct its clocks")
    return Window(Span(begun - margins.baseline, begun), Span(begun, ended))
