"""What the record supports about a release: nothing overdue does not mean that all is well."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from afterword.analysis.readiness.checklist import Checklist
from afterword.analysis.readiness.gate import Gate
from afterword.model import OWN


class Verdict(StrEnum):
    """The answer to "Is the release blocked?". Only ``HELD`` shuts the gate."""

    HELD = "held"
    WAIVED = "waived"
    CLEAR = "clear"
    NOT_KNOWN = "not-known"
    NO_PAST = "no-past"

    @property
    def label(self) -> str:
        """Its label."""
        return _LABELS[self]


_LABELS: Final = {
    Verdict.HELD: "Blocked",
    Verdict.WAIVED: "Waived",
    Verdict.CLEAR: "Nothing overdue",
    Verdict.NOT_KNOWN: "Not known",
    Verdict.NO_PAST: "No reviews",
}


def verdict(checklist: Checklist, judged: Gate) -> Verdict:
    """What can be said from the record.

    A model that appears only in public reports is not known to be ready: nobody here tracks their actions. Nor is
    one of whose own preventions some have no state or no date.
    """
    if judged.held:
        return Verdict.HELD
    if judged.waived:
        return Verdict.WAIVED
    if not checklist.reviews:
        return Verdict.NO_PAST
    return Verdict.NOT_KNOWN if checklist.silent or only_reported(checklist) else Verdict.CLEAR


def only_reported(checklist: Checklist) -> bool:
    """Whether all that is known of a model comes from public reports."""
    return bool(checklist.reviews) and not any(review.provenance in OWN for review in checklist.reviews)
