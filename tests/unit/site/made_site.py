"""A site made in memory from a few reviews."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.corpus import Corpus, Unshown
from afterword.model import Pattern, Review
from afterword.schema import PATTERN, Contract, Field
from afterword.site import Page, build_pages
from tests.made import AS_OF, FIELDS, SETTINGS

PATTERN_FIELDS = Contract(PATTERN).fields


def built(
    reviews: Iterable[Review],
    patterns: Iterable[Pattern] = (),
    unshown: Iterable[Unshown] = (),
    fields: Field = FIELDS,
    audience: str = "internal",
) -> dict[str, Page]:
    """Every page by its path."""
    corpus = Corpus.of(reviews, patterns, unshown, audience=audience)
    return {page.path: page for page in build_pages(corpus, fields, PATTERN_FIELDS, SETTINGS, AS_OF)}


def text(page: Page) -> str:
    """The Markdown of a page."""
    assert isinstance(page.content, str)
    return page.content
