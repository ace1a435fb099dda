"""The release gate: it is closed while a prevention of the model's own past, or of a close one, is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from afterword.analysis.readiness.checklist import Checklist
from afterword.model import Action, Review
from afterword.settings.waivers import Waiver


class Held(NamedTuple):
    """An action that blocks a release: its review, how many days late it is, and its relation to the model.

    ``patterns`` is empty for an action of the model's own reviews. ``risk`` says that its work was not late but
    that the risk of leaving it undone was accepted until a day that has passed.
    """

    action: Action
    review: Review
    days_late: int
    patterns: tuple[str, ...] = ()
    risk: bool = False

    @property
    def name(self) -> str:
        """How a waiver writes it."""
        return f"{self.action.review_id}#{self.action.id}"

    @property
    def day(self) -> date:
        """The day that has passed."""
        day = self.action.review_by if self.risk else self.action.deadline
        if day is None:
            raise LookupError(f"{self.name} has no day")
        return day


class Gate(NamedTuple):
    """What holds a release, what is waived, and the waivers that count no more, each the most overdue first."""

    held: tuple[Held, ...]
    waived: tuple[tuple[Held, Waiver], ...]
    lapsed: tuple[tuple[Held, Waiver], ...]

    @property
    def open(self) -> bool:
        return not self.held


def gate(checklist: Checklist, waivers: Iterable[Waiver] = ()) -> Gate:
    """Judge a checklist as of its day.

    Only the organisation's own reviews hold a release: what a public report left open is for others to finish.
    """
    by_action: dict[str, Waiver] = {}
    for waiver in sorted(waivers, key=lambda one: (one.until, one.reason)):
        by_action[waiver.action] = waiver  # of several the longest counts
    late = sorted(_late(checklist), key=lambda held: (-held.days_late, held.name))
    named = [(held, by_action.get(held.name)) for held in late]
    return Gate(
        held=tuple(held for held, waiver in named if waiver is None or not waiver.counts(checklist.as_of)),
        waived=tuple((held, waiver) for held, waiver in named if waiver and waiver.counts(checklist.as_of)),
        lapsed=tuple((held, waiver) for held, waiver in named if waiver and not waiver.counts(checklist.as_of)),
    )


def _late(checklist: Checklist) -> Iterable[Held]:
    late = checklist.past.late_preventions
    tied: list[tuple[Review, tuple[str, ...]]] = [(review, ()) for review in checklist.reviews]
    tied += [(one.review, one.patterns) for one in checklist.close]
    for review, patterns in tied:
        for action in late.get(review.id, ()):
            if days := action.days_late(checklist.as_of):
                yield Held(action, review, days, patterns)
            elif action.review_by is not None:
                yield Held(action, review, (checklist.as_of - action.review_by).days, patterns, risk=True)
