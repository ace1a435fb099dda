"""What happened again, and how far the fix was when it did."""

from afterword.recurrence.chains import MODELS, PATTERNS, PEOPLE, Chain, chains
from afterword.recurrence.outcome import Outcome
from afterword.recurrence.recurrence import SAME, Recurrence, began_after, by_later, precedents, recurrences
from afterword.recurrence.words import age

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
    "precedents",
    "recurrences",
]
