"""The index of the search for a site, before any page is in it."""

from __future__ import annotations

from afterword.pages import addresses
from afterword.publish.search import SearchIndex
from afterword.site.context import Site


def index_for(site: Site) -> SearchIndex:
    """An index that ranks as the recall of a site does."""
    reviews = [addresses.review(review.id) for review in site.recall.reviews]
    return SearchIndex(site.recall, reviews, [site.pattern_page(pattern) for pattern in site.recall.patterns])
