"""What happened in a period, according to the reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from afterword.analysis.recurrence import Recurrence, by_later, most_serious, recurrences
from afterword.corpus import Corpus
from afterword.model import UNFINISHED, Action, Moment, Review

SOON: Final = timedelta(days=30)
"""How far ahead a digest looks for actions that fall due."""


@dataclass(frozen=True)
class Digest:
    """Everything from the day after ``since`` to the day ``until``, in reviews that statistics count.

    Times that are known only to the month or the year are left out.
    """

    corpus: Corpus
    reviews: tuple[Review, ...]
    since: date
    until: date

    @cached_property
    def learned(self) -> tuple[Review, ...]:
        """Incidents whose review was published, the most severe first."""
        return tuple(review for review in self._published if review.kind == "incident")

    @cached_property
    def caught(self) -> tuple[Review, ...]:
        """Near misses whose review was published."""
        return tuple(review for review in self._published if review.kind == "near-miss")

    @cached_property
    def unwritten(self) -> tuple[Review, ...]:
        """Unpublished reviews of what began in the period."""
        return tuple(review for review in self.reviews if not review.published and self._within(review.onset))

    @cached_property
    def recurred(self) -> tuple[Recurrence, ...]:
        """Incidents that began in the period and had happened before, each with its most serious pair."""
        told = {review.id for review in self.reviews}
        found = (one for one in recurrences(self.corpus) if {one.earlier.id, one.later.id} <= told)
        within = (one for one in found if self._within(one.later.when))
        return tuple(map(most_serious, by_later(within).values()))

    def ended(self, *statuses: str) -> tuple[Action, ...]:
        """Actions that were closed in the period and have one of these statuses now, by date.

        No field has the day on which an action was verified: it counts on the day on which it was done.
        """
        found = (a for a in self._actions if a.status in statuses and a.closed is not None and self._in(a.closed))
        return tuple(sorted(found, key=lambda action: (action.closed, action.review_id, action.id)))

    @cached_property
    def overdue(self) -> tuple[Action, ...]:
        """Actions that are overdue at the end of the period, the latest first."""
        found = (action for action in self._unfinished if action.deadline and action.deadline < self.until)
        return tuple(sorted(found, key=lambda action: (action.deadline, action.review_id, action.id)))

    @cached_property
    def due_soon(self) -> tuple[Action, ...]:
        """Unfinished actions that are due within ``SOON`` after the period."""
        ahead = (
            action
            for action in self._unfinished
            if action.deadline and self.until <= action.deadline <= self.until + SOON
        )
        return tuple(sorted(ahead, key=lambda action: (action.deadline, action.review_id, action.id)))

    @cached_property
    def accepted_until(self) -> tuple[Action, ...]:
        """Accepted risks that are due for review."""
        found = (a for a in self._actions if a.status == "accepted-risk" and a.review_by and a.review_by <= self.until)
        return tuple(sorted(found, key=lambda action: (action.review_by, action.review_id, action.id)))

    @cached_property
    def anniversaries(self) -> tuple[tuple[int, Review], ...]:
        """Incidents that began on a day of the period in an earlier year, with the years since, the oldest first."""
        found = [
            (year - review.onset.year, review)
            for review in self.reviews
            if review.onset is not None and review.onset.precision in _TO_THE_DAY
            for year in range(max(self.since.year, review.onset.year + 1), self.until.year + 1)
            if self._in(_in_year(review.onset.day, year))
        ]
        return tuple(sorted(found, key=lambda pair: (-pair[0], pair[1].id)))

    @cached_property
    def _published(self) -> list[Review]:
        found = (review for review in self.reviews if review.published and self._within(review.clock("reviewed")))
        return sorted(found, key=lambda review: (review.severity, review.newest_first))

    @cached_property
    def _actions(self) -> tuple[Action, ...]:
        return tuple(action for review in self.reviews for action in review.actions)

    @cached_property
    def _unfinished(self) -> tuple[Action, ...]:
        """The actions that were unfinished on the last day, according to the reviews of today."""
        return tuple(a for a in self._actions if a.status in UNFINISHED or (a.closed and a.closed > self.until))

    def _within(self, moment: Moment | None) -> bool:
        return moment is not None and moment.precision in _TO_THE_DAY and self._in(moment.day)

    def _in(self, day: date) -> bool:
        return self.since < day <= self.until


_TO_THE_DAY: Final = frozenset({"second", "minute", "day"})


def digest_of(corpus: Corpus, since: date, until: date, *, illustrative: bool = False) -> Digest:
    """The digest of a period; ``illustrative`` includes invented examples."""
    chosen: Iterable[Review] = corpus.counted
    if illustrative:
        chosen = (review for review in corpus.reviews if review.status != "withdrawn")
    return Digest(corpus, tuple(chosen), since, until)


def _in_year(day: date, year: int) -> date:
    """The same day of another year; the 29th of February becomes the 28th if necessary."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
