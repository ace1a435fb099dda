"""The list of all reviews, with what could not be shown."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.diagnostics import counted
from afterword.rendering import Markdown
from afterword.rendering.links import Linker
from afterword.site import addresses
from afterword.site.context import Site
from afterword.site.listing import listing, part_pages
from afterword.site.page import Page

TITLE = "Reviews"


def list_pages(site: Site) -> Iterator[Page]:
    """The list of reviews, newest first, and its parts by year when it is long."""
    reviews = site.corpus.reviews
    yield site.page(
        addresses.REVIEWS,
        "reviews.md.j2",
        title=TITLE,
        description=f"{counted(len(reviews), 'review')} of incidents and near misses, newest first.",
        hide=("navigation", "toc"),
        make=lambda to: {"listing": listing(site, to, addresses.REVIEWS, reviews), "indexes": _indexes(site, to)},
    )
    yield from part_pages(site, addresses.REVIEWS, TITLE, reviews)


def _indexes(site: Site, to: Linker) -> list[Markdown]:
    indexes = [(name, index.facet) for name, index in site.facets.items() if index.facet.pages]
    return [to.to(addresses.facet_index(name), facet.title.lower()) for name, facet in indexes]
