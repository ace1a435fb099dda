"""The three answers in plain words: what it has taught us, what is still open, and whether the release is blocked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from afterword.analysis.readiness.checklist import Checklist
from afterword.analysis.readiness.gate import Gate
from afterword.analysis.readiness.verdict import Verdict, only_reported, verdict
from afterword.diagnostics import counted, listed
from afterword.model import PREVENTION, Action


def taught(checklist: Checklist) -> str:
    """Answer what the model has taught us."""
    if not checklist.reviews:
        kind = ", ".join(word for word in (checklist.task, checklist.serving) if word)
        similar = f"similar models ({kind})" if kind else "similar models"
        return f"No review names this model; {similar} contribute {counted(len(checklist.checks), 'check')}."
    own = sum(not check.relevance for check in checklist.checks)
    patterns = counted(len(checklist.patterns), "pattern") if checklist.patterns else "no known pattern"
    here = sum(bool(check.here) for check in checklist.checks)
    force = f"{here:,} {'is' if here == 1 else 'are'}" if here else "None is"
    return (
        f"{counted(len(checklist.reviews), 'review')} and {patterns}. Checks: {own:,} from its own reviews, "
        f"{len(checklist.checks) - own:,} from others. {force} recorded as in force for this model."
    )


def unfinished(checklist: Checklist) -> str:
    """Answer what is still open: in its own reviews, and apart from that in close incidents of other models."""
    if not checklist.unfinished:
        return "No open actions." if checklist.reviews else "Nothing on record."
    own = checklist.own_unfinished
    said = [f"{counted(len(own), 'action')} from its own reviews; {_late(checklist, own)}."] if own else []
    if shared := [action for action, patterns in checklist.unfinished if patterns]:
        here = "" if own else "No open actions of its own. "
        said.append(
            f"{here}{counted(len(shared), 'prevention')} from close incidents of other models; "
            f"{_late(checklist, shared)}."
        )
    return " ".join(said)


def _late(checklist: Checklist, actions: Sequence[Action]) -> str:
    """How many of some open actions are overdue, by what they are."""
    late = [action for action in actions if action.overdue(checklist.as_of)]
    if not late:
        return "none is known to be overdue" if checklist.silent or only_reported(checklist) else "none is overdue"
    kinds = Counter(purpose(action) for action in late)
    if set(kinds) == {PREVENTION}:
        return f"{len(late):,} overdue"
    return f"{len(late):,} overdue: {_kinds(kinds)}"


def late_others(checklist: Checklist) -> str:
    """What is overdue in its own reviews and blocks no release, by what it is; empty where nothing is."""
    late = (action for action in checklist.own_unfinished if action.overdue(checklist.as_of))
    return _kinds(Counter(purpose(action) for action in late if action.area != PREVENTION))


def _kinds(kinds: Mapping[str, int]) -> str:
    return listed([counted(kinds[kind], *words) for kind, words in _KINDS.items() if kinds.get(kind)])


def purpose(action: Action) -> str:
    """What an action is for: its area, but one filed under ``process`` whose outcome is monitoring is a detection."""
    return "detection" if action.area == "process" and action.outcome == "monitoring" else action.area


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


def _clear(checklist: Checklist, _: Gate) -> str:
    if late := late_others(checklist):
        return f"Not blocked: no prevention is overdue. Overdue, but no reason to block: {late}."
    return "Nothing overdue: every prevention of its own and of close incidents is on time."


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
    late = late_others(checklist)
    known = f"no prevention on record is overdue (but {late} is)" if late else "nothing on record is overdue"
    return f"Not known: {known}, but the record has gaps."


_KINDS: Final = {
    PREVENTION: ("prevention", "preventions"),
    "detection": ("detection", "detections"),
    "mitigation": ("mitigation", "mitigations"),
    "process": ("process change", "process changes"),
}
"""What an action of each area is called, and several of them."""

_SAID: Final[Mapping[Verdict, Callable[[Checklist, Gate], str]]] = {
    Verdict.HELD: _held,
    Verdict.WAIVED: _waived,
    Verdict.CLEAR: _clear,
    Verdict.NOT_KNOWN: _not_known,
    Verdict.NO_PAST: lambda _, __: "No reviews: no review names this model, so nothing on record blocks it.",
}
