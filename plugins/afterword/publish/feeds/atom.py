"""New reviews as Atom (RFC 4287): one feed for all, and one for each value of a facet that has pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from afterword.corpus import Corpus
from afterword.corpus.facets import FacetIndex
from afterword.model import CLOCKS, Moment, Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.publish.feeds.identity import entry_id, feed_id
from afterword.publish.feeds.marking import marked
from afterword.rendering.html import NOT_XML
from afterword.rendering.links import relative
from afterword.schema import Field
from afterword.settings import Settings

NEWEST, NEWEST_OF_PART = 50, 20
"""The most reviews in the feed of all, and in that of one value: each review is in about six of those."""

_ATOM = "http://www.w3.org/2005/Atom"
_IN_ATTRIBUTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


class _Feed(NamedTuple):
    """One feed: its path, id, title, page and reviews."""

    path: str
    id: str
    title: str
    page: str
    reviews: tuple[Review, ...]


class _Entry(NamedTuple):
    """One review as every feed writes it, but for the address of its page, which stands between two parts."""

    updated: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def atom_pages(
    corpus: Corpus,
    facets: Mapping[str, FacetIndex],
    fields: Field,
    settings: Settings,
    as_of: date,
    address: str = "",
    *,
    folders: bool = True,
) -> Iterator[Page]:
    """Every feed. With the ``address`` of the site its links are absolute, and else relative to the feed.

    With ``folders`` each page is a folder with an index in it.
    """
    # What readers filter by: the facets that have pages, and what a review is at all.
    categories = [
        (index, _category(name, index.field))
        for name, index in facets.items()
        if index.facet.pages or index.field.group == "identity"
    ]
    entries = {review.id: _entry(review, fields, categories, settings) for review in corpus.reviews if review.published}
    for feed in _feeds(corpus, facets, settings):

        def href(target: str, folder: str = feed.path.rpartition("/")[0]) -> str:
            if address:
                return addresses.absolute(target, address, folders=folders)
            return relative(quote(addresses.published(target, folders=folders)), folder) or "./"

        yield Page(feed.path, _feed(feed, entries, settings, as_of, href))


def _feeds(corpus: Corpus, facets: Mapping[str, FacetIndex], settings: Settings) -> Iterator[_Feed]:
    yield _Feed(addresses.FEED, feed_id(settings, ""), settings.title, addresses.REVIEWS, corpus.reviews)
    for name, index in facets.items():
        titled = {group.slug: (group.title, group.reviews) for group in index.groups if index.facet.pages}
        if name == "patterns":
            # By the titles of their pages, those that no review names yet included.
            titled |= {p.id: (p.title, titled.get(p.id, ("", ()))[1]) for p in corpus.patterns}
        for slug, (title, reviews) in titled.items():
            page = addresses.facet_page(name, slug)
            own = feed_id(settings, f"{name}:{slug}")
            yield _Feed(addresses.feed_of(page), own, f"{settings.title}: {title}", page, reviews)


def _feed(
    source: _Feed, entries: Mapping[str, _Entry], settings: Settings, as_of: date, href: Callable[[str], str]
) -> bytes:
    published = (review.id for review in source.reviews if review.id in entries)
    newest = sorted(published, key=lambda id_: (entries[id_].updated, id_), reverse=True)
    newest = newest[: NEWEST if source.path == addresses.FEED else NEWEST_OF_PART]
    lines = [
        "<?xml version='1.0' encoding='utf-8'?>",
        f'<feed xmlns="{_ATOM}">',
        _element("id", source.id),
        _element("title", source.title),
        _element("updated", entries[newest[0]].updated if newest else _rfc3339(as_of)),
        _element("link", rel="self", type="application/atom+xml", href=href(source.path)),
        _element("link", rel="alternate", type="text/html", href=href(source.page)),
        f"<author>{_element('name', settings.title)}</author>",
    ]
    for id_ in newest:
        link = _element("link", rel="alternate", type="text/html", href=href(addresses.review(id_)))
        lines += ["<entry>", *entries[id_].before, link, *entries[id_].after, "</entry>"]
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(
    review: Review, fields: Field, categories: Sequence[tuple[FacetIndex, Callable[[str], str]]], settings: Settings
) -> _Entry:
    updated = _updated(review)
    before = (
        _element("id", entry_id(settings, review.id)),
        _element("title", marked(review.title, review, fields)),
        _element("updated", updated),
    )
    after = (
        *(category(value) for index, category in categories for value in index.values_of(review)),
        _element("summary", str(review.data.get("summary", "")), type="text"),
    )
    return _Entry(updated, before, after)


def _element(name: str, text: str = "", **attributes: str) -> str:
    """One element; text loses only the characters that XML cannot hold."""
    given = "".join(f' {key}="{escape(NOT_XML.sub("", value), _IN_ATTRIBUTES)}"' for key, value in attributes.items())
    content = escape(NOT_XML.sub("", text))
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def _category(name: str, field: Field) -> Callable[[str], str]:
    """Makes the category of a value, once for all reviews; its label is left out where it is the value itself."""

    @cache
    def category(value: str) -> str:
        label = field.label(value)
        named = {} if label == value else {"label": label}
        return _element("category", scheme=f"urn:afterword:{name}", term=value, **named)

    return category


def _updated(review: Review) -> str:
    """When a review last changed, by its own latest clock, never the clock of the machine."""
    clocks = [_instant(moment) for name in CLOCKS if (moment := review.clock(name))]
    return max(clocks, default=_rfc3339(date(review.year, 1, 1)))


def _instant(moment: Moment) -> str:
    return moment.earliest.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.exact else _rfc3339(moment.day)


def _rfc3339(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
