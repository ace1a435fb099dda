"""A page that the search finds, as the index keeps it until all pages are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from afterword.pages.search_entry import ACTION_HITS, JOINT, SearchEntry
from afterword.publish.search.text import Section

_UNSAID: Final = ("type", JOINT)
"""Filters whose values are no words of a page."""


@dataclass(frozen=True)
class Found:
    """A page that the search finds: its address, how it is found, its title, and its sections as they are ``kept``.

    ``text`` is all that is said of a page which recall does not know, and ``beside`` the stems which recall does not
    read of one that it knows.
    """

    url: str
    entry: SearchEntry
    title: str
    shown: bytes
    text: str = ""
    beside: frozenset[str] = frozenset()


def said_on(entry: SearchEntry, title: str, parts: Iterable[Section]) -> str:
    """All that stands on a page, with the facts that a result shows and the values of its filters."""
    facts = (value for name, value in entry.facts if name != ACTION_HITS)
    values = (value for name, value in entry.filters if name not in _UNSAID)
    return "\n".join([title, *facts, *values, *(f"{part.title}\n{part.text}" for part in parts)])
