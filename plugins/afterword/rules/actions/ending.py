"""Rules of ending: work that is said to be done was done, and a review is closed when its work has ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import Problem, Severity
from afterword.model import OWN, UNFINISHED
from afterword.rules.registry import FileContext, file_rule

_OUTSIDE: Final = frozenset({"customer", "partner", "press", "regulator"})


@file_rule("AW307", "done-without-evidence", severity=Severity.WARNING)
def done_without_evidence(file: FileContext) -> Iterator[Problem]:
    """An action that is done says what shows it, or names its ticket.

    ## Why
    In a year nobody remembers whether it was carried out, and this review is where they look.
    One sentence or one address is enough.

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
                f"Action {action.id} is done, and nothing shows it",
                ("actions", position, "status"),
                "Add `evidence:` with one sentence or address, or `tracker:` with its ticket.",
            )


@file_rule("AW308", "closed-with-open-work")
def closed_with_open_work(file: FileContext) -> Iterator[Problem]:
    """A closed review of the organisation's own has no action that is still to be done.

    ## Why
    Closed says to everybody that nothing remains.
    What will not be done is an accepted risk, with an owner and a day on which it is looked at again.

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
                f"The review is closed, and action {action.id} is {action.status}",
                ("actions", position, "status"),
                "Write `status: published` until it has ended, or accept the risk with `status: accepted-risk` "
                "and `review_by`.",
            )


@file_rule("AW311", "closed-without-prevention")
def closed_without_prevention(file: FileContext) -> Iterator[Problem]:
    """A closed review of the organisation's own has a prevention that is verified, or an accepted risk.

    ## Why
    To close a review is to say that it will not happen again, or that somebody answers for it if it does.
    Done is not enough: until a prevention is seen to work, nobody knows.
    An accepted risk counts when it is in the area of prevention and has a day on which it is looked at again.

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
    # Work that is still open is told by AW308, and a review without any prevention by AW302.
    preventions = [action for action in review.actions if action.area == "prevention"]
    if review.status != "closed" or review.provenance not in OWN or not preventions:
        return
    if any(action.status in UNFINISHED for action in review.actions):
        return
    if not any(one.status == "verified" or (one.status == "accepted-risk" and one.review_by) for one in preventions):
        yield file.problem(
            "The review is closed, and no prevention is verified",
            ("status",),
            "Write `status: published` until one is seen to work, with `status: verified` and `evidence`, or accept "
            "the risk with `status: accepted-risk` and `review_by`.",
        )


@file_rule("AW309", "detection-unchanged", severity=Severity.WARNING)
def detection_unchanged(file: FileContext) -> Iterator[Problem]:
    """Where those outside found the failure first, an action changes how it is noticed.

    ## Why
    Customers, partners, the press or an authority saw what no monitor showed.
    Unless that changes they will see the next one first as well.
    An action of the area detection or with the outcome monitoring is enough, an accepted risk included.

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
        who = "the press" if by == "press" else f"a {by}"
        yield file.problem(
            f"It was noticed first by {who}, and no action changes how it is noticed",
            ("actions",),
            "Add an action with `area: detection`: which signal would have told, and who is alerted by it?",
        )
