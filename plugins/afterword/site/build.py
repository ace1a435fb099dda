"""Every page of the site: those of each function that makes pages, then what needs more than the site."""

from __future__ import annotations

from afterword.glossary import Glossary, glossary_of
from afterword.pages.page import Page
from afterword.site.context import Site
from afterword.site.makers import made_pages
from afterword.site.reference.api import interface_page
from afterword.site.reference.glossary import glossary_page
from afterword.site.search.page import search_pages
from afterword.site.search.search_entries import with_search_entries
from afterword.site.static.assets import asset_pages
from afterword.site.static.robots import robots_pages


def build_pages(site: Site, glossary: Glossary | None = None) -> list[Page]:
    """Every generated page and file of the site, sorted by path: pages, the API, feeds and the theme's files.

    A ``glossary`` that was read is not read again.
    """
    glossary = glossary or glossary_of(site.settings)
    made = [
        *made_pages(site),
        glossary_page(site, glossary),
        *asset_pages(site.settings.look, glossary),
        *robots_pages(site.address),
        *site.published,
    ]
    found = list(with_search_entries(site, [*made, interface_page(site, made)]))
    return sorted([*found, *search_pages(site, found)], key=lambda page: page.path)
