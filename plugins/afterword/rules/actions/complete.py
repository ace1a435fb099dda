"""Rules for complete actions: a lesson without follow-up work changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Problem, Severity, listed, one_of
from afterword.model import OWN, UNFINISHED
from afterword.rules.registry import FileContext, file_rule

_NEEDED: Final = {
    "owner": "the team or role that owns it",
    "status": "its status",
    "due": "its due date",
    "review_by": "the date to review the accepted risk",
}


@file_rule("AW301", "action-incomplete")
def action_incomplete(file: FileContext) -> Iterator[Problem]:
    """An action of your own organisation has an owner and a status, and a due date while it is unfinished.

    ## Why
    An action without an owner and a due date does not get done.
    Reviews written from public reports are exempt: missing details are shown as not reported and never invented.

    ## Bad
    ```yaml
    status: in-review
    models: [{name: Bot Management}]
    classes: [bad-update]
    detection: {by: monitoring}
    impact: {who: Customers of the proxy}
    root_causes: [{layer: data, statement: The query did not filter by database.}]
    actions:
      - {id: A1, area: prevention, title: Generated files are validated before release, status: open}
    ```

    ## Good
    ```yaml
    status: in-review
    models: [{name: Bot Management}]
    classes: [bad-update]
    detection: {by: monitoring}
    impact: {who: Customers of the proxy}
    root_causes: [{layer: data, statement: The query did not filter by database.}]
    actions:
      - id: A1
        area: prevention
        title: Generated files are validated before release
        owner: bot-detection
        due: 2026-01-31
        status: open
    ```
    """
    if file.review.provenance not in OWN or file.review.status in {"draft", "withdrawn"}:
        return
    for position, action in enumerate(file.review.data.get("actions", ())):
        needed = ["owner", "status"]
        if action.get("status", "open") in UNFINISHED:
            needed.append("due")
        if action.get("status") == "accepted-risk":
            needed.append("review_by")
        if missing := [name for name in needed if name not in action]:
            yield file.problem(
                f"Action {action['id']} has no {one_of(f'`{name}`' for name in missing)}",
                ("actions", position, "id"),
                f"Add {listed(_NEEDED[name] for name in missing)}.",
            )


@file_rule("AW302", "no-prevention")
def no_prevention(file: FileContext) -> Iterator[Problem]:
    """A published review of your own organisation has at least one preventive action.

    ## Why
    Faster detection and recovery are worth a lot, but they accept that the incident will happen again.
    If prevention would cost more than the harm, accept the risk: add an action with `area: prevention` and
    `status: accepted-risk`.
    It needs an owner and a date to review the risk.

    ## Bad
    ```published
    actions:
      - {id: A1, area: detection, title: An alert on empty columns, owner: data, due: 2026-01-31, status: open}
    ```

    ## Good
    ```published
    actions:
      - {id: A1, area: prevention, title: Empty columns stop the job, owner: data, due: 2026-01-31, status: open}
    ```
    """
    review = file.review
    if not review.published or review.provenance not in OWN:
        return
    if all(action.area != "prevention" for action in review.actions):
        yield file.problem(
            "No action prevents a recurrence",
            ("actions",),
            "Add an action with `area: prevention`: a gate, a limit or a design that stops it. "
            "If you accept the risk instead, add it with `status: accepted-risk` and `review_by`.",
        )


@file_rule("AW303", "repeated-action-id")
def repeated_action_id(file: FileContext) -> Iterator[Problem]:
    """Each action of a review has a unique id.

    ## Why
    Tickets, calendars and the API refer to an action by its review id and its own id.

    ## Bad
    ```yaml
    actions:
      - {id: A1, area: prevention, title: Empty columns stop the job}
      - {id: A1, area: detection, title: An alert on empty columns}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A1, area: prevention, title: Empty columns stop the job}
      - {id: A2, area: detection, title: An alert on empty columns}
    ```
    """
    taken: set[str] = set()
    for position, action in enumerate(file.review.data.get("actions", ())):
        if action["id"] in taken:
            free = next(f"A{number}" for number in range(1, 1000) if f"A{number}" not in taken)
            yield file.problem(
                f"Another action above already has the id {action['id']}",
                ("actions", position, "id"),
                f"Use another id, such as {free}.",
            )
        taken.add(action["id"])


@file_rule("AW304", "unproven-action", severity=Severity.WARNING)
def unproven_action(file: FileContext) -> Iterator[Problem]:
    """A verified action has evidence.

    ## Why
    Verified means that someone saw it work.
    One sentence or one URL is enough, and the next owner will ask for it.

    ## Bad
    ```yaml
    actions:
      - {id: A1, area: prevention, title: Empty columns stop the job, status: verified}
    ```

    ## Good
    ```yaml
    actions:
      - id: A1
        area: prevention
        title: Empty columns stop the job
        status: verified
        evidence: A file with an empty column was refused in staging.
    ```
    """
    if file.review.provenance not in OWN:
        return
    for position, action in enumerate(file.review.data.get("actions", ())):
        if action.get("status") == "verified" and "evidence" not in action:
            yield file.problem(
                f"Action {action['id']} is verified but has no `evidence`",
                ("actions", position, "status"),
                "Add `evidence` that it works, or write `status: done`.",
            )
