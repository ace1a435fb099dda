"""An action of a review: what is done so that it does not happen again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from afterword.model.moment import parse_day

PREVENTION: Final = "prevention"
"""The area of an action that keeps the failure from happening again."""

UNFINISHED: Final = frozenset({"open", "in-progress"})
"""States in which the work is still to be done."""

STATES: Final = (
    "overdue",
    "open",
    "in-progress",
    "done",
    "verified",
    "accepted-risk",
    "dropped",
    "not-reported",
)
"""The states in which a reader meets an action, the most urgent first."""

# The time zones of the author and of the machine may differ by a day.
_GRACE: Final = timedelta(days=1)


@dataclass(frozen=True)
class Action:
    """One action; fields that nobody reported are ``None``.

    ``target`` is the day that follows from the organisation's service level where nobody named one, as long as the
    action is unfinished or the day is known on which it ended; it is derived, and no author wrote it.
    """

    review_id: str
    id: str
    area: str
    title: str
    outcome: str | None = None
    owner: str | None = None
    due: date | None = None
    status: str | None = None
    tracker: str | None = None
    closed: date | None = None
    evidence: str | None = None
    review_by: date | None = None
    target: date | None = None

    @classmethod
    def from_data(cls, review_id: str, data: Mapping[str, Any], target: date | None = None) -> Action:
        """Build it from the front matter of a review that has passed the schema."""
        return cls(
            review_id,
            data["id"],
            data["area"],
            data["title"],
            outcome=data.get("outcome"),
            owner=data.get("owner"),
            due=parse_day(data.get("due")),
            status=data.get("status"),
            tracker=data.get("tracker"),
            closed=parse_day(data.get("closed")),
            evidence=data.get("evidence"),
            review_by=parse_day(data.get("review_by")),
            target=target,
        )

    @property
    def deadline(self) -> date | None:
        """The day by which it is to be done: the one that the review names, or else the one that is derived."""
        return self.due or self.target

    def closed_after(self, as_of: date) -> bool:
        """Tell whether it was closed only after a day."""
        return self.closed is not None and self.closed > as_of + _GRACE

    def status_on(self, as_of: date) -> str | None:
        """Its status on a day: open if it was closed later, since nobody wrote what it was until then."""
        ended = self.status is not None and self.status not in UNFINISHED
        return "open" if ended and self.closed_after(as_of) else self.status

    def unfinished(self, as_of: date) -> bool:
        """Tell whether the work was still to be done on a day."""
        return self.status_on(as_of) in UNFINISHED

    def state(self, as_of: date) -> str:
        """One of ``STATES``: the status on a day, or ``overdue`` when unfinished after its deadline."""
        return "overdue" if self.overdue(as_of) else self.status_on(as_of) or "not-reported"

    def overdue(self, as_of: date) -> bool:
        """Tell whether it is unfinished although its day has passed."""
        return self.unfinished(as_of) and self.deadline is not None and self.deadline < as_of

    def days_late(self, as_of: date) -> int:
        """Whole days since it was due; 0 when it is not overdue."""
        return (as_of - self.deadline).days if self.deadline is not None and self.overdue(as_of) else 0

    def risk_unreviewed(self, as_of: date) -> bool:
        """Tell whether it is an accepted risk that should have been looked at again by now."""
        return self.status_on(as_of) == "accepted-risk" and self.review_by is not None and self.review_by < as_of
