"""What became of the actions of a past incident, in a clause."""

from __future__ import annotations

from collections import Counter
from datetime import date

from afterword.diagnostics import counted
from afterword.model import STATES, Review


def became(review: Review, as_of: date) -> str:
    """Such as ``3 actions: 1 overdue, 2 verified``, the most urgent first."""
    if not review.actions:
        return "no actions are on record"
    states = Counter(action.state(as_of) for action in review.actions)
    told = ", ".join(f"{states[state]} {state.replace('-', ' ')}" for state in STATES if states[state])
    return f"{counted(len(review.actions), 'action')}: {told}"
