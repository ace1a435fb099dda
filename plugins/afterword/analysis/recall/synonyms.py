"""What people say for one another, by the stems of the words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from afterword.text.terms import stem

FILE: Final = Path(__file__).with_suffix(".toml")
ONLY_FOUND: Final = ">"


class Group(NamedTuple):
    """One idea by the stems of its words: those for which others are looked for, and those that are found for them."""

    asked: tuple[str, ...]
    found: tuple[str, ...]


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """The groups of words of which each is said in place of the others."""
    return tuple(map(_group, tomllib.loads(FILE.read_text("utf-8")).values()))


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """By stem, the stems of the words that people say in its place."""
    found: dict[str, dict[str, None]] = {}
    for group in groups():
        for one in group.asked:
            found.setdefault(one, {}).update(dict.fromkeys(other for other in group.found if other != one))
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _group(words: Iterable[str]) -> Group:
    asked = [word for word in words if not word.startswith(ONLY_FOUND)]
    return Group(_stems(asked), _stems(word.removeprefix(ONLY_FOUND) for word in words))


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(stem, words))))
