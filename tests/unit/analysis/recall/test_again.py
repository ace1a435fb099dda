"""A review that is written on is compared with an index that was made before, and finds what it would find anyway."""

from __future__ import annotations

import pytest

from afterword.analysis.recall import Recall, recall_again
from tests.unit.analysis.recall.test_recall import CHANGE, COLUMN, EMPTY, VOICE, ids, near

NEWER = near("2025-06-01-newer", title="The count of orders is null again")


def test_what_was_found_of_the_very_same_reviews_is_not_indexed_again() -> None:
    first = recall_again((EMPTY, COLUMN))
    assert recall_again([COLUMN, EMPTY]) is first
    assert recall_again((EMPTY, VOICE)) is not first


def test_a_review_that_comes_later_finds_what_it_finds_from_the_start() -> None:
    begun, whole = Recall.of((EMPTY, COLUMN, VOICE), (CHANGE,)), Recall.of((EMPTY, COLUMN, VOICE, NEWER), (CHANGE,))
    also = begun.also((NEWER,))
    assert ids(also.similar_to_review(NEWER, most=1)) == ids(whole.similar_to_review(NEWER, most=1))
    assert also.similar_to_review(NEWER)[0].score == pytest.approx(whole.similar_to_review(NEWER)[0].score, abs=0.05)


def test_a_review_that_came_later_is_found_by_its_words_and_by_its_structure() -> None:
    first = Recall.of((EMPTY, VOICE), (CHANGE,)).also((COLUMN,)).similar_to_review(NEWER)[0]
    assert first.review is COLUMN
    assert {reason.kind for reason in first.reasons} == {"text", "structure"}


def test_reviews_can_come_later_where_there_were_none() -> None:
    assert ids(Recall.of(()).also((COLUMN,)).similar_to_text("a null column"))[:1] == [COLUMN.id]
