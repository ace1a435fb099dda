"""Rules for finished work: there is evidence for it, and a review is closed only when its actions are finished."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.model import OWN, UNFINISHED
from afterword.rules.registry import FileContext, file_rule

_OUTSIDE: Final = frozenset({"customer", "partner", "press", "regulator"})


@file_rule("AW307", "done-without-evidence", severity=Severity.WARNING)
def done_without_evidence(file: FileContext) -> Iterator[Problem]:
    """An action that is done has evidence or a ticket.

    ## Why
    In a year nobody will remember whether it was done, and this review is where they will look.
    One sentence or one URL is enough.

    ## Bad
    ```yaml
    actions:
      - {id: A1, area: prevention, title: Empty columns stop the job, status: done}
    ```

    ## Good
    ```yaml
    actions:
      - id: A1
        area: prevention
        title: Empty columns stop the job
        status: done
        tracker: https://tracker.example.org/INC-2041
    ```
    """
    if file.review.provenance not in OWN:
        return
    for position, action in enumerate(file.review.actions):
        if action.status == "done" and not action.evidence and not action.tracker:
            yield file.problem(
                f"Action {action.id} is done but has no `evidence` and no `tracker`",
                ("actions", position, "status"),
                "Add `evidence`, a sentence or a URL, or `tracker`, the URL of its ticket.",
            )


@file_rule("AW308", "closed-with-open-work")
def closed_with_open_work(file: FileContext) -> Iterator[Problem]:
    """A closed review of your own organisation has no unfinished action.

    ## Why
    Closed means that no work is left.
    Work that will not be done is an accepted risk, with an owner and a date to review it.

    ## Bad
    ```published
    status: closed
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-03-01, status: open}
    ```

    ## Good
    ```published
    status: closed
    actions:
      - id: A1
        area: prevention
        title: The cache is filled first
        owner: serving
        status: accepted-risk
        review_by: 2026-09-01
    ```
    """
    if file.review.status != "closed" or file.review.provenance not in OWN:
        return
    for position, action in enumerate(file.review.actions):
        if action.status in UNFINISHED:
            yield file.problem(
                f"The review is closed, but action {action.id} is {action.status}",
                ("actions", position, "status"),
                "Keep the review at `status: published` until the action is finished, or accept the risk: "
                "give the action `status: accepted-risk` and `review_by`.",
            )


@file_rule("AW311", "closed-without-prevention")
def closed_without_prevention(file: FileContext) -> Iterator[Problem]:
    """A closed review of your own organisation has a verified preventive action or an accepted risk.

    ## Why
    Closing a review says that the incident will not happen again, or that someone has accepted the risk.
    Done is not enough: until someone has seen the prevention work, nobody knows that it does.
    An accepted risk counts if it has `area: prevention` and a `review_by` date.

    ## Bad
    ```published
    status: closed
    actions:
      - id: A1
        area: prevention
        title: The cache is filled first
        owner: serving
        status: done
        evidence: The release of May filled it.
    ```

    ## Good
    ```published
    status: closed
    actions:
      - id: A1
        area: prevention
        title: The cache is filled first
        owner: serving
        status: verified
        evidence: An emptied cache in staging kept readers waiting for no second.
    ```
    """
    review = file.review
    # AW308 reports unfinished work, and AW302 a review without any prevention.
    preventions = [action for action in review.actions if action.area == "prevention"]
    if review.status != "closed" or review.provenance not in OWN or not preventions:
        return
    if any(action.status in UNFINISHED for action in review.actions):
        return
    if not any(
        action.status == "verified" or (action.status == "accepted-risk" and action.review_by) for action in preventions
    ):
        yield file.problem(
            "The review is closed, but no preventive action is verified",
            ("status",),
            "Keep the review at `status: published` until one has `status: verified` and `evidence`, or accept "
            "the risk: give the action `status: accepted-risk` and `review_by`.",
        )


@file_rule("AW309", "detection-unchanged", severity=Severity.WARNING)
def detection_unchanged(file: FileContext) -> Iterator[Problem]:
    """If someone outside noticed the incident first, an action improves detection.

    ## Why
    Customers, partners, the press or a regulator saw what no monitoring showed.
    Unless that changes, they will see the next incident first as well.
    One action with `area: detection` or `outcome: monitoring` is enough, even as an accepted risk.

    ## Bad
    ```published
    detection: {by: customer}
    ```

    ## Good
    ```published
    detection: {by: customer}
    actions:
      - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-03-01, status: open}
      - {id: A2, area: detection, title: Slow pages raise an alert, owner: serving, due: 2026-03-01, status: open}
    ```
    """
    review = file.review
    by = review.data.get("detection", {}).get("by")
    if by not in _OUTSIDE or not review.published or review.provenance not in OWN or not review.actions:
        return
    if not any(action.area == "detection" or action.outcome == "monitoring" for action in review.actions):
        who = "The press" if by == "press" else f"A {by}"
        yield file.problem(
            f"{who} noticed it first, and no action improves detection",
            ("actions",),
            "Add an action with `area: detection`: which signal would have shown it, and who should be alerted?",
        )
