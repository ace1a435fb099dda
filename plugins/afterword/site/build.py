"""A build: what others contribute, then every function that makes pages, then what needs more than the site."""

from __future__ import annotations

from datetime import date

from afterword.corpus import Corpus
from afterword.pages.page import Page
from afterword.publish.api import export_pages
from afterword.publish.feeds import atom_pages, calendar_page
from afterword.schema import Field
from afterword.settings import Settings
from afterword.site.context import Site
from afterword.site.makers import made_pages
from afterword.site.reference.api import interface_page
from afterword.site.reference.glossary import glossary_page
from afterword.site.search.page import search_pages
from afterword.site.search.search_entries import with_search_entries
from afterword.site.static.assets import asset_pages
from afterword.site.static.robots import robots_pages

GUIDES = ("guides/write-a-review.md", "guides/read-the-site.md", "guides/run-it.md", "guides/index.md", "adr/index.md")


def build(
    corpus: Corpus, fields: Field, pattern_fields: Field, settings: Settings, as_of: date, address: str = ""
) -> list[Page]:
    """Every generated page and file of the site, sorted by path; ``address`` is where it will lie, if that is known."""
    others = _contributed(corpus, fields, settings, as_of, address)
    files = frozenset({*(page.path for page in others), *_guides(settings)})
    site = Site(corpus, fields, pattern_fields, settings, as_of, files)
    made = [
        *made_pages(site),
        glossary_page(site),
        *asset_pages(),
        *robots_pages(address),
        *others,
    ]
    found = list(with_search_entries(site, [*made, interface_page(site, made)]))
    return sorted([*found, *search_pages(site, found)], key=lambda page: page.path)


def _contributed(corpus: Corpus, fields: Field, settings: Settings, as_of: date, address: str) -> list[Page]:
    return [
        *export_pages(corpus, fields, settings, as_of),
        *atom_pages(corpus, fields, settings, as_of, address),
        calendar_page(corpus, fields, settings, as_of),
    ]


def _guides(settings: Settings) -> list[str]:
    """Pages written by hand that the knowledge base has, so that generated ones lead to them and to no missing one."""
    docs = settings.root / "docs"
    return [guide for guide in GUIDES if (docs / guide).is_file()]
