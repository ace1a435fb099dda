"""The figures of the actions page: open actions over time, their age, the time to close, and the owners.

They rest on the organisation's own counted reviews, and each says how many actions carry what it needs. Where there
are none yet, they show what they will look like from invented scenarios, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from afterword.analysis.actions import (
    Durations,
    Owner,
    Tracked,
    ageing,
    burn_down,
    by_owner,
    followed,
    time_to,
    tracked,
)
from afterword.diagnostics import counted, listed, one_of
from afterword.model import STATES, Review
from afterword.rendering import plain
from afterword.rendering.words import amount, share_of
from afterword.site.actions.rows import STILL_OPEN, state_title
from afterword.site.context import Site
from afterword.site.lists.bars import Bar

MOST_SINGLE = 12
"""The most durations that are listed one by one."""


class Figure(NamedTuple):
    """A question with its answer as bars or as sentences, and what it rests on; ``hint`` says what would fill it."""

    title: str
    base: str
    bars: tuple[Bar, ...]
    lines: tuple[str, ...]
    hint: str


class Figures(NamedTuple):
    """The three figures, and whether they only show what they will look like."""

    shown: tuple[Figure, ...]
    invented: bool


def figures(site: Site) -> Figures:
    """The figures of what is followed here, or else of invented scenarios; none where there are neither."""
    own = followed(site.corpus)
    actions = own or tracked(_invented(site))
    shown = (_over_time(site, actions), _ages(site, actions), _times(site, actions)) if actions else ()
    return Figures(shown, invented=not own)


def owners(site: Site) -> Mapping[str, Any]:
    """Who has how many in which state, and how long the oldest has been open; owners in invented scenarios last."""
    actions = tracked(site.corpus.counted)
    found = [(one, False) for one in by_owner(actions, site.as_of)]
    owned = sum(sum(one.states.values()) for one, _ in found)
    found += [(one, True) for one in by_owner(tracked(_invented(site)), site.as_of)]
    states = [state for state in STATES if any(one.states.get(state) for one, _ in found)]
    return {
        "states": [state_title(site, state) for state in states],
        "rows": [(one.name, made_up, [one.states.get(s, 0) for s in states], _oldest(one)) for one, made_up in found],
        "owned": owned,
        "total": len(actions),
        "invented": any(made_up for _, made_up in found),
    }


def _oldest(owner: Owner) -> str:
    """The age in days of the oldest that is open; of what is open without a day, it is not known."""
    if owner.oldest is not None:
        return str(owner.oldest)
    return "not known" if any(owner.states.get(state) for state in STILL_OPEN) else ""


def _invented(site: Site) -> list[Review]:
    return [review for review in site.corpus.reviews if review.illustrative and not review.withdrawn]


def _over_time(site: Site, actions: Sequence[Tracked]) -> Figure:
    found = burn_down(actions, site.as_of)
    quarters = found.by_quarter(site.as_of)
    scale = max((number for _, number in quarters), default=0) or 1
    return Figure(
        "Open at the end of each quarter",
        f"The dates are known for {share_of(found.carried, found.total, 'action')}.",
        tuple(Bar(plain(name), number, found.carried, scale) for name, number in quarters),
        (),
        "Needs `reviewed` in reviews and `closed` in closed actions.",
    )


def _ages(site: Site, actions: Sequence[Tracked]) -> Figure:
    found = ageing(actions, site.as_of)
    scale = max(band.open for band in found.bands) or 1
    bars = tuple(
        Bar(
            plain(band.title),
            band.open,
            found.carried,
            scale,
            f"{amount(band.overdue)} overdue" if band.overdue else "",
        )
        for band in found.bands
    )
    return Figure(
        "Age of open actions",
        f"The review date is known for {share_of(found.carried, found.total, 'open action')}.",
        bars if found.carried else (),
        (),
        "Needs `reviewed` in reviews with open actions.",
    )


def _times(site: Site, actions: Sequence[Tracked]) -> Figure:
    ways = [
        (state_title(site, state), time_to(actions, {state}, site.as_of)) for state in ("verified", "done", "dropped")
    ]
    lines = tuple(f"{title}: {_days(found)}" for title, found in ways if found.carried)
    # Trends calls an accepted risk closed too, but nothing was finished on its day.
    ended = f"{one_of(title.lower() for title, _ in ways)} action"
    carried, total = sum(found.carried for _, found in ways), sum(found.total for _, found in ways)
    return Figure(
        "Time from review to closing",
        f"Both dates are known for {share_of(carried, total, ended)}.",
        (),
        lines,
        f"Needs `closed` in each {ended}.",
    )


def _days(durations: Durations) -> str:
    if durations.median is not None:
        spread = f"range {durations.days[0]} to {durations.days[-1]}, {counted(durations.carried, 'action')}"
        return f"median {amount(durations.median)} {'day' if durations.median == 1 else 'days'} ({spread})"
    # A handful has no median.
    return f"{listed(map(str, durations.days[:MOST_SINGLE]))} {'day' if durations.days == (1,) else 'days'}"
