"""What is asked of a review and of an action."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.model import Action, values_at
from tests.made import action, review

DAY = date(2026, 1, 31)


def test_models_layers_and_patterns_keep_their_order_and_stand_once() -> None:
    made = review(
        models=[{"name": "B"}, {"name": "A"}, {"name": "B"}],
        root_causes=[{"layer": "model", "statement": "x"}, {"layer": "data", "statement": "y"}],
        patterns=["z", "a"],
    )
    assert (made.models, made.layers, made.patterns) == (("B", "A"), ("model", "data"), ("z", "a"))


def test_a_review_with_unknown_onset_is_filed_under_its_earliest_other_clock() -> None:
    made = review("2024-03-slug", onset="unknown", detected="2024-03", resolved="2024-05")
    assert (made.onset, made.when and made.when.text, made.year) == (None, "2024-03", 2024)


def test_a_review_without_any_clock_is_filed_under_the_year_of_its_name() -> None:
    assert review("2019-slug", onset="unknown").year == 2019


def test_what_a_review_does_not_say_has_its_default() -> None:
    made = review()
    assert (made.provenance, made.visibility, made.illustrative, made.published) == ("own", "internal", False, True)
    assert (review(status="closed").published, review(status="withdrawn").published) == (True, False)


@pytest.mark.parametrize(
    ("data", "state", "late"),
    [
        ({"status": "open", "due": "2026-01-30"}, "overdue", 1),
        ({"status": "in-progress", "due": "2025-12-31"}, "overdue", 31),
        ({"status": "open", "due": "2026-01-31"}, "open", 0),
        ({"status": "open"}, "open", 0),
        ({"status": "done", "due": "2020-01-01"}, "done", 0),
        ({"status": "accepted-risk", "due": "2020-01-01"}, "accepted-risk", 0),
    ],
)
def test_an_action_is_overdue_the_day_after_its_day(data: dict[str, str], state: str, late: int) -> None:
    made = Action.from_data("id", action(**data))
    assert (made.state(DAY), made.days_late(DAY)) == (state, late)


@pytest.mark.parametrize(
    ("data", "state", "late"),
    [
        ({"status": "verified", "due": "2026-01-30", "closed": "2026-02-20"}, "overdue", 1),
        ({"status": "done", "closed": "2026-02-20"}, "open", 0),
        ({"status": "accepted-risk", "review_by": "2026-01-01", "closed": "2026-02-20"}, "open", 0),
        ({"status": "in-progress", "closed": "2026-02-20"}, "in-progress", 0),
        ({"status": "done", "due": "2026-01-01", "closed": "2026-01-31"}, "done", 0),
        # In another time zone it may be the next day already.
        ({"status": "done", "due": "2026-01-01", "closed": "2026-02-01"}, "done", 0),
        ({"status": "done", "due": "2026-01-01", "closed": "2026-02-02"}, "overdue", 30),
    ],
)
def test_an_action_that_was_closed_after_a_day_is_open_on_it(data: dict[str, str], state: str, late: int) -> None:
    made = Action.from_data("id", action(**data))
    assert (made.state(DAY), made.days_late(DAY), made.risk_unreviewed(DAY)) == (state, late, False)


def test_an_action_whose_state_nobody_reported_says_so() -> None:
    made = Action.from_data("id", {"id": "A1", "area": "prevention", "title": "x", "due": "2020-01-01"})
    assert (made.state(DAY), made.owner, made.due) == ("not-reported", None, date(2020, 1, 1))


def test_values_at_a_path_are_found_through_lists_and_past_gaps() -> None:
    data = {"a": [{"b": 1}, {}, {"b": [2, 3]}], "c": "text"}
    assert list(values_at(data, ("a", "*", "b"))) == [1, [2, 3]]
    assert list(values_at(data, ("a", "*", "b", "*"))) == [2, 3]
    assert list(values_at(data, ("c", "*"))) == []
    assert list(values_at(data, ("c", "d"))) == []
    assert list(values_at(data, ())) == [data]
