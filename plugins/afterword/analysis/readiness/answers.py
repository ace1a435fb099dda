"""The three answers in plain words: what it has taught us, what is still open, and whether anything holds it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from afterword.analysis.readiness.checklist import PREVENTION, Checklist
from afterword.analysis.readiness.gate import Gate
from afterword.analysis.readiness.verdict import Verdict, only_reported, verdict
from afterword.diagnostics import counted
from afterword.model import Action


def taught(found: Checklist) -> str:
    """Answer what the model has taught us."""
    if not found.reviews:
        kind = " and ".join(word for word in (found.task, found.serving) if word)
        asked = f"others of its kind ({kind}) brings" if kind else "others brings"
        return f"No review names it yet; what went wrong with {asked} {counted(len(found.checks), 'check')}."
    own = sum(not check.relevance for check in found.checks)
    patterns = f"{counted(len(found.patterns), 'pattern')}" if found.patterns else "no known pattern"
    here = sum(bool(check.here) for check in found.checks)
    force = f"{here:,} of them {'is' if here == 1 else 'are'}" if here else "None of them is"
    return (
        f"{counted(len(found.reviews), 'review')} and {patterns}. Checks: {own:,} from its own reviews, "
        f"{len(found.checks) - own:,} from others. {force} recorded as in force here."
    )


def unfinished(found: Checklist) -> str:
    """Answer what is still open."""
    if not found.unfinished:
        return "No open action is on record." if found.reviews else "Nothing, since nothing is on record."
    own = sum(not patterns for _, patterns in found.unfinished)
    late = [action for action, _ in found.unfinished if action.overdue(found.as_of)]
    parts = [counted(own, "action") + " of its own"] if own else []
    if shared := len(found.unfinished) - own:
        parts.append(f"{counted(shared, 'prevention')} of its patterns")
    said = " and ".join(parts)
    none = "none is known to be overdue" if found.silent or only_reported(found) else "none is overdue"
    return f"{said}; {_overdue(late) if late else none}."


def _overdue(late: Sequence[Action]) -> str:
    """How many are overdue, and how many of these can hold a release."""
    hold = sum(action.area == PREVENTION for action in late)
    if hold == len(late):
        return f"{len(late):,} overdue"
    return f"{len(late):,} overdue, {hold or 'none'} of them {'a prevention' if hold <= 1 else 'preventions'}"


def may_ship(found: Checklist, judged: Gate) -> str:
    """Answer whether anything holds it back, and never with more than the record shows."""
    said = _SAID[verdict(found, judged)](found, judged)
    if silent := len(found.silent):
        which = "have no reported state or date, so we cannot tell whether they are late"
        if silent == 1:
            which = "has no reported state or date, so we cannot tell whether it is late"
        said += f" {counted(silent, 'prevention')} {which}."
    return said


def _held(_: Checklist, judged: Gate) -> str:
    risk = sum(held.risk for held in judged.held)
    late = len(judged.held) - risk
    parts = [counted(late, "prevention is overdue", "preventions are overdue")] if late else []
    if risk:
        parts.append(counted(risk, "accepted risk is past its day", "accepted risks are past their day"))
    return f"Held: {' and '.join(parts)}."


def _waived(_: Checklist, judged: Gate) -> str:
    return f"Waived: {counted(len(judged.waived), 'waiver lets', 'waivers let')} what is overdue pass, with a reason."


def _not_known(found: Checklist, _: Gate) -> str:
    if only_reported(found):
        return (
            "Not known: we only have public reports, and do not track other organisations' promises. "
            "Nothing on record is overdue."
        )
    return "Not known: nothing on record is overdue, but the record has gaps."


_SAID: Final[Mapping[Verdict, Callable[[Checklist, Gate], str]]] = {
    Verdict.HELD: _held,
    Verdict.WAIVED: _waived,
    Verdict.CLEAR: lambda _, __: "Nothing overdue: no prevention for it or its patterns is late.",
    Verdict.NOT_KNOWN: _not_known,
    Verdict.NO_PAST: lambda _, __: "No past here: no review names it, so nothing on record holds it.",
}
