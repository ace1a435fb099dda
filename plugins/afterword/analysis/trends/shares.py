"""Parts of wholes over time: near misses of all reviews, closed of all actions, repeats of all reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from afterword.analysis.recurrence import Recurrence
from afterword.analysis.trends.periods import Period, by_period
from afterword.corpus import Corpus
from afterword.model import UNFINISHED, Review


class Share(NamedTuple):
    """A part of a whole in one period."""

    period: Period
    part: int
    whole: int


class Shares(NamedTuple):
    """Shares period by period.

    ``part`` of ``whole`` are their sums over all time, with the ``unplaced`` that are in no period. ``total`` is what
    there is in all, with those that say nothing to the question.
    """

    over_time: tuple[Share, ...]
    part: int
    whole: int
    total: int

    @property
    def unplaced(self) -> int:
        return self.whole - sum(share.whole for share in self.over_time)


def near_miss_ratio(corpus: Corpus) -> Shares:
    """Near misses among all reviews."""
    return _shares(corpus.counted, lambda review: (int(review.kind == "near-miss"), 1), len(corpus.counted))


def action_closure(corpus: Corpus, as_of: date) -> Shares:
    """Actions that were closed on a day among those whose status is reported, by the period of their review."""
    return _shares(
        corpus.counted, lambda review: _closed(review, as_of), sum(len(review.actions) for review in corpus.counted)
    )


def recurrence_rate(corpus: Corpus, recurrences: Iterable[Recurrence]) -> Shares:
    """Reviews that repeat an earlier one, among all; of a pair only the later one repeats."""
    again = {one.later.id for one in recurrences if one.counted}
    return _shares(corpus.counted, lambda review: (int(review.id in again), 1), len(corpus.counted))


def _closed(review: Review, as_of: date) -> tuple[int, int]:
    reported = [status for action in review.actions if (status := action.status_on(as_of)) is not None]
    return sum(status not in UNFINISHED for status in reported), len(reported)


def _shares(reviews: Sequence[Review], count: Callable[[Review], tuple[int, int]], total: int) -> Shares:
    def summed(some: Sequence[Review]) -> tuple[int, int]:
        counts = [count(review) for review in some]
        return sum(part for part, _ in counts), sum(whole for _, whole in counts)

    reported = [review for review in reviews if count(review)[1]]
    over_time = tuple(Share(period, *summed(period.reviews)) for period in by_period(reported))
    return Shares(over_time, *summed(reviews), total)
