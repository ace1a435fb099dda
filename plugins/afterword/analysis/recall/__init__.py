"""Whether this happened before: the past incidents that are nearest to a text or to a review, with the reasons."""

from afterword.analysis.recall.again import recall_again
from afterword.analysis.recall.hits import CLOSE, Hit, Reason
from afterword.analysis.recall.recall import Recall

__all__ = ["CLOSE", "Hit", "Reason", "Recall", "recall_again"]
