"""What the state of a ticket makes of an action: a change that is safe to write, a doubt for a person, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from afterword.model import UNFINISHED, Action
from afterword.trackers.ticket import Ticket

_ENDED: Final = frozenset({"done", "dropped"})


@dataclass(frozen=True)
class Change:
    """The status that an action gets, and the day on which it ended; ``None`` where it has not, or nobody knows."""

    status: str
    closed: date | None


@dataclass(frozen=True)
class Doubt:
    """Why a person has to decide, as a sentence without its full stop."""

    reason: str


def follow(action: Action, ticket: Ticket) -> Change | Doubt | None:
    """Hold an action against its ticket; ``None`` where the two agree.

    Nothing is ever verified by a tracker, and what a person verified or accepted is never taken back by one.
    """
    if action.status == "verified":
        if ticket.state == "done":
            return None
        return Doubt(f"It is verified, and its ticket is {ticket.state}: is it still so?")
    if action.status == "accepted-risk":
        return (
            Doubt("It is an accepted risk, and its ticket is done: is the risk gone?")
            if ticket.state == "done"
            else None
        )
    wanted = _status(action, ticket)
    # A day that a person wrote is better known than the day on which somebody closed the ticket.
    day = (action.closed or ticket.closed) if wanted == action.status else ticket.closed
    closed = day if wanted in _ENDED else None
    if (wanted, closed) == (action.status, action.closed):
        return None
    return Change(wanted, closed)


def _status(action: Action, ticket: Ticket) -> str:
    # Not every tracker knows that work has begun, so an open ticket does not say that it has not.
    if ticket.state == "open" and action.status in UNFINISHED:
        return str(action.status)
    return ticket.state
