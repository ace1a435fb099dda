"""How long actions have been open, and how long it took until they ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Final, NamedTuple

from afterword.analysis.actions.selection import Tracked
from afterword.text.same_name import usual_names

BANDS: Final = (("up to 30 days", 30), ("31 to 90 days", 90), ("91 to 180 days", 180), ("181 to 365 days", 365))
OVER: Final = "more than a year"

ENOUGH: Final = 8
"""The fewest durations for a median; fewer are listed one by one."""


class Band(NamedTuple):
    """Actions that have been open for about as long; ``overdue`` of them are past their day."""

    title: str
    open: int
    overdue: int


class Ageing(NamedTuple):
    """Unfinished actions by age; ``carried`` of ``total`` have a review with a known review date."""

    bands: tuple[Band, ...]
    carried: int
    total: int


class Durations(NamedTuple):
    """Days from review to closing, shortest first, of ``carried`` among ``total`` such actions."""

    days: tuple[int, ...]
    total: int

    @property
    def carried(self) -> int:
        return len(self.days)

    @property
    def median(self) -> float | None:
        """The median in days; ``None`` where there are too few to speak of one."""
        return float(median(self.days)) if self.carried >= ENOUGH else None


class Owner(NamedTuple):
    """One owner's actions by state, and the age in days of the oldest unfinished one where it is known."""

    name: str
    states: Mapping[str, int]
    oldest: int | None


def ageing(actions: Sequence[Tracked], as_of: date) -> Ageing:
    """Sort unfinished actions into bands of age, counted from the day on which their review was agreed."""
    unfinished = [action for action in actions if action.action.unfinished(as_of)]
    aged = [(_band(age), one) for one in unfinished if (age := _age(one, as_of)) is not None]
    titles = [*(title for title, _ in BANDS), OVER]
    found = Counter(title for title, _ in aged)
    late = Counter(title for title, one in aged if one.action.overdue(as_of))
    return Ageing(tuple(Band(title, found[title], late[title]) for title in titles), len(aged), len(unfinished))


def time_to(actions: Sequence[Tracked], states: Collection[str], as_of: date) -> Durations:
    """How long actions that had ended in some states by a day took from the day on which their review was agreed.

    What had ended before their review was agreed took 0 days.
    """
    ended = [action for action in actions if action.action.status_on(as_of) in states]
    days = [
        max(0, (one.action.closed - one.opened).days)
        for one in ended
        if one.action.closed is not None and one.opened is not None
    ]
    return Durations(tuple(sorted(days)), len(ended))


def by_owner(actions: Sequence[Tracked], as_of: date) -> tuple[Owner, ...]:
    """Each owner with its actions, by usual name; actions without an owner are left out."""
    usual = usual_names(one.action.owner for one in actions if one.action.owner)
    owned: dict[str, list[Tracked]] = {}
    for action in actions:
        if action.action.owner:
            owned.setdefault(usual[action.action.owner], []).append(action)
    return tuple(
        Owner(
            name,
            Counter(one.action.state(as_of) for one in owned[name]),
            max(
                (a for one in owned[name] if one.action.unfinished(as_of) and (a := _age(one, as_of)) is not None),
                default=None,
            ),
        )
        for name in sorted(owned, key=str.casefold)
    )


def _age(tracked: Tracked, as_of: date) -> int | None:
    return None if tracked.opened is None else max(0, (as_of - tracked.opened).days)


def _band(age: int) -> str:
    return next((title for title, most in BANDS if age <= most), OVER)
