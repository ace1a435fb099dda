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
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """By stem, the stems of the words that people say in its place."""
    groups = tomllib.loads(FILE.read_text("utf-8"))
    found: dict[str, dict[str, None]] = {}
    for group in groups.values():
        stems = list(dict.fromkeys(filter(None, map(stem, group))))
        for one in stems:
            found.setdefault(one, {}).update(dict.fromkeys(other for other in stems if other != one))
    return {one: tuple(sorted(others)) for one, others in found.items()}
