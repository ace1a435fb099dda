"""Breadcrumbs: the path to a page from the list that it belongs to."""

from __future__ import annotations

from afterword.corpus.facets import FacetIndex
from afterword.model import Review
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.listing import LONG_LIST

Crumbs = tuple[Markup, ...]
"""The links from the outermost page inwards; the page itself is not among them."""


def review_crumbs(site: Site, to: Linker, review: Review) -> Crumbs:
    """All reviews, then those of the year."""
    return (to.to(addresses.REVIEWS, "Reviews"), *_year(site, to, review))


def facet_crumbs(to: Linker, name: str, index: FacetIndex) -> Crumbs:
    """The index of the facet."""
    return (to.to(addresses.facet_index(name), index.facet.title),)


def _year(site: Site, to: Linker, review: Review) -> Crumbs:
    if review.when is None:
        return ()
    year = str(review.year)
    if len(site.corpus.reviews) > LONG_LIST:
        return (to.to(addresses.part_of(addresses.REVIEWS, year), year),)
    return (to.to(addresses.REVIEWS, year, query=f"year={year}"),)
