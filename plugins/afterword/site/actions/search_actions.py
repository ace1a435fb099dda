"""The actions of a review as a search knows them, so that an area, a state and an owner are those of one action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from afterword.model import STATES, Review
from afterword.pages import addresses
from afterword.site.actions.rows import STILL_OPEN, by_state, state_note, state_title
from afterword.site.context import Site

TO_DO: Final = "unfinished"
"""The state of an action that is overdue, open or in progress; a reader who asks for open ones means all three."""

ANY: Final = "*"


class ActionHit(NamedTuple):
    """An action as a result shows it; ``owner`` is the slug of the filter, and absent values are empty."""

    anchor: str
    area: str
    state: str
    owner: str
    title: str
    whose: str
    note: str


def action_hits_of(site: Site, review: Review, owners: Mapping[str, str]) -> tuple[ActionHit, ...]:
    """The actions of a review, the most urgent first; a withdrawn one asks for nothing."""
    actions = [] if review.withdrawn else list(review.actions)
    rows = [action for found in by_state(site, actions).values() for action in found]
    return tuple(
        ActionHit(
            anchor=addresses.action_anchor(action.id),
            area=action.area,
            state=action.state(site.as_of),
            owner=owners.get(action.owner or "", ""),
            title=" ".join(action.title.replace("`", "").split()),
            whose=action.owner or "",
            note=state_note(action, site.as_of),
        )
        for action in rows
    )


def states_found(state: str) -> tuple[str, ...]:
    """The states under which a reader finds an action of a review that is not withdrawn."""
    return (TO_DO, state) if state in STILL_OPEN else (state,)


def states(site: Site) -> dict[str, str]:
    """The states of actions with their titles, and first the one that holds all that is still to be done."""
    return {TO_DO: "Still open", **{state: state_title(site, state) for state in STATES}}


def joint(action_hits: Sequence[ActionHit]) -> Iterator[str]:
    """Each joint question that some action of a review answers: ``area|state|owner``, where ``*`` asks for any.

    A question for one of the three alone is answered by the filter of that name.
    """
    found = {
        "|".join(asked)
        for action_hit in action_hits
        for asked in product(
            (action_hit.area, ANY),
            (*states_found(action_hit.state), ANY),
            (*((action_hit.owner,) if action_hit.owner else ()), ANY),
        )
        if asked.count(ANY) < 2
    }
    yield from sorted(found)
