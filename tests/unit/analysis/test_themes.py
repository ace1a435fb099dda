"""Proposed themes: what recurs without a pattern is found, and nothing else is."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.themes import themes
from afterword.model import Review
from tests.made import review

WORDS = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima")


def lacking(number: int, guard: str, *patterns: str, outcome: str = "absent") -> Review:
    return review(
        f"2025-01-{number:02}-case",
        safeguards=[{"name": guard, "outcome": outcome}],
        **({"patterns": list(patterns)} if patterns else {}),
    )


def others(*, start: int = 10) -> list[Review]:
    """Reviews that have nothing in common, so that common words are told from rare ones."""
    return [lacking(start + at, f"{word} {word}ation {word}meter") for at, word in enumerate(WORDS)]


def told(*reviews: Review) -> list[tuple[str, list[str]]]:
    return [(theme.title, [one.id for one in theme.reviews]) for theme in themes([*reviews, *others()])]


def test_what_three_reviews_lacked_and_no_pattern_names_is_proposed_with_these_reviews() -> None:
    found = told(
        lacking(1, "second reader of translated labels", "one"),
        lacking(2, "a second reader for the translated labels", "two"),
        lacking(3, "second reader of labels, translated", "one"),
    )
    assert found == [("second reader of translated labels", [f"2025-01-0{at}-case" for at in (1, 2, 3)])]


def test_a_theme_that_one_pattern_covers_is_none() -> None:
    assert told(*(lacking(at, "second reader of translated labels", "one", f"p{at}") for at in (1, 2, 3))) == []


def test_two_reviews_are_not_a_theme() -> None:
    assert told(*(lacking(at, "second reader of translated labels") for at in (1, 2))) == []


def test_what_held_and_what_shares_a_single_word_are_not_a_theme() -> None:
    assert told(*(lacking(at, "second reader of labels", outcome="held") for at in (1, 2, 3))) == []
    assert told(*(lacking(at, f"reader {word}") for at, word in enumerate(("north", "south", "west"), 1))) == []


def test_the_same_words_in_another_field_are_not_alike() -> None:
    words = "second reader of translated labels"
    assert told(lacking(1, words), lacking(2, words), review("2025-01-03-case", trigger=words)) == []


def test_no_review_suggests_two_themes() -> None:
    both: list[dict[str, Any]] = [
        {"name": "second reader of translated labels", "outcome": "absent"},
        {"name": "quarterly drill of restoring snapshots", "outcome": "failed"},
    ]
    assert len(told(*(review(f"2025-01-0{at}-case", safeguards=both) for at in (1, 2, 3)))) == 1


@given(st.permutations([lacking(at, "second reader of translated labels", f"p{at}") for at in range(1, 5)]))
def test_the_order_of_the_reviews_changes_nothing(reviews: list[Review]) -> None:
    assert told(*reviews) == told(*sorted(reviews, key=lambda one: one.id))
