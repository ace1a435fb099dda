"""The list of all reviews, with what could not be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.diagnostics import counted
from afterword.model import Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.listing import listing, part_pages
from afterword.site.makers import makes_pages

TITLE = "Reviews"


@makes_pages
def list_pages(site: Site) -> Iterator[Page]:
    """The list of reviews, real ones first and then the newest, and its parts by year when it is long."""
    reviews = site.real_first(site.corpus.reviews, lambda review: review.id)
    yield site.page(
        addresses.REVIEWS,
        "reviews.html.j2",
        title=TITLE,
        description=f"{counted(len(reviews), 'review')} of incidents and near misses, newest first.",
        hide=("navigation", "toc"),
        make=lambda to: _values(site, to, reviews),
    )
    yield from part_pages(site, addresses.REVIEWS, TITLE, reviews)


def _values(site: Site, to: Linker, reviews: Sequence[Review]) -> Mapping[str, Any]:
    whole = listing(site, to, addresses.REVIEWS, reviews)
    real = sum(review.id in site.counted_ids for review in reviews[: len(whole.cards)])
    return {
        "listing": whole,
        "real": whole.cards[:real],
        "apart": whole.cards[real:],
        "indexes": _indexes(site, to),
    }


def _indexes(site: Site, to: Linker) -> list[Markup]:
    indexes = [(name, index.facet) for name, index in site.facets.items() if index.facet.pages]
    return [to.to(addresses.facet_index(name), facet.one.lower()) for name, facet in indexes]
