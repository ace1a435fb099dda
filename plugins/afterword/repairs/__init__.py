"""Safe fixes: the edits that fix a problem, or the reason why its author has to."""

from afterword.repairs.batch import Outcome, afterwards, repair, why_left, write
from afterword.repairs.fixing import Fixed, fix, sound_repairs
from afterword.repairs.migrating import carry_over
from afterword.repairs.offers import fixable, offer
from afterword.rules.on_demand.repair import Left, Repair

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
