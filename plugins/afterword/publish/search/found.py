"""A page that the search finds, as the index keeps it until all pages are there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

from afterword.pages.search_entry import ACTION_HITS, JOINT, SearchEntry
from afterword.publish.search.coding import kept
from afterword.publish.search.text import Section
from afterword.text.terms import words

_UNSAID: Final = ("type", JOINT)
"""Filters whose values are no words of a page."""


class Found(NamedTuple):
    """A page that the search finds: its address, how it is found, its title, and its sections as they are ``kept``.

    ``text`` is all that is said of a page which recall does not know.
    """

    url: str
    entry: SearchEntry
    title: str
    shown: bytes
    text: str = ""


class Said(NamedTuple):
    """What the search reads of a page: its title, its sections and actions as they are ``kept``, its words, its text.

    Each word is there once, with a space between: one text takes far less memory than its words.
    Of a page which recall knows the text is not needed.
    """

    title: str
    shown: bytes
    words: str
    text: str


def said_on(entry: SearchEntry, parts: Sequence[Section], title: str) -> Said:
    """What stands on a page, with the facts that a result shows and the values of its filters.

    ``title`` is shown where the entry has none.
    """
    facts = dict(entry.facts)
    title = facts.get("title") or title
    shown = kept({"actions": json.loads(facts.get(ACTION_HITS, "[]")), "parts": parts})
    told = (value for name, value in entry.facts if name != ACTION_HITS)
    values = (value for name, value in entry.filters if name not in _UNSAID)
    text = "\n".join([title, *told, *values, *(f"{part.title}\n{part.text}" for part in parts)])
    return Said(title, shown, " ".join(dict.fromkeys(words(text))), text)
