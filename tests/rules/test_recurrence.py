"""A new review meets the incident that it repeats, and is asked no longer than there is something to answer."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.diagnostics import Diagnostic
from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page

CAUSES = """\
root_causes: [{layer: infrastructure, statement: The warm-up knew the old region only.}]
patterns: [evaluation-blind-spot]
"""
NEW = f"""\
title: The cache was empty again
status: draft
kind: incident
severity: sev3
summary: The cache was empty a second time.
onset: 2026-06-29T09:00Z
{CAUSES}"""
LATER = "postmortems/2026-06-29-again.md"
SAYS = "related: [{id: 2025-01-01-example, relation: recurrence-of}]\n"
DENIES = "not_related: [{id: 2025-01-01-example, reason: Another cache.}]\n"


def asked(base: Base, new: str = NEW, over: str = "") -> list[Diagnostic]:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, over)))
    base.write(LATER, page(new))
    return [found for found in base.problems(LATER) if found.code == "AW408"]


def test_the_finding_names_the_incident_the_action_and_its_age(base: Base) -> None:
    (found,) = asked(base)
    assert "`2025-01-01-example`, “The cache was empty”" in found.message
    assert found.message.endswith("the pattern evaluation-blind-spot; the layer infrastructure")
    assert found.help.startswith(
        "Fix overdue. Its action A1, “The cache is filled first”, was meant to prevent this: due 120 days before."
    )
    assert "`{id: 2025-01-01-example, relation: recurrence-of}`" in found.help
    assert (found.pointer, found.span.line) == ("/patterns/0", 9)


def test_a_review_that_says_so_is_still_asked_why_the_fix_did_not_hold(base: Base) -> None:
    (found,) = asked(base, NEW + SAYS)
    assert found.pointer == "/related/0"
    assert found.help.endswith(
        "Explain in the review why that did not prevent it, and what will be different this time."
    )


@pytest.mark.parametrize(
    ("new", "over"),
    [
        (NEW + DENIES, ""),
        (NEW.replace("infrastructure", "data"), ""),
        (NEW.replace(CAUSES, ""), ""),
        (NEW + SAYS, "reviewed: 2026-08-01\n"),
        (NEW.replace("2026-06-29T", "2024-06-29T"), ""),
    ],
)
def test_nobody_is_asked_about_what_is_answered_or_not_shared(base: Base, new: str, over: str) -> None:
    assert asked(base, new, over) == []


def test_a_published_review_is_asked_no_more(base: Base) -> None:
    over: dict[str, Any] = {"onset": "2026-06-29T10:00Z", "reviewed": "2026-07-08"}
    again = PUBLISHED.replace("2025-01-01T", "2026-06-29T").replace("2025-01-08", over["reviewed"])
    assert asked(base, again) == []


def test_what_it_quotes_of_the_other_file_is_covered(base: Base) -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    (found,) = asked(base, NEW, f"title: The cache held {token}\n")
    assert "“The cache held ***”" in found.message


def test_two_reviews_cannot_contradict_each_other(base: Base) -> None:
    asked(base, NEW + SAYS, DENIES.replace("2025-01-01-example", "2026-06-29-again"))
    (found,) = (one for one in base.problems(LATER) if one.code == "AW409")
    assert found.message == f"`2025-01-01-example` is `recurrence-of` here but `not_related` in {EXAMPLE}"


def verdicts(base: Base, earlier: str, later: str) -> list[tuple[str, str, str]]:
    """The problems of two reviews with the same onset, each with its own relations."""
    base.write(EXAMPLE, page(overlaid(PUBLISHED, earlier)))
    base.write(LATER, page(NEW.replace("2026-06-29T09:00Z", "2025-01-01T10:00Z") + later))
    found = [one for path in (EXAMPLE, LATER) for one in base.problems(path) if one.code == "AW409"]
    return [(one.path, one.pointer, one.message) for one in found]


def test_of_two_reviews_only_one_can_repeat_the_other(base: Base) -> None:
    other = SAYS.replace("2025-01-01-example", "2026-06-29-again")
    first, second = "`2026-06-29-again` is the original here", "`2025-01-01-example` is the original here"
    assert verdicts(base, other, SAYS) == [
        (EXAMPLE, "/related/0/relation", f"{first}, but a recurrence of this review in {LATER}"),
        (LATER, "/related/0/relation", f"{second}, but a recurrence of this review in {EXAMPLE}"),
    ]
    assert verdicts(base, other.replace("recurrence-of", "same-cause"), SAYS) == []


def test_a_review_has_one_relation_to_another(base: Base) -> None:
    def said(relation: str) -> str:
        return f"{{id: 2025-01-01-example, relation: {relation}, reason: The alert of {relation}.}}"

    def twice(relation: str) -> str:
        return f"related: [{said('recurrence-of')}, {said(relation).replace('The', 'An')}]\n"

    assert verdicts(base, "", twice("see-also")) == [
        (LATER, "/related/1/relation", "`2025-01-01-example` is `see-also` here and `recurrence-of` above")
    ]
    assert verdicts(base, "", twice("recurrence-of")) == []
