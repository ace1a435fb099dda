"""The register of patterns as it lives: what reality has taught since a page was last reviewed."""

from __future__ import annotations

from collections.abc import Iterable

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
