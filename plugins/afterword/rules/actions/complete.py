"""Rules of actions: a lesson without work behind it is a wish."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.diagnostics import Problem, Severity, one_of
from afterword.model import OWN, UNFINISHED
from afterword.rules.registry import FileContext, file_rule


@file_rule("AW301", "action-incomplete")
def action_incomplete(file: FileContext) -> Iterator[Problem]:
    """An action of the organisation's own has an owner and a status, and a due date while it is unfinished.

    ## Why
    An action that nobody owns and that is due on no day is not done.
    Reviews written from public reports are exempt: what nobody reported is shown as not reported, never invented.

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
        if missing := [f"`{name}`" for name in needed if name not in action]:
            yield file.problem(
                f"Action {action['id']} has no {one_of(missing).replace(' or ', ' and no ')}",
                ("actions", position, "id"),
                "Name the team or role that does it, the day by which, and how far it is.",
            )


@file_rule("AW302", "no-prevention")
def no_prevention(file: FileContext) -> Iterator[Problem]:
    """A published review of the organisation's own has at least one action that prevents.

    ## Why
    Noticing sooner and ending sooner are worth much, but they accept that it happens again.
    If prevention costs more than the harm, say so: an action of the area prevention may be an accepted risk, which
    then has an owner and a day on which it is looked at again.

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
            "No action prevents that it happens again",
            ("actions",),
            "Add one with `area: prevention`: a gate, a limit or a design that stops it. "
            "If the risk is accepted instead, add it with `status: accepted-risk` and `review_by`.",
        )


@file_rule("AW303", "repeated-action-id")
def repeated_action_id(file: FileContext) -> Iterator[Problem]:
    """Each action of a review has an id of its own.

    ## Why
    Tickets, calendars and the API refer to an action by the id of its review and its own.

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
                f"The id {action['id']} is taken by an action above",
                ("actions", position, "id"),
                f"Give it another, such as {free}.",
            )
        taken.add(action["id"])


@file_rule("AW304", "unproven-action", severity=Severity.WARNING)
def unproven_action(file: FileContext) -> Iterator[Problem]:
    """An action that is verified says what shows it.

    ## Why
    Verified means that somebody saw it work.
    The evidence is one sentence or one address, and the next owner will ask for it.

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
                f"Action {action['id']} is verified, and nothing says how",
                ("actions", position, "status"),
                "Add `evidence:` with what shows that it works, or write `status: done`.",
            )
