"""What happened again, and how far the fix was when it did."""

from afterword.recurrence.chains import MODELS, PATTERNS, PEOPLE, Chain, chains
from afterword.recurrence.outcome import Outcome, surely_after
from afterword.recurrence.recurrence import SAME, Recurrence, by_later, precedents, recurrences
from afterword.recurrence.words import age, became

__all__ = [
    "MODELS",
    "PATTERNS",
    "PEOPLE",
    "SAME",
    "Chain",
    "Outcome",
    "Recurrence",
    "age",
    "became",
    "by_later",
    "chains",
    "precedents",
    "recurrences",
    "surely_after",
]
