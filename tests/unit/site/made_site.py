"""A site made in memory from a few reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from afterword.corpus import Corpus, Unshown
from afterword.model import Pattern, Review
from afterword.rendering.document import whole
from afterword.schema import PATTERN, Contract, Field
from afterword.settings import INTERNAL, PUBLIC, Settings
from afterword.site import Page, build_pages
from afterword.site.context import Site
from tests.made import AS_OF, FIELDS, SETTINGS
from tests.unit.rendering.shown import Seen

PATTERN_FIELDS = Contract(PATTERN).fields


def site_of(
    reviews: Iterable[Review],
    patterns: Iterable[Pattern] = (),
    unshown: Iterable[Unshown] = (),
    fields: Field = FIELDS,
    audience: str = INTERNAL,
    settings: Settings = SETTINGS,
    address: str = "",
) -> Site:
    """The site of some reviews."""
    told = [one for one in reviews if audience == INTERNAL or one.visibility == PUBLIC]
    settings = replace(settings, audience=audience)
    return Site(Corpus.of(told, patterns, unshown), fields, PATTERN_FIELDS, settings, AS_OF, address)


def built(
    reviews: Iterable[Review],
    patterns: Iterable[Pattern] = (),
    unshown: Iterable[Unshown] = (),
    fields: Field = FIELDS,
    audience: str = INTERNAL,
) -> dict[str, Page]:
    """Every page by its path."""
    return {page.path: page for page in build_pages(site_of(reviews, patterns, unshown, fields, audience))}


def text(page: Page) -> str:
    """A page for readers as HTML, with its narrative still in Markdown; any other file as it is."""
    if page.write is None:
        assert isinstance(page.content, str)
        return page.content
    made = page.write()
    return whole(made, made.narrative)


def words(html: str) -> str:
    """What a reader reads of some HTML: its text with single spaces, without the marks of links to sections."""
    return Seen(html).text.replace("\N{PILCROW SIGN}", "")


def filtered_by(html: str) -> list[set[tuple[str, str]]]:
    """The name of the choice and the value of each option that an entry has, by entry, as the filter reads them."""
    selects = re.findall(r'<select name="([^"]+)">(.*?)</select>', html)
    options = [
        (name, value)
        for name, offered in selects
        if name != "sort"
        for value in re.findall(r'value="([^"]+)"', offered)
    ]
    return [{options[int(at)] for at in has.split()} for has in re.findall(r'data-options="([^"]*)"', html)]
