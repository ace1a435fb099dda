"""What happened again, and the status of the earlier fix when it did."""

from afterword.analysis.recurrence.chains import MODELS, PATTERNS, PEOPLE, Chain, chains
from afterword.analysis.recurrence.outcome import Outcome
from afterword.analysis.recurrence.recurrence import (
    SAME,
    Recurrence,
    began_after,
    by_later,
    most_serious,
    precedents,
    recurrences,
)
from afterword.analysis.recurrence.words import age

__all__ = [
    "MODELS",
    "PATTERNS",
    "PEOPLE",
    "SAME",
    "Chain",
    "Outcome",
    "Recurrence",
    "age",
    "began_after",
    "by_later",
    "chains",
    "most_serious",
    "precedents",
    "recurrences",
]
