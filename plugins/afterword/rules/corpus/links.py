"""Rules for the targets of links: pages, places in them, and files beside them, as a build would find them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from afterword.corpus import Entry
from afterword.corpus.places import site_folder
from afterword.diagnostics import Problem, Severity
from afterword.model import Pattern, Review
from afterword.pages import addresses
from afterword.pages.site_paths import linked_place
from afterword.reading.link import Link
from afterword.rules.body.links import split_target
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext, corpus_rule
from afterword.rules.shared import once_a_check
from afterword.schema import REVIEW
from afterword.text.nearest import suggest
from afterword.text.slug import title_id

if TYPE_CHECKING:
    from afterword.corpus.site_places import Places, Trouble

    Anchors = Callable[[str], Mapping[str, None] | None]

_MADE = frozenset(map(posixpath.dirname, addresses.INDEXES)) - {"", addresses.REVIEW_FOLDER}
_OF_REVIEW = (
    *("actions", "also", "causes", "data-quality", "detection", "diagnosis", "drift", "feeds", "five-whys", "impact"),
    *("lessons", "models", "numbers", "related", "review", "root-causes", "safeguards", "sources", "story", "timeline"),
    "worked-well",
)
_OF_PATTERN = (
    *("actions", "incidents", "prevention", "readiness-checks", "resilience-test", "signals", "since", "start"),
    *("story", "together"),
)
_MOST_GUESSED = 100
"""To how many links of a file that lead nowhere a name is sought that may have been meant; no more are printed."""


@corpus_rule("AW503", "broken-link")
def broken_link(corpus: CorpusContext) -> CorpusProblems:
    """A relative link leads to a page, a heading or a file that is published.

    ## Why
    Otherwise a reader finds the broken link, long after the author has moved on, or a strict build stops.
    A file beside the reviews is published if its type, its size and its name allow it.

    ## Bad
    ```body
    The same loader failed [in May](2025-05-05-not-there.md), as [described below](#what-hapened).

    ## What happened
    ```

    ## Good
    ```body
    The same loader failed [in this review](2025-01-01-example.md), as [described below](#what-happened).

    ## What happened
    ```
    """
    for file, link, trouble in _troubles(corpus):
        if not trouble.only_changed:
            yield file.entry.path, _told(file, link, trouble)


@corpus_rule("AW509", "changed-drawing", Severity.WARNING)
def changed_drawing(corpus: CorpusContext) -> CorpusProblems:
    """A drawing looks on the site as its author made it.

    ## Why
    An SVG file can run code and load from other hosts, so it is published with only what draws.
    HTML in a drawing, and images from elsewhere, are not shown.

    ## Bad
    ```bytes title="postmortems/flow.svg"
    <svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p>Canary</p></foreignObject></svg>
    ```

    ```body
    ![The way of a release](flow.svg)
    ```

    ## Good
    ```bytes title="postmortems/flow.svg"
    <svg xmlns="http://www.w3.org/2000/svg"><text>Canary</text></svg>
    ```

    ```body
    ![The way of a release](flow.svg)
    ```
    """
    for file, link, trouble in _troubles(corpus):
        if trouble.only_changed:
            yield file.entry.path, _told(file, link, trouble)


@once_a_check  # both rules ask
def _troubles(corpus: CorpusContext) -> tuple[tuple[FileContext, Link, Trouble], ...]:
    """What is wrong with each link that leads to a place of the site."""
    asked = (file for file in (*corpus.files, *corpus.parts) if corpus.about(file.entry.path))
    linking = [(file, links) for file in asked if (links := tuple(filter(_is_inside, file.document.links)))]
    if not linking:
        return ()
    places = places_of(corpus)
    anchors = _anchors(corpus, places)
    return tuple(found for file, links in linking for found in _of_file(file, links, places, anchors))


def _of_file(
    file: FileContext, links: tuple[Link, ...], places: Places, anchors: Anchors
) -> Iterator[tuple[FileContext, Link, Trouble]]:
    met: dict[tuple[str, bool], Trouble | None] = {}
    left = _MOST_GUESSED
    for link in links:
        written = link.target, link.image
        if written not in met:
            met[written] = _trouble(places, anchors, file, link)
            left -= met[written] is not None
            places = places if left else replace(places, guesses=False)
        if found := met[written]:
            yield file, link, found


def places_of(corpus: CorpusContext) -> Places:
    """The places of the site of a knowledge base."""
    from afterword.corpus.site_places import Places

    pages = {
        place for entry in (*corpus.loaded_reviews, *corpus.loaded_patterns) for place in _places_of(entry, corpus)
    }
    fields = corpus.loaded.contracts[REVIEW].fields
    facets = {field.facet.name for field in fields.walk() if field.facet and field.facet.pages}

    @cache  # hardly any link asks
    def groups(folder: str) -> frozenset[str] | None:
        if folder not in facets:
            return None
        from afterword.corpus.facets import build_facets

        found = build_facets(corpus.loaded.corpus(), fields)[folder].groups
        return frozenset(addresses.facet_page(folder, group.slug) for group in found)

    return Places(corpus.loaded.settings, pages, _MADE | facets, groups)


def _is_inside(link: Link) -> bool:
    parts = split_target(link.target)
    return parts is not None and not parts.scheme and not parts.netloc


def _told(file: FileContext, link: Link, trouble: Trouble) -> Problem:
    return Problem(trouble.message, file.document.body_span(link.start, link.end), trouble.advice)


def _trouble(places: Places, anchors: Anchors, file: FileContext, link: Link) -> Trouble | None:
    from afterword.corpus.site_places import Trouble

    parts = split_target(link.target)
    home = site_folder(file.entry.path, file.contract.name, places.settings)
    if parts is None or not link.target:
        return Trouble("The link has no target", "Write one between the parentheses.")
    if parts.path and (found := places.trouble(home, parts.path)):
        return found
    if not parts.fragment or link.image:
        return None
    place = linked_place(home, parts.path) if parts.path else f"{home}/{file.entry.id}.md"
    known = anchors(place)
    if known is None or unquote(parts.fragment) in known:
        return None
    page = "this page" if not parts.path else f"`{parts.path[:80]}`"
    meant = suggest(parts.fragment, known) if places.guesses else ""
    advice = meant.lstrip().replace("`", "`#", 1) or f"Its headings are {_some(known)}."
    return Trouble(f"No heading of {page} has the id `{parts.fragment[:80]}`", advice)


def _some(known: Mapping[str, None]) -> str:
    return ", ".join(f"`#{one}`" for one in islice(known, 5)) or "none"


def _anchors(corpus: CorpusContext, places: Places) -> Anchors:
    """The ids on each page; ``None`` where they are made from much else, or by a slug of the organisation's own."""

    @cache  # few links name a heading
    def entries() -> Mapping[str, Entry]:
        every = reversed(corpus.loaded.entries)  # of two at one place, the first counts
        return {place: entry for entry in every for place in _places_of(entry, corpus)}

    @cache  # a page may have a thousand links to one
    def ids(place: str) -> Mapping[str, None] | None:
        from afterword.reading.anchors import heading_ids, page_ids

        if places.own_slugs:
            return None
        entry = entries().get(place)
        if entry is None:
            found = places.ids_by_hand(place, page_ids)
            return None if found is None else dict.fromkeys(found)
        if entry.document is None or entry.value is None:
            return None
        return dict.fromkeys((*heading_ids(entry.document.body), *_made_for(entry.value)))

    return ids


def _places_of(entry: Entry, corpus: CorpusContext) -> set[str]:
    """Where a page may be linked to: on the site, and where its file is, if that is in a folder by year or month."""
    there = f"{site_folder(entry.path, entry.kind, corpus.loaded.settings)}/{entry.id}.md"
    return {there, addresses.review(entry.id)} if entry.kind == REVIEW else {there}


def _made_for(page: Review | Pattern) -> tuple[str, ...]:
    """The ids that the site makes on the page itself."""
    if isinstance(page, Pattern):
        return (*_OF_PATTERN, title_id(page.title))
    actions = (addresses.action_anchor(action.id) for action in page.actions)
    return (*_OF_REVIEW, title_id(page.title), *actions, *map(title_id, page.models))
