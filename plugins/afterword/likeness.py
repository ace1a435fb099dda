"""How alike two sentences are, whatever their order of words, their endings and the small words between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[.'\u2019][^\W_]+)*")
_APART: Final = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in ".'"}
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


def kindred(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of stems have a word in common, or two words that begin alike: ``omit`` and ``omitted``."""
    return bool(some & others) or any(_begin_alike(one, other) for one in some for other in others)


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The words of a text without case, accents and endings."""
    found = _ascii_words(text.lower()) if text.isascii() else _WORD.findall(_plain(text))
    return _NOTHING.union(map(_stem, found)).difference(_NOT_SAID)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _ascii_words(text: str) -> set[str]:
    """The words of a text as the expression finds them, which is asked only where a word may hold a mark."""
    pieces = set(text.translate(_APART).replace(". ", " ").split())
    odd = [piece for piece in pieces if not piece.isalnum()]
    return pieces.difference(odd).union(_WORD.findall(" ".join(odd))) if odd else pieces


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
