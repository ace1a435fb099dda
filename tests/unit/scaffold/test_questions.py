"""What is asked follows from what the schema demands: little of a near miss, and more the worse an incident was."""

from __future__ import annotations

import pytest

from afterword.scaffold import asked_below, chapters, first_questions
from afterword.schema import REVIEW, Contract

CONTRACT = Contract(REVIEW)
FIELDS = CONTRACT.fields


def asked(**values: str) -> dict[str, list[str]]:
    return {one.status: [field.name for field in one.fields] for one in chapters(values, CONTRACT)}


def test_every_draft_is_asked_for_the_fields_without_a_default() -> None:
    assert [field.name for field in first_questions(CONTRACT)] == ["title", "kind", "severity", "summary", "onset"]


def test_a_near_miss_is_asked_what_its_meeting_needs() -> None:
    wanted = ["classes", "models", "detection", "near_miss", "root_causes"]
    assert asked(kind="near-miss", severity="sev1") == {"in-review": wanted}


def test_an_incident_is_asked_for_more_the_worse_it_was() -> None:
    numbers = [sum(map(len, asked(kind="incident", severity=f"sev{level}").values())) for level in (4, 3, 2, 1)]
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[2] < numbers[3]
    assert "data_quality" in asked(kind="incident", severity="sev1")["published"]
    assert "data_quality" not in asked(kind="incident", severity="sev2")["published"]


def test_what_is_known_is_not_asked_again() -> None:
    given = {"classes": "x", "models": "x", "detection": "x", "root_causes": "x"}
    assert asked(kind="near-miss", severity="sev1", **given) == {"in-review": ["near_miss"]}


@pytest.mark.parametrize("name", [field.name for field in FIELDS.children.values() if field.prompt and field.children])
def test_a_group_is_asked_what_it_cannot_do_without(name: str) -> None:
    group = FIELDS.at(name)
    below = {child.name for child in asked_below(group)}
    assert {child.name for child in group.children.values() if child.required} <= below
    assert below


def test_what_a_published_review_needs_before_its_meeting_is_asked_and_the_rest_is_not() -> None:
    published = asked(kind="incident", severity="sev1")["published"]
    assert [name for name in ("reviewed", "review") if name in published] == []
