"""All actions of all reviews: what is overdue, open, done and verified, and with whom it lies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.model import STATES, Action
from afterword.rendering.links import Linker
from afterword.site import addresses
from afterword.site.action_figures import figures, owners
from afterword.site.actions_view import action_row, by_state, state_title
from afterword.site.context import Site
from afterword.site.page import Page

LONG_TABLE = 100
"""The most rows of one state on the overview; more move to pages of their own."""

SHOWN_OF_LONG = 20


def action_pages(site: Site) -> Iterator[Page]:
    """The overview of actions, and pages for states that fill more than a table."""
    states = by_state(site, list(site.corpus.actions))
    yield site.page(
        addresses.ACTIONS,
        "actions.md.j2",
        title="Actions",
        hide=("navigation", "toc"),
        description="What is being done so that it does not happen again, tracked to completion.",
        make=lambda to: _overview(site, to, states),
    )
    for state, rows in states.items():
        yield from _state_pages(site, state, rows)


def _overview(site: Site, to: Linker, states: Mapping[str, list[Action]]) -> Mapping[str, Any]:
    counted = [action for action in site.corpus.actions if action.review_id in site.counted_ids]
    numbers = Counter(action.state(site.as_of) for action in counted)
    sections = []
    for state, rows in states.items():
        long = len(rows) > LONG_TABLE
        shown = rows[:SHOWN_OF_LONG] if long else rows
        link = to.to(addresses.part_of(addresses.ACTIONS, state), f"All {len(rows)}") if long else None
        sections.append(
            (
                state,
                state_title(site, state),
                [action_row(site, to, action) for action in shown],
                len(rows),
                link,
            )
        )
    return {
        "sections": sections,
        "numbers": [(state_title(site, state), state, numbers[state]) for state in STATES if numbers[state]],
        "number": len(counted),
        "invented": len(site.corpus.actions) - len(counted),
        "owners": owners(site),
        "figures": figures(site),
    }


def _state_pages(site: Site, state: str, rows: Sequence[Action]) -> Iterator[Page]:
    if len(rows) <= LONG_TABLE:
        return
    chunks = [rows[at : at + LONG_TABLE] for at in range(0, len(rows), LONG_TABLE)]
    names = [state if number == 1 else f"{state}/{number}" for number in range(1, len(chunks) + 1)]
    for number, (name, chunk) in enumerate(zip(names, chunks, strict=True), 1):
        path = addresses.part_of(addresses.ACTIONS, name)
        to = Linker(path)
        title = f"Actions: {state_title(site, state).lower()}"
        yield site.page(
            path,
            "actions_part.md.j2",
            title=title if len(chunks) == 1 else f"{title}, part {number} of {len(chunks)}",
            parent=addresses.ACTIONS,
            rows=[action_row(site, to, action) for action in chunk],
            whole=to.to(addresses.ACTIONS, "All actions"),
            total=len(rows),
            parts=[to.to(addresses.part_of(addresses.ACTIONS, other), str(at)) for at, other in enumerate(names, 1)],
        )
