"""Lists of reviews, and how a list that has grown too long is split by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from afterword.model import Review
from afterword.rendering import Markdown
from afterword.rendering.links import Linker
from afterword.site import addresses
from afterword.site.cards import Card, cards
from afterword.site.context import Site
from afterword.site.filters import Filter, filter_for
from afterword.site.page import Page

LONG_LIST = 200
"""The most reviews on one page; longer lists are split by year, and a longer year into parts."""

NEWEST = 20
"""How many reviews the first page of a split list shows."""


@dataclass(frozen=True)
class Part:
    """A part of a list on a page of its own; ``name`` is its address below the list, such as ``2025`` or ``2025/2``."""

    name: str
    title: str
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class Listing:
    """A list as one page shows it: its cards, its filter, and links to its other parts."""

    cards: tuple[Card, ...]
    filter: Filter | None
    parts: tuple[tuple[Markdown, int], ...]
    total: int


def parts_of(reviews: Sequence[Review], longest: int = LONG_LIST) -> tuple[Part, ...]:
    """The parts of a list, newest first; none where it fits on one page."""
    if len(reviews) <= longest:
        return ()
    by_year = groupby(sorted(reviews, key=lambda review: -review.year), key=lambda review: review.year)
    return tuple(part for year, found in by_year for part in _year(year, tuple(found), longest))


def listing(
    site: Site, to: Linker, page: str, reviews: Sequence[Review], leave_out: tuple[str, str] | None = None
) -> Listing:
    """The list on its own page: all of it, or the newest with links to the parts."""
    parts = parts_of(reviews)
    shown = reviews[:NEWEST] if parts else reviews
    return Listing(
        tuple(cards(site, to, shown, leave_out)),
        None if parts else filter_for(site, shown, leave_out[0] if leave_out else ""),
        tuple((to.to(addresses.part_of(page, part.name), part.title), len(part.reviews)) for part in parts),
        len(reviews),
    )


def part_pages(
    site: Site,
    page: str,
    title: str,
    reviews: Sequence[Review],
    leave_out: tuple[str, str] | None = None,
    parent: str = "",
) -> Iterator[Page]:
    """The pages of the parts of a long list; none for a list that fits on its own page."""
    parts = parts_of(reviews)
    for part in parts:
        path = addresses.part_of(page, part.name)
        to = Linker(path)
        shown = Listing(
            tuple(cards(site, to, part.reviews, leave_out)),
            filter_for(site, part.reviews, leave_out[0] if leave_out else ""),
            tuple((to.to(addresses.part_of(page, other.name), other.title), len(other.reviews)) for other in parts),
            len(part.reviews),
        )
        yield site.page(
            path,
            "list_part.md.j2",
            title=f"{title}: {part.title}",
            parent=parent or page,
            hide=("navigation", "toc"),
            listing=shown,
            whole=to.to(page, title),
            total=len(reviews),
        )


def _year(year: int, reviews: tuple[Review, ...], longest: int) -> Iterator[Part]:
    chunks = [reviews[at : at + longest] for at in range(0, len(reviews), longest)]
    for number, chunk in enumerate(chunks, 1):
        many = f", part {number} of {len(chunks)}" if len(chunks) > 1 else ""
        yield Part(f"{year}/{number}" if number > 1 else str(year), f"{year}{many}", chunk)
