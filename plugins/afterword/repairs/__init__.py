"""Safe repairs: for a problem that a rule found, the edits that mend it, or why only its author can."""

from afterword.repairs.batch import Outcome, afterwards, repair, why_left, write
from afterword.repairs.fixing import Fixed, fix, sound_repairs
from afterword.repairs.migrating import carry_over
from afterword.repairs.offers import fixable, offer
from afterword.rules.repair import Left, Repair

__all__ = [
    "Fixed",
    "Left",
    "Outcome",
    "Repair",
    "afterwards",
    "carry_over",
    "fix",
    "fixable",
    "offer",
    "repair",
    "sound_repairs",
    "why_left",
    "write",
]
