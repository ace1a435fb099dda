"""How many actions were open on which day, from the days in the reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from afterword.analysis.actions.selection import Tracked
from afterword.model import UNFINISHED


class BurnDown(NamedTuple):
    """The number of open actions from each day of ``points`` on, in order, up to the day that was asked about.

    It rests on ``carried`` of ``total`` actions: those of which it is known when they were agreed and, if they have
    ended, when.
    """

    points: tuple[tuple[date, int], ...]
    carried: int
    total: int

    def on(self, day: date) -> int:
        """How many were open at the end of a day."""
        return next((number for since, number in reversed(self.points) if since <= day), 0)

    def by_quarter(self, as_of: date, most: int = 8) -> tuple[tuple[str, int], ...]:
        """The last quarters, oldest first, each with how many were open at its end, or are on the day itself."""
        if not self.points:
            return ()
        first = _quarter(self.points[0][0])
        last = _quarter(as_of)
        shown = range(max(first, last - most + 1), last + 1)
        return tuple((_name(at, as_of), self.on(min(as_of, _end_of(at)))) for at in shown)


def _quarter(day: date) -> int:
    """Quarters since the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def _name(quarter: int, as_of: date) -> str:
    name = f"{quarter // 4} Q{quarter % 4 + 1}"
    return f"{name} to date" if _end_of(quarter) > as_of else name


def _end_of(quarter: int) -> date:
    following = quarter + 1
    return date(following // 4, following % 4 * 3 + 1, 1) - timedelta(days=1)


def burn_down(actions: Sequence[Tracked], as_of: date) -> BurnDown:
    """Count open actions over time: one more on the day on which it was agreed, one fewer when it was closed.

    Days after ``as_of`` have not come yet and are left out. An action that was closed before its review was agreed
    was never open in this sense: it is carried and changes nothing.
    """
    spans = [span for action in actions if (span := _open(action)) is not None]
    changes: Counter[date] = Counter()
    for begun, ended in spans:
        if begun <= as_of and (ended is None or ended > begun):
            changes[begun] += 1
            if ended is not None and ended <= as_of:
                changes[ended] -= 1
    points, now = [], 0
    for day in sorted(changes):
        now += changes[day]
        points.append((day, now))
    if points and points[-1][0] < as_of:
        points.append((as_of, now))
    return BurnDown(tuple(points), len(spans), len(actions))


def _open(tracked: Tracked) -> tuple[date, date | None] | None:
    """From when and until when an action was open; ``None`` where that is not known."""
    if tracked.opened is None or tracked.action.status is None:
        return None
    if tracked.action.status in UNFINISHED:
        return tracked.opened, None
    return (tracked.opened, tracked.action.closed) if tracked.action.closed else None
