"""What the state of a ticket means for an action: a safe change, a question for a person, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from afterword.model import UNFINISHED, Action
from afterword.trackers.ticket import Ticket

_ENDED: Final = frozenset({"done", "dropped"})
_QUESTIONS: Final = {
    "accepted-risk": "The action is an accepted risk but its ticket is done: is the risk gone?",
    "dropped": "The action is dropped but its ticket is done: was it done after all?",
}
"""What to ask if a ticket is done although a person decided that its action will not be."""


class Change(NamedTuple):
    """The new status of an action, and the day on which it was closed, if that is known."""

    status: str
    closed: date | None


class Doubt(NamedTuple):
    """Why a person has to decide, as a sentence without a full stop."""

    reason: str


def follow(action: Action, ticket: Ticket) -> Change | Doubt | None:
    """Compare an action with its ticket; ``None`` if the two agree.

    A tracker never makes an action verified, and never undoes what a person has verified, accepted or dropped because
    a ticket is closed.
    """
    if action.status == "verified":
        if ticket.state == "done":
            return None
        return Doubt(f"The action is verified but its ticket is {ticket.state}: is it still in place?")
    if ticket.state == "done" and ticket.stated and action.status in _QUESTIONS:
        return Doubt(_QUESTIONS[action.status])
    if action.status == "accepted-risk":
        return None
    wanted = _status(action, ticket)
    # A date that a person wrote is more reliable than the date on which the ticket was closed.
    day = (action.closed or ticket.closed) if wanted == action.status else ticket.closed
    closed = day if wanted in _ENDED else None
    if (wanted, closed) == (action.status, action.closed):
        return None
    return Change(wanted, closed)


def _status(action: Action, ticket: Ticket) -> str:
    # Not every tracker has a state for work in progress, so an open ticket does not reset it.
    if ticket.state == "open" and action.status in UNFINISHED:
        return str(action.status)
    # Who drops an action closes its ticket, and not every tracker asks why.
    if ticket.state == "done" and action.status == "dropped":
        return "dropped"
    return ticket.state
