"""What happened again, and how far the fix was when it did."""

from afterword.recurrence.chains import Chain, chains
from afterword.recurrence.outcome import Outcome
from afterword.recurrence.recurrence import Recurrence, by_later, precedents, recurrences
from afterword.recurrence.words import age, became

__all__ = ["Chain", "Outcome", "Recurrence", "age", "became", "by_later", "chains", "precedents", "recurrences"]
