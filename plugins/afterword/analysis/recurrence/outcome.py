"""The status of the fix of an incident when the incident happened again, from the fields of its review."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from afterword.model import PREVENTION, UNFINISHED, Action, Moment, Review


class Outcome(StrEnum):
    """What had become of the fix at the onset of the later incident, the most serious first."""

    NEVER_FIXED = "never-fixed"
    FIX_OVERDUE = "fix-overdue"
    VERIFIED_ANYWAY = "verified-anyway"
    DONE_UNVERIFIED = "done-unverified"
    FIX_OPEN = "fix-open"
    BEFORE_REVIEW = "before-review"
    NOT_REPORTED = "not-reported"

    @property
    def label(self) -> str:
        """Its label."""
        return _WORDS[self][0]

    @property
    def meaning(self) -> str:
        """Its meaning, in a sentence."""
        return _WORDS[self][1]

    @property
    def rank(self) -> int:
        """Its place in the order of seriousness, from 0."""
        return _RANKS[self]


_RANKS: Final = {outcome: rank for rank, outcome in enumerate(Outcome)}

_WORDS: Final = {
    Outcome.NEVER_FIXED: ("Never fixed", "No prevention was agreed, or every one was dropped or accepted as a risk."),
    Outcome.FIX_OVERDUE: ("Fix overdue", "A prevention was unfinished after its due date."),
    Outcome.VERIFIED_ANYWAY: (
        "Verified, but it happened again",
        "Every prevention was verified, but that was not enough.",
    ),
    Outcome.DONE_UNVERIFIED: (
        "Done but unverified",
        "The prevention was done, but not verified.",
    ),
    Outcome.FIX_OPEN: ("Fix open", "A prevention was unfinished and not yet due."),
    Outcome.BEFORE_REVIEW: (
        "Before the first review was published",
        "It began before anyone could read the lesson.",
    ),
    Outcome.NOT_REPORTED: ("Not reported", "The reviews do not give the fix status at that time."),
}

# Of several preventions the one that had come least far decides; those given up count only where all were.
_DECIDES: Final = (
    Outcome.FIX_OVERDUE,
    Outcome.FIX_OPEN,
    Outcome.NOT_REPORTED,
    Outcome.DONE_UNVERIFIED,
    Outcome.VERIFIED_ANYWAY,
    Outcome.NEVER_FIXED,
)
_ENDED: Final = {
    "done": Outcome.DONE_UNVERIFIED,
    "verified": Outcome.VERIFIED_ANYWAY,
    "accepted-risk": Outcome.NEVER_FIXED,
    "dropped": Outcome.NEVER_FIXED,
}


def judged(earlier: Review, later: Review, *, elsewhere: bool = False) -> tuple[Outcome, Action | None]:
    """How far the fix of ``earlier`` was at the onset of ``later``, and the action that would have prevented it.

    ``elsewhere`` says that the two are systems of different owners as far as anybody knows: what the one repaired says
    nothing about the other. The action is a prevention of the earlier review; ``None`` where it has none.
    """
    preventions = [action for action in earlier.actions if action.area == PREVENTION]
    first = preventions[0] if preventions else None
    public = earlier.provenance == "public-report"
    early = _before_review(earlier, later)
    if early is not None:
        return early, first
    if later.onset is None or elsewhere or (public and not preventions):
        return Outcome.NOT_REPORTED, first
    if not preventions:
        return Outcome.NEVER_FIXED, None
    found = [(_at_onset(action, later.onset, public=public), action) for action in preventions]
    return min(found, key=lambda pair: (_DECIDES.index(pair[0]), pair[1].deadline is None, pair[1].deadline))


def surely_after(moment: Moment, other: Moment) -> bool:
    """Whether a moment is surely later: by the clock, or by the calendar where one of the two is no time of day."""
    if moment.exact and other.exact:
        return moment.surely_after(other)
    return moment.surely_after(other) or moment.day > other.last_day


def _before_review(earlier: Review, later: Review) -> Outcome | None:
    """Whether the later incident began before the earlier review was there; ``None`` where it surely did not."""
    if not earlier.published:
        return Outcome.BEFORE_REVIEW
    reviewed = earlier.clock("reviewed")
    if reviewed is None or later.when is None:
        return Outcome.NOT_REPORTED
    # An unknown onset is before every known clock.
    if surely_after(reviewed, later.when):
        return Outcome.BEFORE_REVIEW
    return None if surely_after(later.when, reviewed) else Outcome.NOT_REPORTED


def _at_onset(action: Action, onset: Moment, *, public: bool) -> Outcome:
    if action.status is None:
        return Outcome.NOT_REPORTED
    if action.status in UNFINISHED:
        # A report says what was planned when it was written, and nobody writes it again.
        return Outcome.NOT_REPORTED if public else _unfinished(action, onset)
    ended = _ENDED[action.status]
    if action.closed is None:
        # What a public report calls done was done when it appeared; what was dropped never came at all.
        return ended if public or ended is Outcome.NEVER_FIXED else Outcome.NOT_REPORTED
    if onset.day > action.closed:
        return ended
    return _unfinished(action, onset) if onset.last_day < action.closed else Outcome.NOT_REPORTED


def _unfinished(action: Action, onset: Moment) -> Outcome:
    return Outcome.FIX_OVERDUE if action.deadline and onset.day > action.deadline else Outcome.FIX_OPEN
