"""When two names of a model are one: a gate that took each spelling for a model would open for a typing error."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sized
from typing import Final

from afterword.text.slug import slug

_TOLD_APART: Final = "+#"
"""Signs that make another name: "C++" and "C#" are not "C"."""


def same_name(name: str) -> str:
    """What is left of a name without its case and punctuation; names with the same rest are one name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    kept = (char if char in _TOLD_APART or unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    return " ".join("".join(kept).split()) or name


def spellings(by_model: Mapping[str, Sized]) -> Mapping[str, tuple[str, ...]]:
    """By what is the same in them, the names of a model, the one in most reviews first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(by_model, key=lambda name: (-len(by_model[name]), name)):
        found[same_name(name)].append(name)
    return {key: tuple(names) for key, names in found.items()}


def with_address(model: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The models whose address a name is, by their usual names; an address knows nothing of the signs told apart."""
    address, signs = slug(model), _signs(model)
    return tuple(
        names[0]
        for key, names in known.items()
        if _signs(key) == signs and any(slug(name) == address for name in names)
    )


def _signs(name: str) -> str:
    return "".join(char for char in same_name(name) if char in _TOLD_APART)
