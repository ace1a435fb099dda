"""The register of patterns as it lives: what reality has taught since a page was last reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from afterword.model import Pattern, Review, parse_day


def taught_since(pattern: Pattern, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews that name a pattern and happened surely after its page was last reviewed, in their order.

    Of a month or a year only its first day is known, so that what may have been before does not count.
    """
    reviewed = parse_day(pattern.data.get("reviewed"))
    return tuple(
        review
        for review in reviews
        if pattern.id in review.patterns and reviewed and review.when and review.when.day > reviewed
    )


YEARS: Final = 10
"""How many years a trend goes back."""


def by_year(reviews: Iterable[Review], as_of: date) -> tuple[tuple[str, int], ...]:
    """How many reviews began in each of the last years up to ``as_of``, with all earlier ones together in front.

    A year is named by its last two figures, which fit below the columns on a phone.
    """
    numbers = Counter(review.year for review in reviews if review.year <= as_of.year)
    first = as_of.year - YEARS + 1
    earlier = sum(number for year, number in numbers.items() if year < first)
    head = [(f"≤{(first - 1) % 100:02}", earlier)] if earlier else []
    return (*head, *((f"\u2019{year % 100:02}", numbers[year]) for year in range(first, as_of.year + 1)))
