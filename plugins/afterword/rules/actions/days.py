"""Rules for the dates of actions: a date that has passed, contradicts the status, or is too late."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.diagnostics import Problem, Severity, counted
from afterword.model import OWN, UNFINISHED, parse_moment
from afterword.rules.registry import FileContext, file_rule


@file_rule("AW312", "risk-not-reviewed", severity=Severity.WARNING, with_time="comes")
def risk_not_reviewed(file: FileContext) -> Iterator[Problem]:
    """An accepted risk is reviewed by its `review_by` date.

    ## Why
    A risk is accepted for a limited time, based on what is known at that time.
    After that date nobody has accepted it any more.
    Illustrative reviews are not checked, since their risks are invented.

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
                f"The accepted risk of action {action.id} was due for review on {action.review_by}, {days} ago",
                ("actions", position, "review_by"),
                "Review it with its owner: set a new `review_by`, or plan the work with `status: open` and `due`.",
            )


@file_rule("AW313", "closed-day", severity=Severity.WARNING, with_time="goes")
def closed_day(file: FileContext) -> Iterator[Problem]:
    """An action with a `closed` date is finished, and the date is not in the future.

    ## Why
    The duration of actions, and the number open on each day, are computed from this date.

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
                f"Action {action.id} is {action.status} but has the `closed` date {action.closed}",
                place,
                "Write `status: done` if it is done; otherwise delete `closed`.",
            )
        elif action.closed_after(file.as_of):
            yield file.problem(
                f"Action {action.id} was closed on {action.closed}, which is after the check date {file.as_of}",
                place,
                "Correct the date; if it is the planned date, use `due`.",
            )


@file_rule("AW314", "later-than-service-level", severity=Severity.WARNING)
def later_than_service_level(file: FileContext) -> Iterator[Problem]:
    """An unfinished action is due within the service level of its area and severity.

    ## Why
    Your organisation has set the number of days for such work, counted from the `reviewed` date of the review.
    A later due date is a decision that should be visible.
    The rule applies only if `[tool.afterword.service-levels]` sets a level.

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
                f"Action {action.id} is due on {action.due}, {days} after the service level for {review.severity} ends",
                ("actions", position, "due"),
                f"For {action.area} it ends on {until}; set an earlier due date, or accept the risk until then.",
            )


@file_rule("AW315", "action-before-incident", severity=Severity.WARNING)
def action_before_incident(file: FileContext) -> Iterator[Problem]:
    """No date of an action is before the onset.

    ## Why
    An action answers the incident, so an earlier date is usually a typing error in the year.
    The site would show an action as years late, or as done before it was needed.
    Dates are compared only if the onset is known, and only to its precision.

    ## Bad
    ```published
    onset: 2025-01-01T10:00Z
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2024-03-01, status: open}
    ```

    ## Good
    ```published
    onset: 2025-01-01T10:00Z
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-03-01, status: open}
    ```
    """
    onset = file.review.onset
    for position, action in enumerate(file.review.data.get("actions", ()) if onset else ()):
        for name in ("due", "closed", "review_by"):
            day = parse_moment(action.get(name))
            if onset and day and onset.surely_after(day):
                yield file.problem(
                    f"`{name}` of action {action['id']} is {day.text}, which is before the onset, {onset.text}",
                    ("actions", position, name),
                    "Correct the date, usually its year. What was there before the incident belongs to `safeguards`.",
                )


def _any_with(file: FileContext, field: str) -> bool:
    """Whether any action has the field; if not, no action needs to be built."""
    return any(field in action for action in file.review.data.get("actions", ()))
