"""What each state of a ticket makes of each status of an action."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.model import Action
from afterword.trackers.following import Change, Doubt, follow
from afterword.trackers.ticket import Ticket

DAY, OTHER = date(2026, 1, 20), date(2026, 1, 2)


def action(status: str | None, closed: date | None = None) -> Action:
    return Action("2025-01-01-example", "A1", "prevention", "Files are validated", status=status, closed=closed)


@pytest.mark.parametrize(
    ("status", "closed", "ticket", "change"),
    [
        ("open", None, Ticket("open"), None),
        ("in-progress", None, Ticket("open"), None),
        ("in-progress", None, Ticket("in-progress"), None),
        (None, None, Ticket("open"), Change("open", None)),
        ("open", None, Ticket("in-progress"), Change("in-progress", None)),
        ("open", None, Ticket("done", DAY), Change("done", DAY)),
        ("open", None, Ticket("done"), Change("done", None)),
        ("in-progress", None, Ticket("dropped", DAY), Change("dropped", DAY)),
        ("open", OTHER, Ticket("open"), Change("open", None)),
        ("done", None, Ticket("done", DAY), Change("done", DAY)),
        ("done", OTHER, Ticket("done", DAY), None),
        ("done", OTHER, Ticket("open"), Change("open", None)),
        ("done", OTHER, Ticket("in-progress"), Change("in-progress", None)),
        ("done", OTHER, Ticket("dropped", DAY), Change("dropped", DAY)),
        ("dropped", OTHER, Ticket("dropped", DAY), None),
        ("dropped", OTHER, Ticket("done", DAY), Change("done", DAY)),
        ("verified", OTHER, Ticket("done", DAY), None),
        ("accepted-risk", None, Ticket("open"), None),
        ("accepted-risk", None, Ticket("dropped", DAY), None),
    ],
)
def test_an_action_follows_its_ticket(
    status: str | None, closed: date | None, ticket: Ticket, change: Change | None
) -> None:
    assert follow(action(status, closed), ticket) == change


@pytest.mark.parametrize("state", ["open", "in-progress", "dropped"])
def test_what_a_person_verified_is_not_taken_back_by_a_tracker(state: str) -> None:
    answer = follow(action("verified", OTHER), Ticket(state))
    assert isinstance(answer, Doubt)
    assert f"its ticket is {state}" in answer.reason


def test_a_risk_whose_ticket_is_done_is_for_a_person_to_end() -> None:
    assert isinstance(follow(action("accepted-risk"), Ticket("done", DAY)), Doubt)


@pytest.mark.parametrize("status", [None, "open", "in-progress", "done", "dropped", "accepted-risk"])
@pytest.mark.parametrize("state", ["open", "in-progress", "done", "dropped"])
def test_no_tracker_verifies_anything(status: str | None, state: str) -> None:
    answer = follow(action(status), Ticket(state, DAY))
    assert not isinstance(answer, Change) or answer.status != "verified"
