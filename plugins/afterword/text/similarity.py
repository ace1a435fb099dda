"""How alike two sentences are, whatever their order of words, their endings and the small words between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[.'\u2019][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])\s+")
_SMALL: Final = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by did do does for from had has have in into is it its of on or so than that "
        "the their then there they this to was were when which while with",
    )
)
_NOTHING: Final[frozenset[str]] = frozenset()
_NOT_SAID: Final = ("",)  # the stem of a small word
_LEAST_ROOT: Final = 3
_ROOT: Final = 5  # letters after which words of one family part
_ENDINGS: Final = ("ing", "ed", "es", "s")


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1; small words do not count."""
    return overlap(stems(one), stems(other))


def overlap(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of stems that two sets have in common, from 0 to 1."""
    return len(some & others) / len(some | others) if some and others else 0.0


def shares_stem(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of stems have a word in common, or two words that begin alike: ``omit`` and ``omitted``."""
    return bool(some & others) or any(_begin_alike(one, other) for one in some for other in others)


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The words of a text without case, accents and endings."""
    # What is ASCII is in its normal form already.
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _NOTHING.union(map(_stem, _WORD.findall(plain))).difference(_NOT_SAID)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    return (piece for piece in _SENTENCE_END.split(text.strip()) if piece)


def _begin_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _LEAST_ROOT and one[: min(shorter, _ROOT)] == other[: min(shorter, _ROOT)]


@lru_cache(maxsize=8192)  # reviews share most of their words
def _stem(word: str) -> str:
    if word in _SMALL:
        return ""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 3), "")
    return word.removesuffix(ending).removesuffix("e") if len(word) > 4 else word
