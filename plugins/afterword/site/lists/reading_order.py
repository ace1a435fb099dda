"""Which reviews a page says to start with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from afterword.analysis.reading_order import first_in_order
from afterword.model import Review
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.cards import Card, cards

MOST: Final = 3

WORTH_ORDERING: Final = 5
"""Fewer reviews are seen at a glance."""


def reading_order_cards(site: Site, to: Linker, reviews: Sequence[Review]) -> list[Card]:
    """The reviews to read first; none where the list is short enough to be read whole."""
    return cards(site, to, first_in_order(site.reading_order, reviews, MOST)) if len(reviews) >= WORTH_ORDERING else []
