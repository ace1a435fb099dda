"""Entries of a timeline move whole, each with its comments, and only where their order is sure."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, page
from tests.unit.repairs.mending import left, mended

A, B, C = "2025-01-01T10:00Z", "2025-01-01T11:00Z", "2025-01-01T12:00Z"


def timeline(written: str, after: str = "") -> str:
    return page(f"{DRAFT}timeline:\n{written}{after}")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (
            f"- {{at: {A}, event: a}}\n- {{at: {C}, event: c}}\n- {{at: {B}, event: b}}\n",
            f"- {{at: {A}, event: a}}\n- {{at: {B}, event: b}}\n- {{at: {C}, event: c}}\n",
        ),
        (
            f"  - at: {B} # c\n    event: >-\n      b\n\n      # t\n\n  # d\n  - event: 'a'\n    at: {A}\n    # own\n",
            f"  # d\n  - event: 'a'\n    at: {A}\n    # own\n\n  - at: {B} # c\n    event: >-\n      b\n\n      # t\n",
        ),
        (
            f"  -\n    at: {B}\n    event: b\n  -\n\n    # c\n    event: a\n    at: {A}\n",
            f"  -\n\n    # c\n    event: a\n    at: {A}\n  -\n    at: {B}\n    event: b\n",
        ),
        (
            f"- at: 2025-01-01T12:30+02:00\n  event: x\n- {{\n  at: {A},\nevent: y\n  }}\n",
            f"- {{\n  at: {A},\nevent: y\n  }}\n- at: 2025-01-01T12:30+02:00\n  event: x\n",
        ),
        (
            "- {at: 2025-01-05, event: b}\n- {at: 2025-01-01, event: a}\n",
            "- {at: 2025-01-01, event: a}\n- {at: 2025-01-05, event: b}\n",
        ),
    ],
)
@pytest.mark.parametrize("after", ["", "\n# about the trigger\ntrigger: t\n"])
def test_entries_are_put_in_order_with_what_belongs_to_them(written: str, right: str, after: str) -> None:
    assert mended(timeline(written, after)) == timeline(right, after)


def test_a_text_that_would_lose_a_blank_line_keeps_its_place() -> None:
    text = timeline(f"- at: {B}\n  event: |+\n    x\n\n- at: {A}\n  event: y\n")
    assert mended(text) == text
    assert "cannot be edited safely" in left(text)[0]


def test_entries_that_are_not_surely_later_keep_their_place() -> None:
    entries = [f"- {{at: {at}, event: x}}\n" for at in (A, C, "2025-01-01T12:00:30Z", B, "2025-01-01T11:00:30Z")]
    right = [entries[0], entries[3], entries[4], entries[1], entries[2]]
    assert mended(timeline("".join(entries))) == timeline("".join(right))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (f"- {{at: {B}, event: b}}\n- {{at: unknown, event: u}}\n- {{at: {A}, event: a}}\n", "has no time"),
        (f"- {{at: {C}, event: b}}\n- {{at: 2025-01-04, event: u}}\n- {{at: {A}, event: a}}\n", "differ in precision"),
        (f"- {{at: {B}, event: b}}\n- {{at: 2024-01-01T10:00Z, event: a}}\n", "the date may be a typo"),
        (f"  [{{at: {B}, event: b}}, {{at: {A}, event: a}}]\n", "cannot be edited safely"),
        (f"# all\n- {{at: {B}, event: b}}\n- {{at: {A}, event: a}}\n", "The comment above the first entry"),
    ],
)
def test_what_is_not_sure_is_left_with_the_reason(written: str, reason: str) -> None:
    text = timeline(written)
    assert mended(text) == text
    assert reason in left(text)[0]


def test_a_first_entry_whose_comment_stays_with_it_does_not_hinder_the_others() -> None:
    head = f"# the beginning\n- {{at: {A}, event: a}}\n"
    out, right = (f"- {{at: {first}, event: x}}\n- {{at: {then}, event: x}}\n" for first, then in ((C, B), (B, C)))
    assert mended(timeline(head + out)) == timeline(head + right)
