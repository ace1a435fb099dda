"""How a search finds a page."""

from __future__ import annotations

from typing import Final, NamedTuple

ACTION_HITS: Final = "action_hits"
"""The fact that holds the actions of a review as JSON."""

JOINT: Final = "joint"
"""The filter behind several that speak of actions; no form shows it."""


class SearchEntry(NamedTuple):
    """What a page can be filtered by, the facts that a result shows, and the day by which results are ordered.

    ``filters`` and ``facts`` are pairs of a name and a value; a filter may have several values. ``day`` is an ISO
    date or a year, and ``0`` where there is none. ``rank`` is its place among what is to be read first; what is no
    review comes after them. ``invented`` pages are about examples alone, and are counted apart. A question that
    is the title of a page or one of its ``names``, small words aside, asks for that page.
    """

    filters: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...] = ()
    day: str = "0"
    rank: int = 999_999
    invented: bool = False
    names: tuple[str, ...] = ()
