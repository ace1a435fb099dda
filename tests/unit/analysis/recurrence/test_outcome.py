"""How far the fix was when it happened again: judged at the onset, and never guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from afterword.analysis.recurrence import Outcome, age
from tests.made import action
from tests.unit.analysis.recurrence.made_pairs import earlier, later, pairs

DETECTION = action("A2", area="detection", status="verified", closed="2025-02-01")


# Nobody but people can say that an incident followed which may have begun at any time.
UNKNOWN_ONSET: dict[str, Any] = {
    "onset": "unknown",
    "related": [{"id": "2025-01-10-earlier", "relation": "recurrence-of"}],
}


def fix(**data: Any) -> list[dict[str, Any]]:
    return [action(**data)]


@pytest.mark.parametrize(
    ("actions", "outcome", "said"),
    [
        ([DETECTION], Outcome.NEVER_FIXED, "no prevention was agreed"),
        (fix(status="dropped", closed="2025-03-03"), Outcome.NEVER_FIXED, "dropped 210 days before"),
        (fix(status="accepted-risk"), Outcome.NEVER_FIXED, "accepted as a risk"),
        (fix(due="2025-06-01"), Outcome.FIX_OVERDUE, "due 120 days before"),
        (fix(due="2025-06-01", status="verified", closed="2025-10-01"), Outcome.FIX_OVERDUE, "due 120 days before"),
        (fix(due="2025-12-01"), Outcome.FIX_OPEN, "unfinished, due 63 days later"),
        (fix(due="2025-09-29"), Outcome.FIX_OPEN, "unfinished, due that day"),
        (fix(status="in-progress"), Outcome.FIX_OPEN, "unfinished, without a due date"),
        (
            fix(due="2025-12-01", status="dropped", closed="2025-10-01"),
            Outcome.FIX_OPEN,
            "unfinished, due 63 days later",
        ),
        (fix(status="done", closed="2025-09-28"), Outcome.DONE_UNVERIFIED, "done 1 day before, but not verified"),
        (fix(status="verified", closed="2025-09-09"), Outcome.VERIFIED_ANYWAY, "verified 20 days before"),
        (fix(status="done"), Outcome.NOT_REPORTED, "status at that time not reported"),
        (fix(status="done", closed="2025-09-29"), Outcome.NOT_REPORTED, "status at that time not reported"),
        (fix(status=None), Outcome.NOT_REPORTED, "status at that time not reported"),
    ],
)
def test_the_state_of_the_fix_is_that_of_the_onset(actions: list[dict[str, Any]], outcome: Outcome, said: str) -> None:
    (found,) = pairs(earlier(actions=actions), later())
    assert (found.outcome, age(found)) == (outcome, said)


@pytest.mark.parametrize(
    ("days", "state", "outcome", "said"),
    [
        (60, {}, Outcome.FIX_OVERDUE, "due 192 days before, by the service level"),
        (
            60,
            {"status": "done", "closed": "2025-10-10"},
            Outcome.FIX_OVERDUE,
            "due 192 days before, by the service level",
        ),
        (365, {}, Outcome.FIX_OPEN, "unfinished, due 113 days later, by the service level"),
        (60, {"due": "2025-09-01"}, Outcome.FIX_OVERDUE, "due 28 days before"),
    ],
)
def test_a_fix_without_a_day_of_its_own_was_due_by_the_service_level(
    days: int, state: dict[str, Any], outcome: Outcome, said: str
) -> None:
    levelled = replace(earlier(actions=fix(**state)), service_levels=(("prevention", "sev2", days),))
    (found,) = pairs(levelled, later())
    assert (found.outcome, age(found)) == (outcome, said)


def test_of_two_preventions_the_one_that_was_due_first_is_named_whoever_set_its_day() -> None:
    actions = [action("A1", due="2025-06-01"), action("A2")]
    found = pairs(replace(earlier(actions=actions), service_levels=(("prevention", "sev2", 60),)), later())
    assert [one.action and one.action.id for one in found] == ["A2"]


def test_of_several_preventions_the_one_that_had_come_least_far_decides() -> None:
    actions = [
        action("A1", status="verified", closed="2025-02-01"),
        action("A2", status="dropped", closed="2025-02-01"),
        action("A3", due="2025-12-01"),
        action("A4", due="2025-08-01"),
        action("A5", due="2025-06-01"),
    ]
    by_number = [pairs(earlier(actions=actions[:number]), later())[0] for number in range(1, 6)]
    assert [(found.action and found.action.id, found.outcome) for found in by_number] == [
        ("A1", Outcome.VERIFIED_ANYWAY),
        ("A1", Outcome.VERIFIED_ANYWAY),
        ("A3", Outcome.FIX_OPEN),
        ("A4", Outcome.FIX_OVERDUE),
        ("A5", Outcome.FIX_OVERDUE),
    ]


@pytest.mark.parametrize(
    ("review", "said"),
    [
        ({"reviewed": "2025-10-09"}, "the first review was published 10 days later"),
        ({"reviewed": "2025-09-29T12:00Z"}, "the first review was published later that day"),
        ({"reviewed": "2025-09-30T00:00+14:00"}, "the first review was published later that day"),
        ({"status": "in-review", "reviewed": "2025-01-20"}, "the first review is not published yet"),
    ],
)
def test_nobody_can_have_learnt_from_a_review_that_was_not_there(review: dict[str, Any], said: str) -> None:
    (found,) = pairs(earlier(**review), later())
    assert (found.outcome, age(found)) == (Outcome.BEFORE_REVIEW, said)


@pytest.mark.parametrize(
    ("first", "then", "outcome"),
    [
        ({"reviewed": "2025-09-29"}, {}, Outcome.NOT_REPORTED),
        ({"reviewed": "unknown"}, {}, Outcome.NOT_REPORTED),
        ({"reviewed": "2025-09"}, {}, Outcome.NOT_REPORTED),
        ({}, {"onset": "2025-06"}, Outcome.FIX_OPEN),
        ({}, {"onset": "2025-07"}, Outcome.FIX_OVERDUE),
        ({}, {**UNKNOWN_ONSET, "detected": "2025-09-29"}, Outcome.NOT_REPORTED),
        ({"reviewed": "2025-11-01"}, {**UNKNOWN_ONSET, "detected": "2025-09-29"}, Outcome.BEFORE_REVIEW),
    ],
)
def test_a_coarse_or_unknown_date_never_says_more_than_it_knows(
    first: dict[str, Any], then: dict[str, Any], outcome: Outcome
) -> None:
    assert [found.outcome for found in pairs(earlier(**first), later(**then))] == [outcome]


def test_days_from_a_month_are_said_to_be_the_least() -> None:
    (found,) = pairs(earlier(), later(onset="2025-07"))
    assert age(found) == "due at least 30 days before"


PUBLIC = {"provenance": "public-report"}


@pytest.mark.parametrize(
    ("actions", "outcome"),
    [
        (fix(due="2025-06-01"), Outcome.NOT_REPORTED),
        (fix(status="in-progress"), Outcome.NOT_REPORTED),
        ([DETECTION], Outcome.NOT_REPORTED),
        ([], Outcome.NOT_REPORTED),
        (fix(status="done"), Outcome.DONE_UNVERIFIED),
        (fix(status="dropped"), Outcome.NEVER_FIXED),
    ],
)
def test_a_public_report_says_how_far_the_fix_was_when_it_appeared_and_no_more(
    actions: list[dict[str, Any]], outcome: Outcome
) -> None:
    (found,) = pairs(earlier(actions=actions, **PUBLIC), later(**PUBLIC))
    assert found.outcome is outcome


def test_what_another_organisation_repaired_says_nothing_about_this_system() -> None:
    (found,) = pairs(earlier(actions=fix(status="done"), **PUBLIC), later(models=[{"name": "Another"}]))
    assert found.outcome is Outcome.NOT_REPORTED


def test_of_two_reports_about_others_neither_repeats_the_other_until_people_say_so() -> None:
    assert not pairs(earlier(**PUBLIC), later(models=[{"name": "Another"}], **PUBLIC))
