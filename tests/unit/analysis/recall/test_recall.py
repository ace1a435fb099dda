"""What is found again, in which order, and why."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from afterword.analysis.recall import Hit, Recall
from afterword.analysis.recall.asking import Wording
from afterword.model import Pattern, Review
from tests.made import review

EMPTY = review(
    "2024-06-17-empty",
    title="Answers came back empty",
    summary="Most replies contained nothing, although each was counted as a success.",
    models=[{"name": "Helper", "task": "conversation"}],
    patterns=["silent-rollout"],
)
COLUMN = review(
    "2025-04-07-column",
    title="A null column marks every return as fraud",
    summary="A column of order counts was read as empty, and honest customers were refused.",
    models=[{"name": "Returns risk", "task": "classification"}],
    patterns=["silent-upstream-change"],
)
VOICE = review(
    "2025-05-01-voice",
    title="An assistant imitates the voice of its caller",
    summary="During a test the speech changed into that of the tester.",
    models=[{"name": "Speaker", "task": "generation"}],
    patterns=["evaluation-blind-spot"],
)
CHANGE = Pattern(
    "silent-upstream-change",
    "docs/patterns/silent-upstream-change.md",
    {"title": "Silent upstream change", "summary": "A producer changes a schema.", "signals": ["The null rate steps."]},
    "",
)


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.review.id for hit in hits]


def words(hit: Hit, kind: str) -> str:
    return " ".join(reason.words for reason in hit.reasons if reason.kind == kind)


def recall(*reviews: Review) -> Recall:
    return Recall.of(reviews or (EMPTY, COLUMN, VOICE), (CHANGE,))


def near(id_: str, /, **data: Any) -> Review:
    """A review like the one of the null column."""
    return review(id_, **{**COLUMN.data, **data})


def test_the_review_that_speaks_of_the_same_thing_is_first_and_says_by_which_words() -> None:
    first = recall().similar_to_text("replies are empty")[0]
    assert first.review is EMPTY
    assert "“replies”" in words(first, "text")


def test_a_review_is_found_by_the_words_of_its_id_and_not_by_its_day() -> None:
    known = recall(review("2025-01-02-constant-column"), review("2025-01-03-stale-codes"))
    assert ids(known.similar_to_text("constant column"))[:1] == ["2025-01-02-constant-column"]
    assert ids(known.similar_to_text("2025 02")) == []


def test_case_accents_and_endings_do_not_matter() -> None:
    assert ids(recall().similar_to_text("IMITATING VÓICES"))[0] == VOICE.id


def test_a_word_is_told_as_the_review_writes_it_first_where_it_stands_alone() -> None:
    wording = Wording("PREDICTIONS of the Ids: IDs, pre-Predict predict_all Predict.")
    assert [wording.written(word) for word in ("ids", "predict", "all", "predictions")] == [
        *("Ids", "Predict", "all", "PREDICTIONS"),
    ]


def test_nothing_is_near_a_text_without_a_word_in_common() -> None:
    assert recall().similar_to_text("zebra") == ()
    assert recall().similar_to_text("") == ()
    assert recall().similar_to_text("the of and") == ()


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert Recall.of(()).similar_to_text("replies are empty") == ()
    assert Recall.of(()).similar_to_review(EMPTY) == ()


def test_a_pattern_that_the_text_resembles_lends_its_structure() -> None:
    lone = review("2020-01-01-lone", title="Prices moved", summary="Odd offers.", patterns=["silent-upstream-change"])
    found = Recall.of((lone, VOICE), (CHANGE,)).similar_to_text("a producer changes a schema, and the null rate steps")
    assert ids(found) == [lone.id]
    assert found[0].text == 0
    assert found[0].structure > 0
    assert "Silent upstream change" in words(found[0], "structure")


def test_who_names_a_pattern_finds_those_that_have_it_before_those_that_share_the_words() -> None:
    wordy = review("2020-01-01-wordy", title="A silent upstream change of seats", summary="Silent, upstream, change.")
    for name in (
        "Silent upstream change",
        "silent-upstream-changes",
        "Quiet/feed break",
        "Is this a quiet feed break?",
    ):
        change = Pattern(CHANGE.id, CHANGE.path, {**CHANGE.data, "aliases": ["Quiet feed break"]}, "")
        found = Recall.of((wordy, COLUMN, VOICE), (change,)).similar_to_text(name)
        assert found[0].review is COLUMN, name


def test_a_draft_finds_what_its_words_find_as_a_text() -> None:
    """It names a model and a pattern before it has fields for them."""
    for title in ("The returns-risk again", "Silent upstream change"):
        draft = review("2026-01-01-draft", title=title, summary="Odd.", models=[], classes=[])
        others = review("2020-01-01-other", title="The returns and the risk of silent change", models=[])
        found = recall(EMPTY, COLUMN, others).similar_to_review(draft)[0]
        assert found.review is COLUMN
        assert words(found, "structure") == words(recall(EMPTY, COLUMN, others).similar_to_text(title)[0], "structure")


def test_a_review_is_never_its_own_hit() -> None:
    assert COLUMN.id not in ids(recall().similar_to_review(COLUMN))


def test_a_review_from_elsewhere_finds_its_like_and_says_what_they_share() -> None:
    first = recall().similar_to_review(near("2026-01-01-new"))[0]
    assert first.review is COLUMN
    assert "Silent upstream change" in words(first, "structure")
    assert "Returns risk" in words(first, "structure")


def test_those_that_people_relate_come_first_whichever_of_the_two_says_so() -> None:
    here = near("2026-01-01-new", related=[{"id": VOICE.id, "relation": "see-also", "reason": "The same caller."}])
    there = review(VOICE.id, **{**VOICE.data, "related": [{"id": COLUMN.id, "relation": "same-cause"}]})
    first = recall().similar_to_review(here)[0]
    assert (first.review, first.verdict) == (VOICE, "see-also")
    assert words(first, "people") == "The same caller."
    other = recall(EMPTY, COLUMN, there).similar_to_review(COLUMN)[0]
    assert (other.review, other.verdict) == (there, "same-cause")


def test_people_are_not_cut_off_by_the_number_of_hits() -> None:
    link = [{"id": one.id, "relation": "see-also"} for one in (VOICE, EMPTY)]
    assert len(recall().similar_to_review(near("2026-01-01-new", related=link), most=1)) == 2


def test_what_people_keep_apart_is_never_shown_whichever_of_the_two_says_so() -> None:
    here = near("2026-01-01-new", not_related=[{"id": COLUMN.id, "reason": "Another table."}])
    assert COLUMN.id not in ids(recall().similar_to_review(here))
    there = near(COLUMN.id, not_related=[{"id": "2026-01-01-new", "reason": "Another table."}])
    assert COLUMN.id not in ids(recall(there, EMPTY).similar_to_review(near("2026-01-01-new")))


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("null column", "close"),
        ("silent upstream change", "close"),
        ("the returns risk", "close"),
        ("column", "fair"),
        ("field", "fair"),
        ("happened", "faint"),
    ],
)
def test_one_word_is_never_close_and_one_that_all_have_is_faint(text: str, strength: str) -> None:
    """By its share of what is asked each of them answers all of it."""
    others = [review(f"2020-01-0{number}-other") for number in range(1, 9)]
    first = recall(COLUMN, VOICE, *others).similar_to_text(text)[0]
    assert first.score >= 0.15
    assert first.strength == strength


def test_withdrawn_reviews_are_not_found_and_illustrative_ones_are() -> None:
    withdrawn = near("2026-01-01-withdrawn", status="withdrawn")
    invented = near("2026-01-02-invented", provenance="illustrative")
    assert ids(recall(withdrawn, invented).similar_to_text("null column")) == [invented.id]


def test_the_order_of_what_is_taken_in_does_not_matter_and_equals_stand_by_id() -> None:
    reviews = [near(f"2026-01-0{number}-same") for number in range(1, 6)]
    shuffled = random.Random(7).sample(reviews, k=5)
    expected = [one.id for one in reviews][:3]
    assert ids(Recall.of(shuffled).similar_to_text("null column", most=3)) == expected


def test_both_signals_are_from_none_to_whole() -> None:
    hits = [recall().similar_to_review(near("2026-01-01-new")), recall().similar_to_text("empty column, null column")]
    assert all(hits)
    for hit in itertools.chain(*hits):
        assert 0 <= hit.text <= 1
        assert 0 <= hit.structure <= 1.000001
        assert 0 < hit.score <= 1.000001
