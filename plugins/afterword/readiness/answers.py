"""The three answers in plain words: what it has taught us, what is still open, and whether it may ship."""

from __future__ import annotations

from afterword.diagnostics import counted
from afterword.readiness.checklist import Checklist
from afterword.readiness.gate import Gate


def taught(found: Checklist) -> str:
    """Answer what the model has taught us."""
    if not found.reviews:
        kind = " and ".join(word for word in (found.task, found.serving) if word)
        asked = f"what went wrong with others of its kind ({kind}) asks for" if kind else "nothing of its kind brings"
        return f"No review names it yet; {asked} {counted(len(found.checks), 'check')}."
    own = sum(not check.tie for check in found.checks)
    patterns = f"{counted(len(found.patterns), 'pattern')}" if found.patterns else "no known pattern"
    here = sum(bool(check.here) for check in found.checks)
    force = counted(here, "check is", "checks are") if here else "none"
    return (
        f"{counted(len(found.reviews), 'review')} and {patterns}, from which {counted(own, 'check')} of its own "
        f"and {len(found.checks) - own:,} from others follow. Recorded as in force here: {force.split(' ')[0]}."
    )


def unfinished(found: Checklist) -> str:
    """Answer what is still open."""
    if not found.unfinished:
        return "No open action is on record." if found.reviews else "Nothing, since nothing is on record."
    own = sum(not patterns for _, patterns in found.unfinished)
    late = sum(action.overdue(found.as_of) for action, _ in found.unfinished)
    parts = [counted(own, "action") + " of its own"] if own else []
    if shared := len(found.unfinished) - own:
        parts.append(f"{counted(shared, 'prevention')} of its patterns")
    said = " and ".join(parts)
    return f"{said}; {f'{late:,} overdue' if late else 'none is overdue'}."


def may_ship(found: Checklist, judged: Gate) -> str:
    """Answer whether it may ship."""
    if judged.held:
        risk = sum(held.risk for held in judged.held)
        late = len(judged.held) - risk
        parts = [counted(late, "prevention is overdue", "preventions are overdue")] if late else []
        if risk:
            parts.append(counted(risk, "accepted risk is past its day", "accepted risks are past their day"))
        return f"No: {' and '.join(parts)}."
    if judged.waived:
        said = f"Yes, by {counted(len(judged.waived), 'waiver')}: what is overdue was let pass with a reason."
    elif not found.reviews:
        return "Nothing stands against it: it has no past here."
    else:
        said = "Yes, as far as its past goes: no prevention for it or its patterns is overdue."
    if silent := len(found.silent):
        said += f" Of {counted(silent, 'prevention')} no state or no day is reported, so that none could be overdue."
    return said
