"""The state of a past incident: its actions, the unfinished ones, and the checks that it added."""

from __future__ import annotations

from collections import Counter
from datetime import date

from afterword.diagnostics import counted
from afterword.model import STATES, Action, Review, values_at


def became(review: Review, as_of: date) -> str:
    """Such as ``3 actions: 1 overdue, 2 verified``, the most urgent first."""
    if not review.actions:
        return "no actions recorded"
    states = Counter(action.state(as_of) for action in review.actions)
    by_state = ", ".join(f"{states[state]} {state.replace('-', ' ')}" for state in STATES if states[state])
    return f"{counted(len(review.actions), 'action')}: {by_state}"


def unfinished(review: Review, as_of: date) -> list[Action]:
    """The actions that are not finished, preventions first, the latest first."""
    open_actions = [action for action in review.actions if action.unfinished(as_of)]
    return sorted(open_actions, key=lambda action: (action.area != "prevention", -action.days_late(as_of), action.id))


def checks(review: Review) -> list[str]:
    """The checks that it added, in the order of the schema: those before a release come first."""
    return [
        str(check) for kind in review.data.get("feeds", {}) for check in values_at(review.data, ("feeds", kind, "*"))
    ]
