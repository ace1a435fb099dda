"""Two incidents of one model that share their cause, to be changed by a test."""

from __future__ import annotations

from typing import Any

from afterword.analysis.recurrence import Recurrence, recurrences
from afterword.model import Review
from tests.made import action, corpus, review

CAUSE: dict[str, Any] = {
    "patterns": ["silent-rollout"],
    "root_causes": [{"layer": "deployment", "statement": "A file reaches every machine at once."}],
}


def earlier(**data: Any) -> Review:
    """An incident of January 2025 whose review was published ten days later, with one open prevention due in June."""
    fewest: dict[str, Any] = {
        "onset": "2025-01-10T10:00Z",
        "reviewed": "2025-01-20",
        "actions": [action(due="2025-06-01")],
        **CAUSE,
    }
    return review("2025-01-10-earlier", **{**fewest, **data})


def later(**data: Any) -> Review:
    """An incident of the same cause in September 2025."""
    return review("2025-09-29-later", **{"onset": "2025-09-29T08:00Z", **CAUSE, **data})


def pairs(*reviews: Review) -> tuple[Recurrence, ...]:
    """The recurrences among some reviews."""
    return recurrences(corpus(*reviews))
