"""What is still to be done in some reviews: the same list on every page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from afterword.model import Review
from afterword.rendering.links import Linker
from afterword.site.actions.rows import STILL_OPEN, action_row, by_state, merged
from afterword.site.context import Site

MOST_ROWS: Final = 40
"""The most rows of the list."""


def unfinished_actions(site: Site, to: Linker, reviews: Iterable[Review]) -> Mapping[str, Any]:
    """The open actions of some reviews, overdue first: the first rows, and how many there are."""
    states = by_state(site, [action for review in reviews for action in review.actions])
    ordered = [action for state in STILL_OPEN for action in states.get(state, ())]
    return {
        "rows": merged([action_row(site, to, action) for action in ordered[:MOST_ROWS]]),
        "total": len(ordered),
        "most": MOST_ROWS,
    }
