"""Words of code: identifiers come apart at capitals and at their marks, and are compared as recall compares words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from afterword.text.terms import small_words, stem, words

EVERYDAY: Final = 0.3
"""What a word counts that nearly every program has."""

_CODE_WORDS: Final = Path(__file__).with_name("code_words.txt")
_CAPITALS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_HEADS: Final = frozenset(
    (
        *("assistant", "calculator", "chatbot", "classifier", "detector", "estimate", "estimator", "forecast"),
        *("forecaster", "formula", "model", "predictor", "ranker", "ranking", "recommender", "score", "scorer"),
        *("service", "system"),
    )
)
"""What a name ends in that says which kind of thing it is: in code the rest of it often stands alone."""


def words_in(text: str) -> list[str]:
    """The words of a text or of code without the small ones: ``nullShare`` and ``null_share`` are the same two."""
    return [word for word in words(_CAPITALS.sub(" ", text)) if word not in small_words()]


def known_stems(found: Sequence[str]) -> set[str]:
    """The stems of some words; numbers and single letters say nothing."""
    return {stem(word) for word in found if len(word) > 1 and not word.isdigit()} - {""}


@lru_cache(maxsize=1)
def code_words() -> frozenset[str]:
    """Stems that nearly every program has."""
    lines = _CODE_WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def tells(name: Sequence[str]) -> bool:
    """Whether a name says by itself what is meant: an everyday word, or several of those, do not."""
    return len(name) > 1 and any(stem(word) not in code_words() and not word.isdigit() for word in name)


def without_head(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the word for its kind, such as ``("card", "fraud")``; empty where too little would be left."""
    short = name[:-1]
    return short if name and name[-1] in _HEADS and tells(short) else ()
