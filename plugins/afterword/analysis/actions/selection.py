"""Actions with the reviews that they belong to, and the choice of those that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from afterword.corpus import Corpus
from afterword.model import OWN, STATES, UNFINISHED, Action, Review
from afterword.text.same_name import same_name


class Tracked(NamedTuple):
    """An action and its review."""

    review: Review
    action: Action

    @property
    def opened(self) -> date | None:
        """The day on which it was agreed, which is that of its review; ``None`` where that is not known to the day."""
        agreed = self.review.clock("reviewed")
        return agreed.day if agreed is not None and agreed.precision not in {"month", "year"} else None

    def asks_for_attention(self, as_of: date) -> bool:
        """Whether somebody here still has to do something: the work, its verification, or another look at a risk.

        What others announced in a public report is theirs to do.
        """
        left = self.action.status_on(as_of) in UNFINISHED | {"done"} or self.action.risk_unreviewed(as_of)
        return left and self.review.provenance in OWN


class Selection(NamedTuple):
    """What is asked for; an empty tuple asks for everything, and each filter narrows what the others leave.

    Names that differ only in case or punctuation are one name.

    Without ``everything`` only actions that still ask for attention here are chosen. ``overdue`` are the unfinished
    ones after their day and the risks whose review day has passed; ``unverified`` are those that are done and not yet
    shown to work. ``illustrative`` takes in invented scenarios.
    """

    owners: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    overdue: bool = False
    unverified: bool = False
    everything: bool = False
    illustrative: bool = False

    def takes(self, one: Tracked, as_of: date) -> bool:
        """Whether an action is among those that are asked for."""
        review, action = one.review, one.action
        if self.overdue or self.unverified:
            late = action.overdue(as_of) or action.risk_unreviewed(as_of)
            asked = (self.overdue and late) or (self.unverified and action.status_on(as_of) == "done")
        else:
            asked = True
        return (
            asked
            and (self.everything or one.asks_for_attention(as_of))
            and _among(self.owners, [action.owner or ""])
            and _among(self.areas, [action.area])
            and _among(self.models, review.models)
            and _among(self.reviews, [review.id])
        )


def tracked(reviews: Iterable[Review]) -> tuple[Tracked, ...]:
    """The actions of some reviews, in their order."""
    return tuple(Tracked(review, action) for review in reviews for action in review.actions)


def followed(corpus: Corpus) -> tuple[Tracked, ...]:
    """The actions that somebody here keeps up to date, on which figures of time rest.

    What others announced in public stays as it was on that day, so how long it was open is not known.
    """
    return tracked(review for review in corpus.counted if review.provenance in OWN)


def select(corpus: Corpus, selection: Selection, as_of: date) -> tuple[Tracked, ...]:
    """The actions that are asked for, the most urgent first; withdrawn reviews ask for nothing."""
    reviews = [
        review
        for review in corpus.reviews
        if review.counted or (selection.illustrative and review.illustrative and not review.withdrawn)
    ]
    found = [one for one in tracked(reviews) if selection.takes(one, as_of)]
    return tuple(sorted(found, key=lambda one: urgency(one.action, as_of)))


def urgency(action: Action, as_of: date) -> tuple[int, str, str, str]:
    """Sort key that puts the most urgent action first."""
    day = action.due or action.review_by or action.target
    return (STATES.index(action.state(as_of)), day.isoformat() if day else "9999", action.review_id, action.id)


def action_data(one: Tracked, as_of: date) -> dict[str, Any]:
    """An action as data, days as ISO 8601; missing values are ``None``."""
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(one.action).items()}
    return told | {
        "state": one.action.state(as_of),
        "days_late": one.action.days_late(as_of),
        "review_title": one.review.title,
        "severity": one.review.severity,
        "provenance": one.review.provenance,
        "models": list(one.review.models),
    }


def _among(wanted: tuple[str, ...], given: Iterable[str]) -> bool:
    asked = {same_name(word) for word in wanted}
    return not asked or any(same_name(word) in asked for word in given)
