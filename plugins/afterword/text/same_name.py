"""When two spellings are one name: whoever took each for a name of its own would miss what the other one says."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from afterword.text.slug import slug, slugs

_TOLD_APART: Final = "+#"
"""Signs that make another name: "C++" and "C#" are not "C"."""


@lru_cache(maxsize=4096)  # the same few names are in all reviews
def same_name(name: str) -> str:
    """What is left of a name without its case and punctuation; names with the same rest are one name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    kept = (char if char in _TOLD_APART or unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    return " ".join("".join(kept).split()) or name


def spellings(uses: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """By what is the same in them, the spellings of each name, the most used one first; ``uses`` has one for each use.

    The first of them is the usual one, by which the name is known.
    """
    numbers = Counter(iter(uses))
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(numbers, key=lambda name: (-numbers[name], name)):
        found[same_name(name)].append(name)
    return {key: tuple(names) for key, names in found.items()}


def usual_names(uses: Iterable[str]) -> Mapping[str, str]:
    """By each spelling the usual one of its name."""
    return {spelling: names[0] for names in spellings(uses).values() for spelling in names}


def name_slugs(names: Iterable[str]) -> Mapping[str, str]:
    """By spelling the address of its name, which is that of the spelling whose address has the lowest number.

    So an address stays what it was when a review spells the name in another way.
    """
    addresses = slugs(names)
    known = spellings(addresses)
    return {spelling: addresses[min(known[same_name(spelling)])] for spelling in addresses}


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
