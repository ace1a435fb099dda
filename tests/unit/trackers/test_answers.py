"""Which tickets are asked about, and what an answer means with the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from afterword.analysis.actions import Tracked
from afterword.model import Action
from afterword.trackers import Asked, NoAnswer, Ticket, ask_all
from afterword.trackers.ticket import UnknownReason
from afterword.trackers.ticket_location import TicketLocation
from tests.made import SETTINGS, review

BASE = "https://tracker.example.org"
DAY = date(2026, 1, 20)
OURS = replace(
    SETTINGS,
    trackers=((BASE, "jira"),),
    values=(("actions.*.status", (("Live in all regions", "done"), ("Parked", "open"))),),
)


def asked(answers: dict[str, Ticket | NoAnswer]) -> tuple[Asked, list[str]]:
    """The answers by key, and the keys in the order in which the tracker was asked."""
    order: list[str] = []

    def ask(place: TicketLocation, _: object) -> Ticket:
        key = place.address.rpartition("/")[2].partition("?")[0]
        order.append(key)
        if isinstance(answer := answers[key], NoAnswer):
            raise answer
        return answer

    rows = [
        Tracked(review("r"), Action("r", f"A{at}", "prevention", "T", tracker=f"{BASE}/browse/{key}"))
        for at, key in enumerate(answers)
    ]
    found = ask_all(rows, OURS, {BASE: {}}, ask)
    return {url.rpartition("/")[2]: answer for url, answer in found.items()}, order


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
    answers, _ = asked({"OPS-1": (told := UnknownReason(reason, DAY))})
    assert answers["OPS-1"] == (ticket or told)


def failure(why: str) -> NoAnswer:
    return NoAnswer(f"It is {why}", silent=True, why=why)


DONE = Ticket("done", DAY)
GONE = NoAnswer("Ticket not found (404)")


@pytest.mark.parametrize("why", ["broken", "slow"])
def test_a_ticket_that_breaks_its_tracker_each_time_is_left_alone_and_not_the_others(why: str) -> None:
    wanted = {"OPS-1": failure(why), "OPS-2": failure(why), "OPS-3": DONE, "OPS-4": failure(why), "OPS-5": DONE}
    answers, order = asked(wanted)
    assert (answers, order) == (wanted, list(wanted))


@pytest.mark.parametrize("between", [[], [DONE], [GONE], [UnknownReason("Nonsense", DAY)]])
def test_a_tracker_that_fails_for_three_tickets_in_a_row_is_not_asked_again(between: list[Ticket | NoAnswer]) -> None:
    told = [failure("slow"), failure("broken"), *between, *[failure("broken")] * 3, DONE]
    answers, order = asked({f"OPS-{number}": answer for number, answer in enumerate(told, 1)})
    assert len(order) == (6 if between else 3)
    assert str(answers[f"OPS-{len(told)}"]) == "Skipped, because its tracker has failed before. It is broken"


@pytest.mark.parametrize("why", ["limited", ""])
def test_a_tracker_that_is_busy_or_cannot_be_reached_is_not_asked_again(why: str) -> None:
    assert asked({"OPS-1": failure(why), "OPS-2": DONE})[1] == ["OPS-1"]
