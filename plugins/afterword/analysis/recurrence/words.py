"""The state of the fix, as a clause that a message or a page puts behind the name of the action."""

from __future__ import annotations

from datetime import date

from afterword.analysis.recurrence.outcome import Outcome
from afterword.analysis.recurrence.recurrence import Recurrence
from afterword.diagnostics import counted
from afterword.model import Action, Moment

_COARSE = frozenset({"month", "year"})
_GIVEN_UP = {"dropped": "dropped", "accepted-risk": "accepted as a risk"}


def age(recurrence: Recurrence) -> str:
    """How old the fix was at the onset of the later incident, such as ``due 120 days before``."""
    if recurrence.outcome is Outcome.BEFORE_REVIEW:
        return _before_review(recurrence)
    if recurrence.outcome is Outcome.NOT_REPORTED or recurrence.later.onset is None:
        return "status at that time not reported"
    return (
        _of_action(recurrence.action, recurrence.outcome, recurrence.later.onset)
        if recurrence.action
        else "no prevention was agreed"
    )


def _of_action(action: Action, outcome: Outcome, onset: Moment) -> str:
    # A day that nobody wrote says where it comes from.
    by = "" if action.due else ", by the service level"
    if outcome is Outcome.FIX_OVERDUE and action.deadline:
        return f"due {_since(action.deadline, onset)}{by}"
    if outcome is Outcome.FIX_OPEN:
        until = f"{_until(action.deadline, onset)}{by}" if action.deadline else "without a due date"
        return f"unfinished, {until}"
    if outcome is Outcome.NEVER_FIXED:
        word = _GIVEN_UP[str(action.status)]
        return f"{word} {_since(action.closed, onset)}" if action.closed and action.closed < onset.day else word
    word = "verified" if outcome is Outcome.VERIFIED_ANYWAY else "done"
    said = f"{word} {_since(action.closed, onset)}" if action.closed else f"reported as {word}"
    return said if word == "verified" else f"{said}, but not verified"


def _before_review(recurrence: Recurrence) -> str:
    reviewed, onset = recurrence.earlier.clock("reviewed"), recurrence.later.when
    if not recurrence.earlier.published or reviewed is None or onset is None:
        return "the first review is not published yet"
    days = (reviewed.day_beside(onset) - onset.last_day).days
    if days < 1:
        return "the first review was published later that day"
    return f"the first review was published {_least(onset, reviewed)}{counted(days, 'day')} later"


def _since(day: date, onset: Moment) -> str:
    return f"{_least(onset)}{counted((onset.day - day).days, 'day')} before"


def _until(day: date, onset: Moment) -> str:
    days = (day - onset.last_day).days
    if days < 1:
        return "due that day" if onset.precision not in _COARSE else "due in that period"
    return f"due {_least(onset)}{counted(days, 'day')} later"


def _least(*moments: Moment) -> str:
    return "at least " if any(moment.precision in _COARSE for moment in moments) else ""
