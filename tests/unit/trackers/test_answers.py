"""Which tickets are asked about, and what an answer means with the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from afterword.analysis.actions import Tracked
from afterword.model import Action
from afterword.trackers import Access, Asked, NoAnswer, Ticket, ask_all
from afterword.trackers.ticket import UnknownReason
from afterword.trackers.ticket_location import TicketLocation
from tests.made import SETTINGS, review

BASE = "https://tracker.example.org"
DAY = date(2026, 1, 20)
OURS = replace(
    SETTINGS,
    trackers=((BASE, "github"),),
    values=(("actions.*.status", (("Live in all regions", "done"), ("Parked", "open"))),),
)


def asked(answers: Mapping[str, Ticket | NoAnswer]) -> tuple[Asked, list[str]]:
    """The answers by repository and number, and those in the order in which the tracker was asked."""
    order: list[str] = []

    def ask(place: TicketLocation, _: object) -> Ticket:
        key = place.address.partition("/repos/o/")[2].replace("/issues", "")
        order.append(key)
        if isinstance(answer := answers[key], NoAnswer):
            raise answer
        return answer

    rows = [
        Tracked(review("r"), Action("r", key, "prevention", "T", tracker=f"{BASE}/o/{key.replace('/', '/issues/')}"))
        for key in answers
    ]
    found = ask_all(rows, OURS, {BASE: Access({}, "GITHUB_TOKEN", has_token=True)}, ask)
    return {row.action.id: found[str(row.action.tracker)] for row in rows}, order


@pytest.mark.parametrize(
    ("reason", "ticket"),
    [
        ("live in ALL regions", Ticket("done", DAY, stated=True)),
        ("Abandoned", Ticket("dropped", DAY, stated=True)),
        ("Parked", None),
        ("Nonsense", None),
    ],
)
def test_the_settings_say_what_a_reason_of_ones_own_means(reason: str, ticket: Ticket | None) -> None:
    answers, _ = asked({"a/1": (told := UnknownReason(reason, DAY))})
    assert answers["a/1"] == (ticket or told)


def failure(why: str) -> NoAnswer:
    return NoAnswer(f"It is {why}", silent=True, why=why)


DONE = Ticket("done", DAY)
GONE = NoAnswer("Ticket not found (404)")


@pytest.mark.parametrize("why", ["broken", "slow"])
def test_a_ticket_that_breaks_its_tracker_each_time_is_left_alone_and_not_the_others(why: str) -> None:
    wanted: dict[str, Ticket | NoAnswer] = {
        "a/1": failure(why),
        "a/2": failure(why),
        "a/3": DONE,
        "a/4": failure(why),
        "a/5": DONE,
    }
    answers, order = asked(wanted)
    assert (answers, order) == (wanted, list(wanted))


@pytest.mark.parametrize("between", [[], [DONE], [GONE], [UnknownReason("Nonsense", DAY)]])
def test_a_tracker_that_fails_for_three_tickets_in_a_row_is_not_asked_again(between: list[Ticket | NoAnswer]) -> None:
    told = [failure("slow"), failure("broken"), *between, *[failure("broken")] * 3, DONE]
    answers, order = asked({f"a/{number}": answer for number, answer in enumerate(told, 1)})
    assert len(order) == (6 if between else 3)
    assert str(answers[f"a/{len(told)}"]) == f"Skipped, because {BASE} has failed before. It is broken"


def test_where_three_tickets_are_denied_only_their_project_is_not_asked_again() -> None:
    denied = NoAnswer("Access denied (403)", why="denied")
    order = asked({"a/1": denied, "a/2": denied, "a/3": denied, "a/4": DONE, "b/1": DONE, "a/5": DONE})[1]
    assert order == ["a/1", "a/2", "a/3", "b/1"]


@pytest.mark.parametrize("why", ["limited", ""])
def test_a_tracker_that_is_busy_or_cannot_be_reached_is_not_asked_again(why: str) -> None:
    assert asked({"a/1": failure(why), "a/2": DONE})[1] == ["a/1"]
