"""What is still to be done in some reviews: the same list on every page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from afterword.diagnostics import counted
from afterword.model import Action, Review
from afterword.rendering import Markup, element, plain
from afterword.rendering.html import joined
from afterword.rendering.links import Linker
from afterword.site.actions.rows import STILL_OPEN, action_row, by_state, merged
from afterword.site.context import Site

MOST_ROWS: Final = 40
"""The most rows of the list."""


def still_open(site: Site, reviews: Iterable[Review], place: str) -> Markup:
    """How much of that there is, in a line that leads to the list at ``place``; invented reviews are counted apart."""
    found = _still_open(site, reviews)
    real = [action for action in found if action.review_id in site.counted_ids]
    late = sum(action.overdue(site.as_of) for action in real)
    parts = []
    if real:
        told = counted(len(real), "action") + (f", {late:,} overdue" if late else ", none overdue")
        parts.append(element("strong", told, "aw-late") if late else plain(told))
    if aside := len(found) - len(real):
        parts.append(plain(f"{aside:,} of invented examples"))
    return element("a", joined(parts, ", and "), href=f"#{place}") if parts else plain("Nothing")


def unfinished_actions(site: Site, to: Linker, reviews: Iterable[Review]) -> Mapping[str, Any]:
    """The open actions of some reviews, overdue first: the first rows, and how many there are.

    ``told`` is how many actions the rows tell, where that is not how many rows there are.
    """
    ordered = _still_open(site, reviews)
    first = ordered[:MOST_ROWS]
    rows = merged([action_row(site, to, action) for action in first])
    return {
        "rows": rows,
        "told": len(first) if len(rows) < len(first) else 0,
        "total": len(ordered),
        "most": MOST_ROWS,
    }


def _still_open(site: Site, reviews: Iterable[Review]) -> list[Action]:
    """Overdue first; withdrawn reviews ask for nothing."""
    states = by_state(site, [action for review in reviews if not review.withdrawn for action in review.actions])
    return [action for state in STILL_OPEN for action in states.get(state, ())]
