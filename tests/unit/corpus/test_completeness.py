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


def test_a_review_whose_deciding_fields_are_wrong_is_sent_to_the_check(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severity: sev9\n")))
    assert invoke(base.root, "progress").stdout == f"{EXAMPLE}: 1 error now; run `afterword check {EXAMPLE}`\n"


def test_a_review_with_an_error_is_told_what_is_missing_too(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "severty: sev2\npatterns: [not-there]\nclasses: [bad-update]\n")))
    done = invoke(base.root, "progress")
    assert (done.exit_code, done.stdout.splitlines()) == (
        1,
        [
            f"{EXAMPLE}: draft, has 7 of the 11 fields needed for in-review",
            "  [ ] models       Which models or platforms were involved?",
            "  [ ] detection    Who or what noticed, and how?",
            "  [ ] impact       Who was affected, and how?",
            "  [ ] root_causes  Why could it happen? Give one cause for each layer involved.",
            f"  [ ] 2 errors now; run `afterword check {EXAMPLE}`",
        ],
    )


def test_what_the_check_will_say_of_the_next_status_is_told_before_it_is_set(base: Base) -> None:
    actions = "actions: [{id: A1, area: prevention, title: The cache is filled first}]\n"
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"status: draft\n{actions}")))
    told = "  [ ] line 23  Action A1 has no `owner`, `status` or `due`"
    assert told in invoke(base.root, "progress").stdout.splitlines()
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"status: in-review\n{actions}")))
    assert "line 23" not in invoke(base.root, "progress").stdout
    assert "1 error now" in invoke(base.root, "progress").stdout
    assert "Action A1 has no `owner`, `status` or `due`" in invoke(base.root, "check").stdout


@pytest.mark.parametrize("wrong", ["patterns: [not-there]\n", "resolved: 2030-01-01\n", "status: closed\n"])
def test_progress_and_check_agree_that_a_published_review_has_an_error(base: Base, wrong: str) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, wrong)))
    assert invoke(base.root, "check").exit_code == 1
    done = invoke(base.root, "progress")
    assert (done.exit_code, done.stdout) == (1, f"{EXAMPLE}: 1 error now; run `afterword check {EXAMPLE}`\n")


@pytest.mark.parametrize("empty", ["patterns: []\n", "trigger:\n", "trigger: ''\n"])
def test_what_is_needed_is_never_advised_to_be_deleted(base: Base, empty: str) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, empty)))
    assert "delete" not in invoke(base.root, "check").stdout
    base.write(EXAMPLE, page(overlaid(DRAFT, empty)))
    assert "or delete the" in invoke(base.root, "check").stdout


def test_a_published_review_that_lacks_a_field_is_unfinished(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED.replace("trigger: A release emptied the cache.\n", "")))
    assert "  [ ] trigger  " in invoke(base.root, "progress").stdout


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_a_review_that_progress_calls_ready_passes_the_check_with_that_status(base: Base, status: str) -> None:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"status: {status}\n")))
    following = "in-review" if status == "draft" else "published"
    assert f"Ready: set `status: {following}`" in invoke(base.root, "progress").stdout
    base.write(EXAMPLE, page(overlaid(PUBLISHED, f"status: {following}\n")))
    assert invoke(base.root, "check").exit_code == 0


def test_finished_reviews_are_only_counted(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    assert invoke(base.root, "progress").stdout == "1 review, none of them unfinished.\n"


def test_no_review_at_all_is_an_error(base: Base) -> None:
    assert invoke(base.root, "progress").exit_code == 2
