"""A value that has one meaning counts as it, so that what it asks for is told in the first round."""

from __future__ import annotations

import pytest

from afterword.check import check_file
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.repairs.mending import context, mend


def told(base: Base, fields: str) -> set[tuple[str, str]]:
    base.write(EXAMPLE, page(overlaid(DRAFT, fields)))
    return {(one.code, one.pointer) for one in base.problems()}


@pytest.mark.parametrize(
    ("slip", "word", "follows"),
    [
        ("kind: near miss\nstatus: in-review\n", "kind: near-miss\nstatus: in-review\n", ("AW101", "/near_miss")),
        ("status: In Review\n", "status: in-review\n", ("AW101", "/root_causes")),
        ("kind: Incident\nnear_miss: {caught_by: person, caught_at: ci}\n", "", ("AW109", "/near_miss")),
        ("severity: SEV 1\nstatus: published\n", "severity: sev1\nstatus: published\n", ("AW101", "/five_whys")),
        ("classes: [abuse, Abuse]\n", "classes: [abuse, abuse]\n", ("AW108", "/classes/1")),
        ("onset: 2025-01-01 10:00 UTC\ndetected: 2025-01-01T09:00Z\n", "", ("AW201", "/detected")),
    ],
)
def test_what_follows_from_a_word_is_told_with_the_slip(
    slip: str, word: str, follows: tuple[str, str], base: Base
) -> None:
    found = told(base, slip)
    assert follows in found
    if word:
        assert told(base, word) <= found


def test_the_names_in_a_text_that_is_a_list_are_looked_up(base: Base) -> None:
    assert told(base, "patterns: evaluation-blind-spot, not-there\n") == {
        ("AW103", "/patterns"),
        ("AW402", "/patterns/1"),
    }


def test_a_word_that_can_mean_several_things_counts_as_none(base: Base) -> None:
    assert told(base, "kind: neither\nstatus: draft\n") == {("AW104", "/kind")}


def test_after_the_fix_nothing_is_told_that_was_not_told_before() -> None:
    text = page(overlaid(DRAFT, "kind: near miss\nstatus: In Review\nseverity: P1\nclasses: latency sla, abuse\n"))
    before = {(one.code, one.pointer) for one in check_file(context(text.encode()))}
    after = {(one.code, one.pointer) for one in check_file(context(mend(text).raw))}
    assert after
    assert after < before
