"""Whether this happened before: the past incidents that are nearest to a text or to a review, with the reasons."""

from afterword.analysis.recall.again import recall_again
from afterword.analysis.recall.hits import CLOSE, FAINT, Hit, Reason
from afterword.analysis.recall.recall import Recall

__all__ = ["CLOSE", "FAINT", "Hit", "Reason", "Recall", "recall_again"]
