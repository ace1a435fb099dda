"""Addresses made of what people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from afterword.text.letters import spelled, without

LONGEST_SLUG = 80


def slugs(values: Iterable[str]) -> dict[str, str]:
    """A distinct address for each value; values with the same letters are numbered in sorted order."""
    taken: dict[str, str] = {}
    given: dict[str, str] = {}
    last: dict[str, int] = {}
    for value in sorted(set(values)):
        name = slug(value)
        base = name[: LONGEST_SLUG - 5]
        number = last.get(base, 1)
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        last[base] = number
        taken[name] = given[value] = name
    return given


@lru_cache(maxsize=1024)  # states, kinds and terms are on many pages
def slug(value: str) -> str:
    """Lower-case letters, digits and hyphens; a name without any of them gets a short digest."""
    # An accent and a sign that nobody sees part nothing; all other signs do, whether they are of ASCII or not.
    made = re.sub(r"[^a-z0-9]+", "-", without(spelled(value), "Cf")).strip("-")
    return made[:LONGEST_SLUG].strip("-") or f"x{_digest(value)}"


def heading_id(text: str) -> str:
    """The id of a heading, as Python-Markdown's extension `toc` makes it before it is unique: it may be empty."""
    words = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())


def title_id(text: str) -> str:
    """The id of a heading that we make of what people write; it is never empty."""
    return heading_id(text) or slug(text)


def _digest(value: str) -> str:
    from hashlib import sha256  # slow to import, and hardly any name needs it

    return sha256(value.encode()).hexdigest()[:8]
