"""Chains over time: what belongs together is in one, and the most serious comes first."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.analysis.recurrence import MODELS, PATTERNS, PEOPLE, Outcome, chains
from afterword.model import Review
from tests.made import action, review
from tests.unit.analysis.recurrence.made_pairs import CAUSE, earlier, later, pairs

ELSEWHERE: dict[str, Any] = {
    "patterns": ["stale-model"],
    "root_causes": [{"layer": "data", "statement": "No check."}],
    "models": [{"name": "Another"}],
}


def ids(reviews: tuple[Review, ...]) -> list[str]:
    return [one.id for one in reviews]


def test_incidents_of_one_pattern_stand_in_the_order_of_time() -> None:
    middle = review("2025-05-05-middle", onset="2025-05-05", reviewed="2025-05-20", **CAUSE)
    (chain,) = chains(pairs(later(), middle, earlier()), PATTERNS)
    assert ids(chain.reviews) == ["2025-01-10-earlier", "2025-05-05-middle", "2025-09-29-later"]
    assert (len(chain.pairs), set(chain.repeats)) == (3, {middle.id, later().id})


@pytest.mark.parametrize(("original", "repeat"), [("2025-09-29-a", "2025-09-29-b"), ("2025-09-29-b", "2025-09-29-a")])
def test_of_two_incidents_at_one_time_the_original_stands_before_its_repeat(original: str, repeat: str) -> None:
    related = [{"id": original, "relation": "recurrence-of"}]
    found = pairs(
        review("2025-09-29-c", onset="2025-09-29", related=[{"id": repeat, "relation": "same-cause"}], **CAUSE),
        review(repeat, onset="2025-09-29", related=related, **CAUSE),
        review(original, onset="2025-09-29", **CAUSE),
        later(onset="2025-10-29"),
    )
    (chain,) = chains(found, PATTERNS)
    assert ids(chain.reviews) == [original, repeat, "2025-09-29-c", "2025-09-29-later"]


def test_three_that_repeat_one_another_in_a_circle_begin_with_the_first_id() -> None:
    circle = ["2025-09-29-a", "2025-09-29-b", "2025-09-29-c"]
    said = [{"related": [{"id": other, "relation": "recurrence-of"}]} for other in (circle[1], circle[2], circle[0])]
    (chain,) = chains(
        pairs(*(review(id_, onset="2025-09-29", **CAUSE, **one) for id_, one in zip(circle, said, strict=True))),
        PATTERNS,
    )
    assert ids(chain.reviews) == ["2025-09-29-a", "2025-09-29-c", "2025-09-29-b"]


def test_incidents_of_one_pattern_that_nothing_else_joins_are_chains_of_their_own() -> None:
    other = {**CAUSE, "root_causes": [{"layer": "model", "statement": "No limit."}], "models": [{"name": "Another"}]}
    apart = [review(f"2025-0{month}-01-other", onset=f"2025-0{month}-01", **other) for month in (3, 4)]
    found = chains(pairs(earlier(), later(), *apart), PATTERNS)
    assert sorted(ids(chain.reviews) for chain in found) == [ids((earlier(), later())), ids(tuple(apart))]


def test_the_sharpest_chain_comes_first_and_an_invented_one_last() -> None:
    open_, lapsed = ([action(due=due)] for due in ("2026-06-01", "2025-06-01"))
    invented = {"provenance": "illustrative", "models": [{"name": "Third"}]}
    found = pairs(
        earlier(actions=open_),
        later(),
        review("2025-02-01-a", onset="2025-02-01", reviewed="2025-02-02", actions=lapsed, **ELSEWHERE),
        review("2025-10-01-b", onset="2025-10-01", **ELSEWHERE),
        review("2025-02-01-c", onset="2025-02-01", reviewed="2025-02-02", **{**ELSEWHERE, **invented}),
        review("2025-10-01-d", onset="2025-10-01", **{**ELSEWHERE, **invented}),
    )
    assert [(chain.value, chain.outcome) for chain in chains(found, MODELS)] == [
        ("Another", Outcome.FIX_OVERDUE),
        ("Bot score", Outcome.FIX_OPEN),
        ("Third", Outcome.NEVER_FIXED),
    ]


def test_what_only_people_join_has_a_chain_too() -> None:
    said = review(
        "2025-09-29-later",
        onset="2025-09-29",
        related=[{"id": "2025-01-10-earlier", "relation": "same-cause"}],
        **ELSEWHERE,
    )
    found = pairs(earlier(), said)
    assert [len(chains(found, kind)) for kind in (PATTERNS, MODELS, PEOPLE)] == [0, 0, 1]


def test_the_pairs_of_a_long_chain_are_ranked_once_and_not_for_each_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked: list[Outcome] = []

    def rank(outcome: Outcome) -> int:
        ranked.append(outcome)
        return list(Outcome).index(outcome)

    days = [f"2025-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 13, 23)]
    found = pairs(*(review(f"{day}-again", onset=day, reviewed=day, **CAUSE) for day in days))
    monkeypatch.setattr(Outcome, "rank", property(rank))
    (chain,) = chains(found, PATTERNS)
    assert len(chain.pairs) == len(found) == 153
    assert len(ranked) < 2 * len(found)
