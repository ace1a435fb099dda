"""Which actions ask for attention, and which are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from afterword.analysis.actions import Selection, action_data, select, tracked
from afterword.corpus import Corpus
from afterword.model import Review
from afterword.reporters.actions import actions_table
from tests.made import AS_OF, action, corpus, review

STATUSES = (
    action("A1", due="2026-01-30"),
    action("A2", due="2026-02-01", owner="Search", area="detection"),
    action("A3", status="done"),
    action("A4", status="verified"),
    action("A5", status="accepted-risk", review_by="2026-01-30"),
    action("A6", status="accepted-risk", review_by="2026-02-01"),
    action("A7", status="dropped"),
    {"id": "A8", "area": "process", "title": "T"},
)


def ids(of: Corpus, **asked: Any) -> list[str]:
    return [one.action.id for one in select(of, Selection(**asked), AS_OF)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["A1", "A2", "A3", "A5"]),
        ({"everything": True}, ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"]),
        ({"overdue": True}, ["A1", "A5"]),
        ({"unverified": True}, ["A3"]),
        ({"overdue": True, "unverified": True}, ["A1", "A3", "A5"]),
        ({"owners": ("search",)}, ["A2"]),
        ({"owners": ("search", "LOADERS")}, ["A1", "A2", "A3", "A5"]),
        ({"owners": ("“Search”",)}, ["A2"]),
        ({"areas": ("detection",)}, ["A2"]),
        ({"models": ("bot score",)}, ["A1", "A2", "A3", "A5"]),
        ({"models": ("bot-score!",)}, ["A1", "A2", "A3", "A5"]),
        ({"models": ("Bot score++",)}, []),
        ({"models": ("Other",)}, []),
        ({"reviews": ("2025-11-18-example",), "overdue": True}, ["A1", "A5"]),
    ],
)
def test_filters_narrow_the_list_together_the_most_urgent_first(asked: dict[str, Any], expected: list[str]) -> None:
    assert ids(corpus(review(actions=list(STATUSES))), **asked) == expected


@pytest.mark.parametrize(
    ("data", "asked", "seen"),
    [
        ({"provenance": "illustrative"}, {}, False),
        ({"provenance": "illustrative"}, {"illustrative": True}, True),
        ({"status": "withdrawn"}, {"everything": True}, False),
        ({"provenance": "public-report"}, {}, False),
        ({"provenance": "public-report"}, {"unverified": True}, False),
        ({"provenance": "public-report"}, {"everything": True}, True),
        ({"provenance": "illustrative", "status": "withdrawn"}, {"illustrative": True}, False),
    ],
)
def test_invented_withdrawn_and_others_work_asks_nobody_for_anything(
    data: dict[str, Any], asked: dict[str, Any], seen: bool
) -> None:
    assert bool(ids(corpus(review(actions=list(STATUSES), **data)), **asked)) is seen


LEVELS = (("prevention", "sev2", 30), ("prevention", "sev1", 10))


def levelled(**data: Any) -> Review:
    return replace(review(**{"reviewed": "2026-01-01", "actions": [action()], **data}), service_levels=LEVELS)


@pytest.mark.parametrize(
    ("data", "target"),
    [
        ({}, date(2026, 1, 31)),
        ({"severity": "sev1"}, date(2026, 1, 11)),
        ({"severity": "sev3"}, None),
        ({"reviewed": "2026-01-01T23:00-05:00"}, date(2026, 1, 31)),
        ({"reviewed": "2026-01"}, None),
        ({"reviewed": "unknown"}, None),
        ({"provenance": "public-report"}, None),
        ({"actions": [action(due="2027-01-01")]}, None),
        ({"actions": [action(area="detection")]}, None),
        ({"actions": [action(status="done")]}, None),
        ({"actions": [action(status="done", closed="2026-01-20")]}, date(2026, 1, 31)),
        ({"actions": [{"id": "A1", "area": "prevention", "title": "T"}]}, None),
    ],
)
def test_where_nobody_named_a_day_the_service_level_does(data: dict[str, Any], target: date | None) -> None:
    assert levelled(**data).actions[0].target == target


def test_an_accepted_risk_keeps_its_day_of_review_before_the_day_of_the_service_level() -> None:
    risks = [
        action("A1", status="accepted-risk", closed="2026-01-20", review_by="2026-06-30"),
        action("A2", status="accepted-risk", closed="2026-01-20", review_by="2026-05-31"),
    ]
    found = select(corpus(levelled(actions=risks)), Selection(everything=True), AS_OF)
    assert [one.action.id for one in found] == ["A2", "A1"]
    shown = actions_table([action_data(one, AS_OF) for one in found], AS_OF)
    assert ("2026-05-31" in shown, "~" in shown) == (True, False)


def test_a_derived_day_makes_overdue_and_is_never_shown_as_written() -> None:
    (one,) = tracked([levelled(severity="sev1")])
    told = action_data(one, AS_OF)
    assert (told["due"], told["target"], told["state"], told["days_late"]) == (None, "2026-01-11", "overdue", 20)
