"""How far a review is: counted by what the schema demands of its next status."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.corpus.completeness import completeness
from afterword.schema import REVIEW, Contract
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.made import review
from tests.unit.cli.invoke import invoke

CONTRACT = Contract(REVIEW)


def missing(**data: Any) -> list[str]:
    how_far = completeness(review(**data), CONTRACT)
    assert how_far is not None
    return [field.name for field in how_far.missing]


def test_a_draft_is_told_what_the_meeting_needs_in_the_order_of_the_schema() -> None:
    assert missing(status="draft") == ["detection", "impact", "root_causes"]


def test_a_near_miss_is_asked_what_caught_it_and_not_whom_it_harmed() -> None:
    assert missing(status="draft", kind="near-miss") == ["detection", "near_miss", "root_causes"]


def test_a_graver_incident_is_asked_for_more() -> None:
    mild, grave = missing(status="in-review", severity="sev4"), missing(status="in-review", severity="sev1")
    assert set(grave) - set(mild) == {"resolved", "diagnosis", "drift", "data_quality", "five_whys", "feeds"}


def test_a_review_from_public_reports_is_not_asked_for_what_nobody_reported() -> None:
    assert "actions" in missing(status="in-review")
    assert "actions" not in missing(status="in-review", provenance="public-report", sources=[])


def test_what_is_demanded_is_what_is_there_and_what_is_missing() -> None:
    how_far = completeness(review(status="draft"), CONTRACT)
    assert how_far is not None
    assert (len(how_far.present), how_far.demanded, how_far.following) == (8, 11, "in-review")


@pytest.mark.parametrize("status", ["published", "closed", "withdrawn"])
def test_a_review_at_the_end_of_the_road_is_asked_for_nothing(status: str) -> None:
    assert completeness(review(status=status), CONTRACT) is None


def test_the_command_prints_a_checklist_with_the_question_of_each_field(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    done = invoke(base.root, "progress")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{EXAMPLE}: draft, has 6 of the 11 fields needed for in-review",
        "  [ ] classes      What kinds of failure were there?",
        "  [ ] models       Which models or platforms were involved?",
        "  [ ] detection    Who or what noticed, and how?",
        "  [ ] impact       Who was affected, and how?",
        "  [ ] root_causes  Why could it happen? Give one cause for each layer involved.",
    ]


def test_a_review_that_has_everything_is_told_the_next_step(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "status: in-review\n")))
    assert "Ready: set `status: published`" in invoke(base.root, "progress", EXAMPLE).stdout


def test_a_review_that_is_not_well_formed_is_named_and_not_counted(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: sev9\n")))
    assert invoke(base.root, "progress").stdout == (f"{EXAMPLE}: not well-formed; run `afterword check {EXAMPLE}`\n")


def test_finished_reviews_are_only_counted(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    assert invoke(base.root, "progress").stdout == "1 review, none of them unfinished.\n"


def test_no_review_at_all_is_an_error(base: Base) -> None:
    assert invoke(base.root, "progress").exit_code == 2
