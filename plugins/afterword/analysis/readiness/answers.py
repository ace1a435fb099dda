"""The three answers in plain words: what it has taught us, what is still open, and whether the release is blocked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from afterword.analysis.readiness.checklist import Checklist
from afterword.analysis.readiness.gate import Gate
from afterword.analysis.readiness.past import PREVENTION
from afterword.analysis.readiness.verdict import Verdict, only_reported, verdict
from afterword.diagnostics import counted
from afterword.model import Action


def taught(checklist: Checklist) -> str:
    """Answer what the model has taught us."""
    if not checklist.reviews:
        kind = ", ".join(word for word in (checklist.task, checklist.serving) if word)
        similar = f"similar models ({kind})" if kind else "similar models"
        return f"No review names this model; {similar} contribute {counted(len(checklist.checks), 'check')}."
    own = sum(not check.relevance for check in checklist.checks)
    patterns = f"{counted(len(checklist.patterns), 'pattern')}" if checklist.patterns else "no known pattern"
    here = sum(bool(check.here) for check in checklist.checks)
    force = f"{here:,} {'is' if here == 1 else 'are'}" if here else "None is"
    return (
        f"{counted(len(checklist.reviews), 'review')} and {patterns}. Checks: {own:,} from its own reviews, "
        f"{len(checklist.checks) - own:,} from others. {force} recorded as in force for this model."
    )


def unfinished(checklist: Checklist) -> str:
    """Answer what is still open."""
    if not checklist.unfinished:
        return "No open actions." if checklist.reviews else "Nothing on record."
    own = sum(not patterns for _, patterns in checklist.unfinished)
    late = [action for action, _ in checklist.unfinished if action.overdue(checklist.as_of)]
    parts = [f"{counted(own, 'action')} from its own reviews"] if own else []
    if shared := len(checklist.unfinished) - own:
        parts.append(f"{counted(shared, 'prevention')} from its patterns")
    said = " and ".join(parts)
    none = "none is known to be overdue" if checklist.silent or only_reported(checklist) else "none is overdue"
    return f"{said}; {_overdue(late) if late else none}."


def _overdue(late: Sequence[Action]) -> str:
    """How many are overdue, and how many of these can block a release."""
    hold = sum(action.area == PREVENTION for action in late)
    if hold == len(late):
        return f"{len(late):,} overdue"
    return f"{len(late):,} overdue, {hold or 'none'} of them {'a prevention' if hold <= 1 else 'preventions'}"


def may_ship(checklist: Checklist, judged: Gate) -> str:
    """Answer whether the release is blocked, and never claim more than the record shows."""
    said = _SAID[verdict(checklist, judged)](checklist, judged)
    if silent := len(checklist.silent):
        which = (
            "has no reported state or date and may be" if silent == 1 else "have no reported state or date and may be"
        )
        said += f" {counted(silent, 'prevention')} {which} overdue."
    return said


def _held(_: Checklist, judged: Gate) -> str:
    risk = sum(held.risk for held in judged.held)
    late = len(judged.held) - risk
    parts = [counted(late, "overdue prevention")] if late else []
    if risk:
        parts.append(counted(risk, "expired risk acceptance"))
    return f"Release blocked: {' and '.join(parts)}{_inherited(judged)}."


def _inherited(judged: Gate) -> str:
    """How many of the actions that block come from reviews of other models."""
    number, total = sum(bool(held.patterns) for held in judged.held), len(judged.held)
    if not number:
        return ""
    if number < total:
        return f", {number:,} from other models"
    return ", from another model" if total == 1 else f", {'both' if total == 2 else 'all'} from other models"


def _waived(_: Checklist, judged: Gate) -> str:
    return f"Waived: {counted(len(judged.waived), 'overdue action is', 'overdue actions are')} covered by a waiver."


def _not_known(checklist: Checklist, _: Gate) -> str:
    if only_reported(checklist):
        return (
            "Not known: the model appears only in public reports, whose actions are not tracked. "
            "Nothing on record is overdue."
        )
    return "Not known: nothing on record is overdue, but the record has gaps."


_SAID: Final[Mapping[Verdict, Callable[[Checklist, Gate], str]]] = {
    Verdict.HELD: _held,
    Verdict.WAIVED: _waived,
    Verdict.CLEAR: lambda _, __: "Nothing overdue: every prevention for this model and its patterns is on time.",
    Verdict.NOT_KNOWN: _not_known,
    Verdict.NO_PAST: lambda _, __: "No reviews: no review names this model, so nothing on record blocks it.",
}
