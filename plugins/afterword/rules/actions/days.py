"""Rules of the days of actions: those that have passed, that contradict a status, or that come too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from afterword.diagnostics import Problem, Severity, counted
from afterword.model import OWN, UNFINISHED
from afterword.rules.registry import FileContext, file_rule

# The zones of the authors and of the machine that checks may differ by a day.
_GRACE: Final = timedelta(days=1)


@file_rule("AW312", "risk-not-reviewed", severity=Severity.WARNING, lasting=False)
def risk_not_reviewed(file: FileContext) -> Iterator[Problem]:
    """An accepted risk is looked at again on the day that was set for it.

    ## Why
    A risk is accepted for a while, on what was known then.
    After that day nobody has accepted it any more.
    Invented scenarios are left alone, since nobody can look at their risks again.

    ## Bad
    ```yaml
    actions:
      - id: A1
        area: prevention
        title: The cache is filled first
        owner: serving
        status: accepted-risk
        review_by: 2025-06-30
    ```

    ## Good
    ```yaml
    actions:
      - id: A1
        area: prevention
        title: The cache is filled first
        owner: serving
        status: accepted-risk
        review_by: 2026-06-30
    ```
    """
    if file.review.status == "withdrawn" or file.review.illustrative or not _any_with(file, "review_by"):
        return
    for position, action in enumerate(file.review.actions):
        if action.risk_unreviewed(file.as_of) and action.review_by is not None:
            days = counted((file.as_of - action.review_by).days, "day")
            yield file.problem(
                f"The risk that action {action.id} accepts was to be looked at again on {action.review_by}, {days} ago",
                ("actions", position, "review_by"),
                "Look at it with its owner: set a new day, or do the work with `status: open` and `due`.",
            )


@file_rule("AW313", "closed-day", severity=Severity.WARNING, lasting=False)
def closed_day(file: FileContext) -> Iterator[Problem]:
    """The day on which an action ended has come, and the action has ended.

    ## Why
    The time that actions take, and how many were open on which day, are computed from it.

    ## Bad
    ```yaml
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, status: open, closed: 2025-06-01}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, status: done, closed: 2025-06-01}
    ```
    """
    for position, action in enumerate(file.review.actions if _any_with(file, "closed") else ()):
        if action.closed is None:
            continue
        place = ("actions", position, "closed")
        if action.status in UNFINISHED:
            yield file.problem(
                f"Action {action.id} is {action.status}, and was closed on {action.closed}",
                place,
                "Write `status: done` if it is done; otherwise delete the day.",
            )
        elif action.closed > file.as_of + _GRACE:
            yield file.problem(
                f"Action {action.id} was closed on {action.closed}, which is after {file.as_of}",
                place,
                "Correct the day; the one by which it is to be done is `due`.",
            )


@file_rule("AW314", "later-than-service-level", severity=Severity.WARNING)
def later_than_service_level(file: FileContext) -> Iterator[Problem]:
    """An unfinished action is due within the service level of its area and severity.

    ## Why
    The organisation has said within how many days such work is done, counted from the day on which the review was
    agreed.
    A later day is a decision that somebody should see.
    The rule speaks only where `[tool.afterword.service-levels]` sets a level.

    ## Bad
    ```toml title="pyproject.toml"
    [tool.afterword.service-levels]
    prevention = {sev3 = 60}
    ```
    ```published
    reviewed: 2025-01-08
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-03-01, status: open}
    ```

    ## Good
    ```toml title="pyproject.toml"
    [tool.afterword.service-levels]
    prevention = {sev3 = 60}
    ```
    ```published
    reviewed: 2025-01-08
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2025-03-01, status: open}
    ```
    """
    review = file.review
    if review.provenance not in OWN or review.status == "withdrawn" or not review.service_levels:
        return
    for position, action in enumerate(review.actions):
        until = review.allowed_until(action.area)
        if action.status in UNFINISHED and action.due is not None and until is not None and action.due > until:
            days = counted((action.due - until).days, "day")
            yield file.problem(
                f"Action {action.id} is due on {action.due}, {days} after the service level of {review.severity}",
                ("actions", position, "due"),
                f"The level for {action.area} ends on {until}; bring it forward, or accept the risk for that time.",
            )


def _any_with(file: FileContext, field: str) -> bool:
    """Whether an action has a field at all, which most have not: then none has to be made of the data."""
    return any(field in action for action in file.review.data.get("actions", ()))
