"""Time in equal steps: years, or quarters while the reviews span only a few years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from afterword.model import Review

MOST: Final = 12
"""The most periods; everything older is in the first one."""

YEARS_IN_QUARTERS: Final = 3
"""Up to so many calendar years are split into quarters."""


class Period(NamedTuple):
    """A step in time with its reviews, newest first.

    ``name`` is ``2025``, ``Q1 2025``, or ``until 2014`` for all before; ``short`` is for where there is little room.
    """

    name: str
    short: str
    reviews: tuple[Review, ...]


def by_period(reviews: Sequence[Review]) -> tuple[Period, ...]:
    """Every period from the first review to the last, empty ones too.

    By quarters a review that is known only to the year has no place, and is in no period.
    """
    if not reviews:
        return ()
    years = {review.year for review in reviews}
    if max(years) - min(years) < YEARS_IN_QUARTERS:
        return _quarters(reviews)
    last = max(years)
    first = max(min(years), last - MOST + 1)
    gathered = first > min(years)
    return tuple(
        Period(
            f"until {year}" if gathered and year == first else str(year),
            f"≤{year % 100:02}" if gathered and year == first else _short(year),
            tuple(r for r in reviews if r.year == year or (gathered and year == first and r.year < first)),
        )
        for year in range(first, last + 1)
    )


def _quarters(reviews: Sequence[Review]) -> tuple[Period, ...]:
    placed = [
        (review.when.year * 4 + (review.when.day.month - 1) // 3, review)
        for review in reviews
        if review.when is not None and review.when.precision != "year"
    ]
    if not placed:
        return ()
    numbers = [number for number, _ in placed]
    return tuple(
        Period(
            f"Q{at % 4 + 1} {at // 4}",
            f"Q{at % 4 + 1}" + (f" {_short(at // 4)}" if at == min(numbers) or at % 4 == 0 else ""),
            tuple(review for number, review in placed if number == at),
        )
        for at in range(min(numbers), max(numbers) + 1)
    )


def _short(year: int) -> str:
    return f"\u2019{year % 100:02}"
