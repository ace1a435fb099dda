"""What it cost, as far as reviews say so: per currency, and never across currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from afterword.corpus import Corpus
from afterword.model import Review

MONEY: Final = ("lost_revenue", "infrastructure", "other")
"""The amounts of a review that are money, in the currency that it names."""


class Total(NamedTuple):
    """What some reviews cost in one currency: the sum by kind of ``MONEY``, and how many of them name any."""

    currency: str
    amounts: Mapping[str, float]
    reviews: int

    @property
    def sum(self) -> float:
        return sum(self.amounts.values())


class Costs(NamedTuple):
    """Costs of incidents: all together, by layer and by pattern.

    A review with causes in several layers counts whole in each, so that the rows of a breakdown cannot be added up.
    ``hours`` of labour are reported by ``with_hours`` reviews, money by ``with_money`` of ``total``.
    """

    totals: tuple[Total, ...]
    by_layer: Mapping[str, tuple[Total, ...]]
    by_pattern: Mapping[str, tuple[Total, ...]]
    hours: float
    with_hours: int
    with_money: int
    total: int


def costs(corpus: Corpus) -> Costs:
    """Add up ``impact.cost`` of the counted reviews."""
    reviews = corpus.counted
    hours = [cost["labour_hours"] for review in reviews if "labour_hours" in (cost := _cost(review))]
    return Costs(
        totals_of(reviews),
        _by(reviews, lambda review: review.layers),
        _by(reviews, lambda review: review.patterns),
        sum(hours),
        len(hours),
        sum(bool(_money(review)) for review in reviews),
        len(reviews),
    )


def _by(reviews: Sequence[Review], groups: Callable[[Review], Iterable[str]]) -> dict[str, tuple[Total, ...]]:
    found: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        for group in groups(review):
            found[group].append(review)
    return {group: totals for group in sorted(found) if (totals := totals_of(found[group]))}


def totals_of(reviews: Sequence[Review]) -> tuple[Total, ...]:
    """What some reviews, newest first, say that they cost: one total for each currency, by its name."""
    amounts: dict[str, dict[str, float]] = defaultdict(dict)
    number: dict[str, int] = defaultdict(int)
    # From the oldest on, so that the last digits of a sum of fractions do not depend on a newcomer.
    for review in reversed(reviews):
        if money := _money(review):
            currency = _cost(review)["currency"]
            number[currency] += 1
            for kind, value in money.items():
                amounts[currency][kind] = amounts[currency].get(kind, 0) + value
    return tuple(Total(currency, amounts[currency], number[currency]) for currency in sorted(amounts))


def _money(review: Review) -> dict[str, float]:
    cost = _cost(review)
    return {kind: cost[kind] for kind in MONEY if kind in cost}


def _cost(review: Review) -> Mapping[str, Any]:
    found: Mapping[str, Any] = review.data.get("impact", {}).get("cost", {})
    return found
