"""Lists of reviews, and how a list that has grown too long is split by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from afterword.model import Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.cards import Card, brief, cards
from afterword.site.lists.filters import Filter, filter_for

LONG_LIST = 200
"""The most reviews on one page; longer lists are split by year, and a longer year into parts."""

NEWEST = 20
"""How many reviews the first page of a split list shows, and how many of a longer one are told in more than a line."""


class Dated(Protocol):
    """Something that is filed under a year: a review, or what a review says."""

    @property
    def year(self) -> int: ...


Filed = TypeVar("Filed", bound=Dated)


@dataclass(frozen=True)
class Part(Generic[Filed]):
    """A part of a list on a page of its own; ``name`` is its address below the list, such as ``2025`` or ``2025/2``."""

    name: str
    title: str
    items: tuple[Filed, ...]


class Listing(NamedTuple):
    """A list as one page shows it: its cards, its filter, and links to its other parts."""

    cards: tuple[Card, ...]
    filter: Filter | None
    parts: tuple[tuple[Markup, int], ...]
    total: int


def parts_of(items: Sequence[Filed], longest: int) -> tuple[Part[Filed], ...]:
    """The parts of a list, newest first; none where it fits on one page."""
    if len(items) <= longest:
        return ()
    by_year = groupby(sorted(items, key=lambda item: -item.year), key=lambda item: item.year)
    return tuple(part for year, found in by_year for part in _year(year, tuple(found), longest))


def links_to(to: Linker, page: str, parts: Sequence[Part[Filed]]) -> tuple[tuple[Markup, int], ...]:
    """A link to each part of the list on a page, with how much it holds."""
    return tuple((to.to(addresses.part_of(page, part.name), part.title), len(part.items)) for part in parts)


def listing(
    site: Site, to: Linker, page: str, reviews: Sequence[Review], leave_out: tuple[str, str] | None = None
) -> Listing:
    """The list on its own page: all of it, or the newest with links to the parts."""
    reviews = site.real_first(reviews, lambda review: review.id)
    parts = parts_of(reviews, LONG_LIST)
    shown = reviews[:NEWEST] if parts else reviews
    return Listing(
        tuple(_entries(site, to, shown, leave_out)),
        None if parts else filter_for(site, shown, leave_out[0] if leave_out else ""),
        links_to(to, page, parts),
        len(reviews),
    )


def _entries(site: Site, to: Linker, reviews: Sequence[Review], leave_out: tuple[str, str] | None) -> Iterator[Card]:
    """The reviews of one page: the newest as cards, those after them in brief."""
    yield from cards(site, to, reviews[:NEWEST], leave_out)
    yield from (brief(site, to, review, leave_out) for review in reviews[NEWEST:])


def part_pages(
    site: Site,
    page: str,
    title: str,
    reviews: Sequence[Review],
    leave_out: tuple[str, str] | None = None,
    parent: str = "",
) -> Iterator[Page]:
    """The pages of the parts of a long list; none for a list that fits on its own page."""
    parts = parts_of(site.real_first(reviews, lambda review: review.id), LONG_LIST)

    def values(to: Linker, part: Part[Review]) -> Mapping[str, Any]:
        shown = Listing(
            tuple(_entries(site, to, part.items, leave_out)),
            filter_for(site, part.items, leave_out[0] if leave_out else ""),
            links_to(to, page, parts),
            len(part.items),
        )
        return {"listing": shown, "whole": to.to(page, title)}

    for part in parts:
        yield site.page(
            addresses.part_of(page, part.name),
            "list_part.html.j2",
            title=f"{title}: {part.title}",
            parent=parent or page,
            hide=("navigation", "toc"),
            make=partial(values, part=part),
            total=len(reviews),
        )


def _year(year: int, items: tuple[Filed, ...], longest: int) -> Iterator[Part[Filed]]:
    chunks = [items[at : at + longest] for at in range(0, len(items), longest)]
    for number, chunk in enumerate(chunks, 1):
        many = f", part {number} of {len(chunks)}" if len(chunks) > 1 else ""
        yield Part(f"{year}/{number}" if number > 1 else str(year), f"{year}{many}", chunk)
