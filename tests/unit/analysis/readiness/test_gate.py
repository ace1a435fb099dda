"""The gate: what holds a release, what does not, and what a waiver can do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from afterword.analysis.readiness import Gate, Past, answers, gate
from afterword.analysis.readiness.checklist import checklist_of
from afterword.model import Review
from afterword.settings.waivers import Waiver, waiver
from tests.made import AS_OF, action
from tests.unit.analysis.readiness.past import LATE, corpus, of

NAME = "2025-01-01-a#A1"
TOMORROW, YESTERDAY = AS_OF + timedelta(days=1), AS_OF - timedelta(days=1)


def judged(*reviews: Review, waivers: tuple[Waiver, ...] = (), illustrative: bool = False) -> Gate:
    return gate(checklist_of(Past.of(corpus(*reviews), AS_OF, illustrative=illustrative), "Ranker"), waivers)


def test_an_overdue_prevention_of_its_own_shuts_the_gate_and_is_named_with_its_owner_and_day() -> None:
    found = judged(of("2025-01-01-a", actions=[LATE]))
    (held,) = found.held
    assert (held.name, held.action.owner, held.day, held.days_late) == (NAME, "loaders", date(2026, 1, 1), 30)
    assert not found.open


def test_an_overdue_prevention_of_a_close_incident_of_another_model_shuts_it_too() -> None:
    found = judged(
        of("2025-01-01-a", "Score", patterns=["stale-file", "other"], actions=[LATE]),
        of("2025-01-02-b", "Ranker", patterns=["stale-file"]),
    )
    assert [(held.name, held.patterns) for held in found.held] == [(NAME, ("stale-file",))]


@pytest.mark.parametrize(
    "more",
    [
        {"actions": [{**LATE, "area": "detection"}]},
        {"actions": [{**LATE, "due": "2026-01-31"}]},
        {"actions": [{**LATE, "status": "done"}]},
        {"actions": [LATE], "provenance": "illustrative"},
        {"actions": [LATE], "provenance": "public-report"},
        {"actions": [LATE], "status": "withdrawn"},
        {"actions": [{"id": "A1", "area": "prevention", "title": "Nobody knows"}]},
        {"actions": [action(status="accepted-risk", review_by="2026-01-31")]},
    ],
)
def test_what_is_not_an_overdue_prevention_of_a_real_review_of_our_own_does_not_shut_it(more: dict[str, Any]) -> None:
    assert judged(of("2025-01-01-a", **more), of("2025-01-02-b")).open


def test_an_accepted_risk_past_its_day_shuts_it_until_somebody_looks_again() -> None:
    (held,) = judged(of("2025-01-01-a", actions=[action(status="accepted-risk", review_by="2026-01-30")])).held
    assert (held.risk, held.days_late) == (True, 1)


def test_what_was_overdue_then_and_was_closed_later_shut_it_then() -> None:
    (held,) = judged(of("2025-01-01-a", actions=[{**LATE, "status": "verified", "closed": "2026-02-20"}])).held
    assert (held.name, held.days_late, held.risk) == (NAME, 30, False)


def test_invented_reviews_shut_it_when_they_are_asked_to() -> None:
    assert not judged(of("2025-01-01-a", actions=[LATE], provenance="illustrative"), illustrative=True).open


def test_a_waiver_counts_through_its_last_day_and_not_a_day_longer() -> None:
    late = of("2025-01-01-a", actions=[LATE])
    today, gone = (waiver(NAME, "The rollback would do more harm", day) for day in (AS_OF, YESTERDAY))
    let_pass = judged(late, waivers=(today,))
    assert (let_pass.open, [pair[0].name for pair in let_pass.waived]) == (True, [NAME])
    shut = judged(late, waivers=(gone,))
    assert (shut.open, [pair[1] for pair in shut.lapsed]) == (False, [gone])


def test_of_two_waivers_the_longer_counts() -> None:
    both = tuple(waiver(NAME, "So agreed", day) for day in (TOMORROW, YESTERDAY))
    assert judged(of("2025-01-01-a", actions=[LATE]), waivers=both).open


def test_a_waiver_of_one_action_lets_no_other_pass() -> None:
    late = of("2025-01-01-a", actions=[LATE, {**LATE, "id": "A2"}])
    assert [held.action.id for held in judged(late, waivers=(waiver(NAME, "So agreed", TOMORROW),)).held] == ["A2"]


def test_the_answer_says_of_how_many_preventions_nobody_knows() -> None:
    silent = of("2025-01-01-a", actions=[{"id": "A1", "area": "prevention", "title": "Nobody knows"}])
    found = checklist_of(Past.of(corpus(silent), AS_OF), "Ranker")
    assert "1 prevention has no reported state or date and may be overdue" in answers.may_ship(found, gate(found))
