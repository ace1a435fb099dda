"""How alike two sentences are, whatever their order of words, their endings and the small words between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SENTENCE_END: Final = re.compile(r"[.!?;:]\s+")
_LEAST_ROOT: Final = 3
_ROOT: Final = 5  # letters after which words of one family part


def similarity(shared: float, one: float, other: float) -> float:
    """The share of two texts that both have, from 0 to 1 (Jaccard 1901): what each says, and what both say."""
    return shared / (one + other - shared) if shared else 0.0


def overlap(some: frozenset[str], others: frozenset[str]) -> float:
    """How alike two sets of stems are where each word counts the same."""
    return similarity(len(some & others), len(some), len(others))


def shares_stem(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of stems have a word in common, or two words that begin alike: ``length`` and ``lengthy``."""
    return bool(some & others) or any(_begin_alike(one, other) for one in some for other in others)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    text, start = text.strip(), 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    if start < len(text):
        yield text[start:]


def _begin_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _LEAST_ROOT and one[: min(shorter, _ROOT)] == other[: min(shorter, _ROOT)]
