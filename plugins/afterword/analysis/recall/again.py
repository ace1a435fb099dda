"""The index of the check before, where it can serve again: an editor checks after every pause in the typing."""

from __future__ import annotations

from collections.abc import Iterable
from operator import is_

from afterword.analysis.recall.recall import Recall
from afterword.model import Review

_last: list[Recall] = []


def recall_again(reviews: Iterable[Review]) -> Recall:
    """What ``Recall.of`` makes, or made the last time of the very same reviews."""
    made = Recall.of(reviews)
    for kept in tuple(_last):
        if len(kept.reviews) == len(made.reviews) and all(map(is_, kept.reviews, made.reviews)):
            return kept
    _last[:] = [made]
    return made
