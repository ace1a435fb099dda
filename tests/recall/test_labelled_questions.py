"""The labelled questions: each names a review that is there, and the figures do not fall below those of others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pytest
from bench.recall import OURS, PARTS, Figures, Way, base, figures_of, misses, pairs, questions, table, ways

from afterword.analysis.recall import Recall, asking
from afterword.analysis.recall.asking import Question
from afterword.analysis.recall.narrative import passages
from afterword.model import Pattern

REVIEWS, PATTERNS = base()
RECALL = Recall.of(REVIEWS, PATTERNS)
ASKED = {**{part: questions(part) for part in PARTS}, "related": pairs(REVIEWS)}
# Of the last time that somebody looked, less a few questions: a corpus that grows makes each of them harder.
FLOORS = {"development": (0.80, 0.93, 0.86), "held_out": (0.80, 0.92, 0.86), "related": (0.42, 0.70, 0.56)}

every_part = pytest.mark.parametrize("part", ASKED)


@lru_cache
def every_way() -> Mapping[str, Way]:
    """Made when the first test asks: every process of the tests reads this file, and the ways of others are dear."""
    return ways(REVIEWS, PATTERNS)


@lru_cache
def figures(name: str, part: str) -> Figures:
    return figures_of(every_way()[name], ASKED[part])


def test_there_are_at_least_eighty_questions_and_none_of_them_twice() -> None:
    texts = [question.text for part in PARTS for question in ASKED[part]]
    assert len(set(texts)) == len(texts) >= 80
    assert all(len(ASKED[part]) >= 40 for part in PARTS)


def test_every_question_names_a_review_that_is_there() -> None:
    known = {review.id for review in REVIEWS}
    assert {id_ for part in PARTS for question in ASKED[part] for id_ in question.finds} - known == set()


def test_nearly_every_review_of_a_public_report_is_asked_for() -> None:
    asked = {id_ for part in PARTS for question in ASKED[part] for id_ in question.finds}
    reported = {review.id for review in REVIEWS if review.provenance == "public-report"}
    assert len(reported - asked) <= len(reported) / 10


@every_part
def test_the_figures_do_not_fall(part: str) -> None:
    found = figures(OURS, part)
    at_1, at_5, reciprocal = FLOORS[part]
    assert found.at_1 >= at_1
    assert found.at_5 >= at_5
    assert found.reciprocal >= reciprocal


@every_part
def test_no_other_way_is_ahead(part: str) -> None:
    ours, *others = (figures(name, part) for name in every_way())
    assert len(others) == 4
    for theirs in others:
        assert ours.at_1 >= theirs.at_1
        assert ours.at_5 >= theirs.at_5
        assert ours.reciprocal > theirs.reciprocal


def test_the_benchmark_prints_a_row_for_each_way_and_lists_what_is_missed() -> None:
    few = ASKED["held_out"][:3]
    known = every_way()
    rows = [line.split(" | ")[0].removeprefix("| ") for line in table("few", few, known) if line.startswith("| ")]
    assert rows == ["way", *known]
    assert len(list(misses(few, lambda _: [REVIEWS[0].id]))) == 3


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_every_name_of_a_pattern_finds_first_a_review_that_has_it(pattern: Pattern) -> None:
    names = (pattern.title, pattern.id, *pattern.data["aliases"])
    first = {name: RECALL.similar_to_text(name, 1)[0].review for name in names}
    assert [name for name, review in first.items() if pattern.id not in review.patterns] == []


def test_no_review_here_meets_so_many_others_that_its_question_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    def questions_of_reviews() -> list[Question]:
        read = (tuple(passages(review)) for review in RECALL.reviews)
        return [Question.of_review(one, RECALL.ranking, RECALL.register, place) for place, one in enumerate(read)]

    asked = questions_of_reviews()
    monkeypatch.setattr(asking, "MOST_MET", 10**9)
    assert questions_of_reviews() == asked
