"""What a past incident left behind: what became of its actions, which are unfinished, and which checks it asks for."""

from __future__ import annotations

from collections import Counter
from datetime import date

from afterword.diagnostics import counted
from afterword.model import STATES, UNFINISHED, Action, Review, values_at


def became(review: Review, as_of: date) -> str:
    """Such as ``3 actions: 1 overdue, 2 verified``, the most urgent first."""
    if not review.actions:
        return "no actions are on record"
    states = Counter(action.state(as_of) for action in review.actions)
    told = ", ".join(f"{states[state]} {state.replace('-', ' ')}" for state in STATES if states[state])
    return f"{counted(len(review.actions), 'action')}: {told}"


def unfinished(review: Review, as_of: date) -> list[Action]:
    """The actions that are still to be done, preventions first and of these the latest."""
    found = [action for action in review.actions if action.status in UNFINISHED]
    return sorted(found, key=lambda action: (action.area != "prevention", -action.days_late(as_of), action.id))


def checks(review: Review) -> list[str]:
    """The checks that it adds, in the order of the schema: those that stop a release come first."""
    return [
        str(check) for kind in review.data.get("feeds", {}) for check in values_at(review.data, ("feeds", kind, "*"))
    ]
