"""What it cost: never across currencies, never a zero for what nobody told."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.trends import costs
from afterword.corpus import Corpus
from afterword.model import Review
from afterword.site.trends.cost_charts import short_amount
from tests.made import corpus, review


def costly(id_: str, /, *layers: str, patterns: tuple[str, ...] = (), **cost: Any) -> Review:
    causes = [{"layer": layer, "statement": "No check."} for layer in layers]
    return review(id_, impact={"who": "Readers.", "cost": cost}, root_causes=causes, patterns=list(patterns))


def test_each_currency_has_a_total_of_its_own() -> None:
    found = costs(
        corpus(
            costly("a", currency="EUR", lost_revenue=100, other=5),
            costly("b", currency="USD", other=7),
            costly("c", currency="EUR", other=1),
        )
    )
    assert [(total.currency, dict(total.amounts), total.sum, total.reviews) for total in found.totals] == [
        ("EUR", {"lost_revenue": 100, "other": 6}, 106, 2),
        ("USD", {"other": 7}, 7, 1),
    ]


def test_a_cost_without_an_amount_is_not_a_cost_of_nothing() -> None:
    found = costs(corpus(costly("a", currency="EUR", labour_hours=12), costly("b", labour_hours=3), review("c")))
    assert found.totals == ()
    assert (found.hours, found.with_hours, found.with_money, found.total) == (15, 2, 0, 3)


def test_a_told_zero_is_told() -> None:
    found = costs(corpus(costly("a", currency="EUR", lost_revenue=0)))
    assert [(total.sum, total.reviews) for total in found.totals] == [(0, 1)]


def test_a_review_counts_whole_in_each_of_its_layers_and_patterns() -> None:
    found = costs(corpus(costly("a", "data", "model", patterns=("stale-model",), currency="EUR", other=10)))
    assert {name: totals[0].sum for name, totals in found.by_layer.items()} == {"data": 10, "model": 10}
    assert {name: totals[0].sum for name, totals in found.by_pattern.items()} == {"stale-model": 10}


def test_illustrative_reviews_cost_nothing() -> None:
    invented = Review("a", "a.md", {**costly("a", currency="EUR", other=1).data, "provenance": "illustrative"}, "")
    assert costs(Corpus.of([invented])).totals == ()


@given(st.lists(st.tuples(st.sampled_from(["EUR", "USD", "INR"]), st.integers(0, 10**9)), max_size=12))
def test_the_totals_are_the_sums_by_currency(amounts: list[tuple[str, int]]) -> None:
    found = costs(Corpus.of(costly(str(at), currency=name, other=n) for at, (name, n) in enumerate(amounts)))
    expected = {name: sum(n for other, n in amounts if other == name) for name, _ in amounts}
    assert {total.currency: total.sum for total in found.totals} == expected


def test_large_amounts_are_said_in_three_figures() -> None:
    given_ = (0, 650.88, 999, 18_000, 3_700_000, 304_000_000, 414e9, 2e15)
    assert [*map(short_amount, given_)] == ["0", "651", "999", "18 k", "3.7 M", "304 M", "414 bn", "2,000,000 bn"]
