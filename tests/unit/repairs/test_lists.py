"""A text where a list is wanted becomes the list that it can only mean."""

from __future__ import annotations

import pytest

from afterword.rules.on_demand.meanings import items_meant
from afterword.rules.on_demand.repair import Left
from tests.knowledge import DRAFT, overlaid, page
from tests.made import SETTINGS
from tests.unit.repairs.mending import contract, left, mended


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("classes: latency sla, bad-update # as agreed", "classes: [latency-sla, bad-update] # as agreed"),
        ("classes: abuse, Abuse", "classes: [abuse]"),
        ('classes: "Latency-SLA"', "classes: [latency-sla]"),
        ("patterns: evaluation-blind-spot", "patterns: [evaluation-blind-spot]"),
        ("patterns: evaluation-blind-spot; other-one", "patterns: [evaluation-blind-spot, other-one]"),
        ("aliases: INC-1, INC-2,", "aliases: [INC-1, INC-2]"),
        ("worked_well: The alert came within minutes.", "worked_well: [The alert came within minutes.]"),
        ("lessons:\n  untested: 'A cold start: under load'", "lessons:\n  untested: ['A cold start: under load']"),
    ],
)
def test_names_between_commas_become_a_list(written: str, right: str) -> None:
    text = page(overlaid(DRAFT, f"{written}\n"))
    assert mended(text) == text.replace(written, right)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("classes: latency-sla, awful", "No close match; allowed: "),
        ("patterns: Evaluation Blind Spot", "Not each of its parts can be an item; write them by hand"),
        ("worked_well: The alert came, and somebody saw it.", "It can be one item or several"),
        ("classes: >-\n  latency-sla", "It cannot be edited safely; edit it by hand"),
        ("classes: ''", "Needs your input"),
        ("models: Page ranker", "Needs your input"),
    ],
)
def test_a_text_that_may_be_another_list_is_left_with_the_reason(written: str, reason: str) -> None:
    text = page(overlaid(DRAFT, f"{written}\n"))
    assert mended(text) == text
    assert any(one.startswith(reason) for one in left(text)), left(text)


def test_every_list_of_words_of_the_schema_is_understood() -> None:
    lists = [field for field in contract().fields.walk() if field.kind == "array" and field.terms]
    assert len(lists) >= 2
    for field in lists:
        words = list(field.terms)[:2]
        assert items_meant(SETTINGS, field, field.path, ", ".join(words)) == words
        assert items_meant(SETTINGS, field, field.path, ", ".join(words).upper()) == words
        assert isinstance(items_meant(SETTINGS, field, field.path, f"{words[0]}, zzz"), Left)
