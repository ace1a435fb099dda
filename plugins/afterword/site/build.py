"""Every page of the site, made from the corpus: each kind of page, then the theme's files."""

from __future__ import annotations

from datetime import date

from afterword.corpus import Corpus
from afterword.glossary import Glossary, glossary_of
from afterword.pages.page import Page
from afterword.schema import Field
from afterword.settings import Settings
from afterword.site.actions.page import action_pages
from afterword.site.context import Site
from afterword.site.dashboard import dashboard_page
from afterword.site.facets.pages import facet_pages
from afterword.site.lists.reviews import list_pages
from afterword.site.readiness.destinations import destination_pages
from afterword.site.readiness.pages import readiness_pages
from afterword.site.recurrence.page import recurrence_page
from afterword.site.reference.api import interface_page
from afterword.site.reference.design import design_page
from afterword.site.reference.glossary import glossary_page
from afterword.site.reference.rules import rule_pages
from afterword.site.reference.schema import reference_pages
from afterword.site.review.page import review_pages
from afterword.site.search.page import search_pages
from afterword.site.search.search_entries import with_search_entries
from afterword.site.static.assets import asset_pages
from afterword.site.static.robots import robots_pages
from afterword.site.trends.lessons import lesson_pages
from afterword.site.trends.near_misses import near_miss_pages
from afterword.site.trends.page import trend_pages
from afterword.site.trends.safeguards import safeguard_pages


def build_pages(
    corpus: Corpus,
    fields: Field,
    pattern_fields: Field,
    settings: Settings,
    as_of: date,
    address: str = "",
    glossary: Glossary | None = None,
) -> list[Page]:
    """Every generated page and file of the site, sorted by path: Markdown, the API, feeds and the theme's files.

    ``address`` is where the site will be published, if that is known; a ``glossary`` that was read is not read again.
    """
    site = Site(corpus, fields, pattern_fields, settings, as_of, address)
    made = [
        dashboard_page(site),
        *near_miss_pages(site),
        *list_pages(site),
        *review_pages(site),
        *facet_pages(site),
        *action_pages(site),
        *readiness_pages(site),
        *destination_pages(site),
        recurrence_page(site),
        *trend_pages(site),
        *safeguard_pages(site),
        *lesson_pages(site),
        *reference_pages(site),
        *rule_pages(site),
        design_page(site),
        glossary_page(site, glossary or glossary_of(settings)),
        *asset_pages(),
        *robots_pages(address),
        *site.published,
    ]
    found = list(with_search_entries(site, [*made, interface_page(site, made)]))
    return sorted([*found, *search_pages(site, found)], key=lambda page: page.path)
