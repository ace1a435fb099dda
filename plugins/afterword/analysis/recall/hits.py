"""What recall answers with: a review, how near it is, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from afterword.model import Review

PEOPLE: Final = "people"
TEXT: Final = "text"
STRUCTURE: Final = "structure"

CLOSE: Final = 0.15
FAIR: Final = 0.09
"""Scores from which a hit is called close or fair; half of the labelled questions find their review above 0.19."""


@dataclass(frozen=True)
class Reason:
    """A plain clause that says why a review is near; ``kind`` is ``people``, ``text`` or ``structure``."""

    kind: str
    words: str


@dataclass(frozen=True)
class Hit:
    """A past incident that is near.

    ``text`` and ``structure`` are the two signals, each from 0 to 1, and ``score`` is what they come to together.
    ``verdict`` is the relation that people gave, such as ``recurrence-of``; ``None`` where only the machine speaks.
    """

    review: Review
    score: float
    text: float
    structure: float
    verdict: str | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def strength(self) -> str:
        """The score as a word: ``close``, ``fair`` or ``faint``."""
        return "close" if self.score >= CLOSE else "fair" if self.score >= FAIR else "faint"
