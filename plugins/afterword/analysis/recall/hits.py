"""What recall answers with: a review, how near it is, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from afterword.model import Review

PEOPLE: Final = "people"
TEXT: Final = "text"
STRUCTURE: Final = "structure"

CLOSE: Final = "close"
FAIR: Final = "fair"
FAINT: Final = "faint"

_LEAST_CLOSE: Final = 0.15
_LEAST_FAIR: Final = 0.09
"""Scores from which a hit is called close or fair; half of the labelled questions find their review above 0.25."""

ENOUGH: Final = 2
"""How much must speak for a hit before it is close, and half of that before it is fair.

A score is a share of what is asked: one word can be answered as a whole by a review that has little to do with it.
"""


@dataclass(frozen=True)
class Reason:
    """A plain clause that says why a review is near; ``kind`` is ``people``, ``text`` or ``structure``."""

    kind: str
    words: str


@dataclass(frozen=True)
class Hit:
    """A past incident that is near.

    ``text`` and ``structure`` are the two signals, each from 0 to 1, and ``score`` is what they come to together.
    ``evidence`` counts what speaks for it by itself: words that tell much, and a pattern, model or data set by name.
    ``verdict`` is the relation that people gave, such as ``recurrence-of``; ``None`` where only the machine speaks.
    """

    review: Review
    score: float
    text: float
    structure: float
    verdict: str | None = None
    reasons: tuple[Reason, ...] = ()
    evidence: int = ENOUGH

    @property
    def strength(self) -> str:
        """The score and the evidence as a word: ``close``, ``fair`` or ``faint``."""
        if self.score >= _LEAST_CLOSE and self.evidence >= ENOUGH:
            return CLOSE
        return FAIR if self.score >= _LEAST_FAIR and self.evidence else FAINT

    @property
    def shown(self) -> bool:
        """Whether it is worth showing to somebody who did not ask: people say so, or it is more than faint."""
        return self.verdict is not None or self.strength != FAINT

    @property
    def called(self) -> str:
        """What it is, as the head of its reasons: ``Close match``, or who said that it is related."""
        if self.verdict is None:
            return f"{self.strength.capitalize()} match"
        return f'Linked by the author as "{self.verdict.replace("-", " ")}"'
