"""New reviews as Atom (RFC 4287): one feed for all, and one for each value of a facet that has pages."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from afterword.corpus import Corpus
from afterword.corpus.facets import FacetIndex, facet_values
from afterword.model import CLOCKS, Moment, Review
from afterword.pages import addresses
from afterword.pages.addresses import review_url
from afterword.pages.page import Page
from afterword.publish.feeds.marking import marked
from afterword.rendering.html import NOT_XML
from afterword.rendering.links import relative
from afterword.schema import Field
from afterword.settings import Settings

NEWEST: Final = 50

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class _Feed:
    """One feed: its path, id, title, page and reviews."""

    path: str
    urn: str
    title: str
    page: str
    reviews: tuple[Review, ...]


def atom_pages(
    corpus: Corpus,
    facets: Mapping[str, FacetIndex],
    fields: Field,
    settings: Settings,
    as_of: date,
    address: str = "",
) -> Iterator[Page]:
    """Every feed. With the ``address`` of the site its links are absolute, and else relative to the feed."""
    ET.register_namespace("", _ATOM)
    for feed in _feeds(corpus, facets, settings):
        yield Page(feed.path, _feed(feed, fields, settings, as_of, address))


def _feeds(corpus: Corpus, facets: Mapping[str, FacetIndex], settings: Settings) -> Iterator[_Feed]:
    yield _Feed(addresses.FEED, "urn:afterword:feed", settings.title, addresses.url(addresses.REVIEWS), corpus.reviews)
    for name, index in facets.items():
        titled = {group.slug: (group.title, group.reviews) for group in index.groups if index.facet.pages}
        if name == "patterns":
            # By the titles of their pages, those that no review names yet included.
            titled |= {p.id: (p.title, titled.get(p.id, ("", ()))[1]) for p in corpus.patterns}
        for slug, (title, reviews) in titled.items():
            page = addresses.facet_page(name, slug)
            urn = f"urn:afterword:feed:{name}:{slug}"
            yield _Feed(addresses.feed_of(page), urn, f"{settings.title}: {title}", addresses.url(page), reviews)


def _feed(source: _Feed, fields: Field, settings: Settings, as_of: date, address: str) -> bytes:
    def href(target: str) -> str:
        if address:
            return address.rstrip("/") + "/" + target
        return relative(target, source.path.rpartition("/")[0]) or "./"

    newest = _newest(source.reviews)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", source.urn)
    _add(feed, "title", source.title)
    _add(feed, "updated", _updated(newest[0]) if newest else _rfc3339(as_of))
    _add(feed, "link", rel="self", type="application/atom+xml", href=href(source.path))
    _add(feed, "link", rel="alternate", type="text/html", href=href(source.page))
    _add(_add(feed, "author"), "name", settings.title)
    for review in newest:
        _entry(feed, review, fields, href(review_url(review.id)))
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _newest(reviews: Iterable[Review]) -> list[Review]:
    published = (review for review in reviews if review.published)
    return sorted(published, key=lambda review: (_updated(review), review.id), reverse=True)[:NEWEST]


def _entry(feed: ET.Element, review: Review, fields: Field, href: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:afterword:review:{review.id}")
    _add(entry, "title", marked(review.title, review, fields))
    _add(entry, "updated", _updated(review))
    _add(entry, "link", rel="alternate", type="text/html", href=href)
    for field in fields.walk():
        # What readers filter by: the facets that have pages, and what a review is at all.
        if field.facet is not None and (field.facet.pages or field.group == "identity"):
            scheme = f"urn:afterword:{field.facet.name}"
            for value in facet_values(review, field):
                _add(entry, "category", scheme=scheme, term=value, label=field.label(value))
    _add(entry, "summary", str(review.data.get("summary", "")), type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; text loses only the characters that XML cannot hold."""
    made = ET.SubElement(
        parent, f"{{{_ATOM}}}{name}", {key: NOT_XML.sub("", value) for key, value in attributes.items()}
    )
    made.text = NOT_XML.sub("", text) or None
    return made


def _updated(review: Review) -> str:
    """When a review last changed, by its own latest clock, never the clock of the machine."""
    clocks = [_instant(moment) for name in CLOCKS if (moment := review.clock(name))]
    return max(clocks, default=_rfc3339(date(review.year, 1, 1)))


def _instant(moment: Moment) -> str:
    return moment.earliest.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.exact else _rfc3339(moment.day)


def _rfc3339(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
