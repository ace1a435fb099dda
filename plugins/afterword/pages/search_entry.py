"""How a search finds a page, and the marks in its HTML that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EVERY: Final = "\u2d63\u2d63\u2d63"
"""A word that every page has and nobody types: without any word, Pagefind would load its whole index."""


@dataclass(frozen=True)
class SearchEntry:
    """What a page can be filtered by, the facts that a result shows, and the day by which results are ordered.

    ``filters`` and ``facts`` are pairs of a name and a value; a filter may have several values. ``day`` is an ISO
    date or a year, and ``0`` where there is none: a page without any would vanish from an ordered list. ``rank`` is
    its place among what is to be read first; what is no review comes after them.
    """

    filters: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...] = ()
    day: str = "0"
    rank: int = 999_999
