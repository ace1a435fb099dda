"""What people say for one another, by the stems of the words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from afterword.text.terms import stem

FILE: Final = Path(__file__).with_suffix(".toml")


@lru_cache(maxsize=1)
def groups() -> tuple[tuple[str, ...], ...]:
    """The groups of words of which each is said in place of the others, by their stems."""
    read = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(tuple(dict.fromkeys(filter(None, map(stem, group)))) for group in read.values())


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """By stem, the stems of the words that people say in its place."""
    found: dict[str, dict[str, None]] = {}
    for stems in groups():
        for one in stems:
            found.setdefault(one, {}).update(dict.fromkeys(other for other in stems if other != one))
    return {one: tuple(sorted(others)) for one, others in found.items()}
