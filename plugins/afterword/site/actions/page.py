"""All actions of all reviews: what is overdue, open, done and verified, and who owns it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from afterword.model import STATES, Action
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.actions.figures import figures, owners
from afterword.site.actions.filter import action_filter, action_values
from afterword.site.actions.rows import STILL_OPEN, ActionRow, action_row, by_state, state_title
from afterword.site.context import Site
from afterword.site.lists.filters import WORTH_FILTERING, Filter
from afterword.site.makers import makes_pages

LONG_TABLE = 200
"""The most rows of one state on the overview; more move to pages of their own."""

SHOWN_OF_LONG = 20


class Section(NamedTuple):
    """The actions in one state as the overview shows them; ``all`` links to the rest if there are too many.

    ``few`` of them are what a phone shows until more is asked for, so that the page stays one that is read.
    """

    state: str
    title: str
    rows: list[ActionRow]
    all: Markup | None

    @property
    def few(self) -> int:
        return 3 if self.state in STILL_OPEN else 1


@makes_pages
def action_pages(site: Site) -> Iterator[Page]:
    """The overview of actions, and pages for states that fill more than a table."""
    found = by_state(site, list(site.corpus.actions))
    states = {state: site.real_first(rows, lambda action: action.review_id) for state, rows in found.items()}
    yield site.page(
        addresses.ACTIONS,
        "actions.html.j2",
        title="Actions",
        hide=("navigation", "toc"),
        description="Actions from all reviews, tracked until they are verified.",
        make=lambda to: _overview(site, to, states),
    )
    for state, rows in states.items():
        yield from _state_pages(site, state, rows)


def filterable(site: Site) -> bool:
    """Whether the overview has all actions, and enough of them for a filter."""
    numbers = Counter(action.state(site.as_of) for action in site.corpus.actions)
    return numbers.total() >= WORTH_FILTERING and max(numbers.values()) <= LONG_TABLE


def _overview(site: Site, to: Linker, states: Mapping[str, list[Action]]) -> Mapping[str, Any]:
    counted = [action for action in site.corpus.actions if action.review_id in site.counted_ids]
    numbers = Counter(action.state(site.as_of) for action in counted)
    choices = action_filter(site, site.corpus.actions, site.owner_slugs) if filterable(site) else None
    real = [_section(site, to, state, rows, choices, real=True) for state, rows in states.items()]
    shown = [one for one in real if one.rows or one.state == "overdue"]
    return {
        "sections": shown,
        "shown": {one.state for one in shown},
        "aside": [_section(site, to, state, rows, choices, real=False) for state, rows in states.items()],
        "filter": choices,
        "numbers": [(state_title(site, state), state, numbers[state]) for state in STATES if numbers[state]],
        "number": len(counted),
        "invented": len(site.corpus.actions) - len(counted),
        "owners": owners(site),
        "figures": figures(site),
    }


def _section(
    site: Site, to: Linker, state: str, rows: Sequence[Action], choices: Filter | None, *, real: bool
) -> Section:
    """The actions in one state: what statistics rest on, or the rest; ``choices`` is the filter that reads them."""
    found = [action for action in rows if (action.review_id in site.counted_ids) is real]
    long = len(rows) > LONG_TABLE
    shown = found[:SHOWN_OF_LONG] if long else found
    return Section(
        state,
        state_title(site, state),
        [_row(site, to, one, choices) for one in shown],
        to.to(addresses.part_of(addresses.ACTIONS, state), f"All {len(rows)}") if long else None,
    )


def _row(site: Site, to: Linker, action: Action, choices: Filter | None) -> ActionRow:
    row = action_row(site, to, action)
    if choices is None:
        return row
    return row._replace(data=choices.read_from(action_values(site, action, site.owner_slugs)))


def _state_pages(site: Site, state: str, rows: Sequence[Action]) -> Iterator[Page]:
    if len(rows) <= LONG_TABLE:
        return
    chunks = [rows[at : at + LONG_TABLE] for at in range(0, len(rows), LONG_TABLE)]
    names = [state if number == 1 else f"{state}/{number}" for number in range(1, len(chunks) + 1)]
    title = f"Actions: {state_title(site, state).lower()}"
    for number, (name, chunk) in enumerate(zip(names, chunks, strict=True), 1):
        yield site.page(
            addresses.part_of(addresses.ACTIONS, name),
            "actions_part.html.j2",
            title=title if len(chunks) == 1 else f"{title}, part {number} of {len(chunks)}",
            parent=addresses.ACTIONS,
            make=partial(_part, site, chunk, names, len(rows)),
        )


def _part(site: Site, actions: Sequence[Action], names: Sequence[str], total: int, to: Linker) -> Mapping[str, Any]:
    """Some of the actions in a state; ``names`` are those of all its parts."""
    return {
        "rows": [action_row(site, to, action) for action in actions],
        "whole": to.to(addresses.ACTIONS, "All actions"),
        "total": total,
        "parts": [to.to(addresses.part_of(addresses.ACTIONS, name), str(at)) for at, name in enumerate(names, 1)],
    }
