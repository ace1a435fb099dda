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
        ("dropped", OTHER, Ticket("done", DAY), None),
        ("dropped", None, Ticket("done", DAY), Change("dropped", DAY)),
        ("verified", OTHER, Ticket("done", DAY), None),
        ("accepted-risk", None, Ticket("open"), None),
        ("accepted-risk", None, Ticket("dropped", DAY), None),
        ("accepted-risk", None, Ticket("done", DAY), None),
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


@pytest.mark.parametrize("status", ["accepted-risk", "dropped"])
def test_what_a_person_decided_not_to_do_and_is_done_is_for_a_person_to_end(status: str) -> None:
    assert isinstance(follow(action(status), Ticket("done", DAY, stated=True)), Doubt)


@pytest.mark.parametrize("status", [None, "open", "in-progress", "done", "dropped", "accepted-risk"])
@pytest.mark.parametrize("state", ["open", "in-progress", "done", "dropped"])
@pytest.mark.parametrize("stated", [True, False])
def test_no_tracker_verifies_anything(status: str | None, state: str, stated: bool) -> None:
    answer = follow(action(status), Ticket(state, DAY, stated))
    assert not isinstance(answer, Change) or answer.status != "verified"
