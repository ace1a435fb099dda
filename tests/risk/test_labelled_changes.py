"""Labelled changes: those in ``near`` are called like the review that they come near, those in ``far`` come near none.

The first were written from the titles of the reviews, twelve before the code and three times eight when it was there;
the others are commits of this repository.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from bench.recall import base

from afterword.analysis.recall import Recall
from afterword.analysis.risk import near
from afterword.text.unified_diff import file_diffs

HERE = Path(__file__).parent
NEAR = sorted((HERE / "near").glob("*.diff"))
FAR = sorted((HERE / "far").glob("*.diff"))
MISSED = {
    "2020-04-face-search-repository-exposed",  # a setting of two lines
    "2023-02-bing-chat-long-sessions",  # a setting of two lines
    "2023-05-eating-disorder-bot-diet-advice",  # a setting of two lines, too few words to be sure
    "2024-05-14-jokes-repeated-as-advice",  # of its safeguard only "satire" goes
    "2024-06-17-empty-completions",  # the check that goes has words that every program has
    "2024-07-13-cleanup-deletes-serving",  # the review writes "clean-up", and names no safeguard that goes
    "2024-12-11-telemetry-overload",  # a rollout in other words than "staged"
    "2025-05-14-unauthorised-prompt-change",  # a setting of two lines
    "2025-05-omitted-training-dataset",  # a setting of two lines
    "2025-06-echoleak",  # two short calls go, in other words than those of its safeguards
    "2026-03-26-thinking-cache-cleared",  # the fault itself, which no safeguard of the review is about
}
NAMED = {"own-99dc9da39"}
"""A test of this repository, which has the name of a feature of a review in its data."""


@lru_cache(maxsize=1)
def recall() -> Recall:
    return Recall.of(*base())


def hits(diff: Path) -> list[str]:
    return [hit.review.id for hit in near(recall(), file_diffs(diff.read_text("utf-8")))]


def test_there_are_a_dozen_of_each() -> None:
    assert len(NEAR) >= 36
    assert len(FAR) >= 12


@pytest.mark.parametrize("diff", NEAR, ids=lambda diff: diff.stem)
def test_a_change_that_comes_near_an_incident_finds_it_among_the_first_two(diff: Path) -> None:
    found = hits(diff)
    assert (diff.stem in found[:2]) is (diff.stem not in MISSED)
    assert len(found) <= 3


@pytest.mark.parametrize("diff", FAR, ids=lambda diff: diff.stem)
def test_a_change_of_something_else_comes_near_nothing(diff: Path) -> None:
    assert bool(hits(diff)) is (diff.stem in NAMED)
