"""What reviews say, one entry each, across all of them: lists that are filtered in place and split by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from afterword.model import Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.schema import FacetPlace
from afterword.site.context import FIRST_SHOWN, Site
from afterword.site.lists.cards import filed_under
from afterword.site.lists.filters import Choice, Filter, filter_of_entries, how_many
from afterword.site.lists.listing import NEWEST, Part, links_to, parts_of
from afterword.text.slug import slug

LONG_LIST = 400
"""The most entries on one page. An entry is a line or two, so that more of them fit than reviews."""


class ListEntry(NamedTuple):
    """One thing that a review says; ``value`` is its category, and ``anchor`` its place in the review."""

    review: Review
    value: str
    text: str
    note: str
    anchor: str

    @property
    def year(self) -> int:
        return self.review.year


class EntryKind(NamedTuple):
    """What the entries of a list are: the word for one and for many, their category, and the titles of its values.

    ``refuted`` is the value of entries that were believed and were not so.
    """

    one: str
    many: str
    name: str
    label: str
    titles: Mapping[str, str]
    css: str
    refuted: str = ""


class Row(NamedTuple):
    """An entry as its list shows it."""

    word: str
    css: str
    text: str
    note: str
    review: Markup
    date: str
    illustrative: bool
    refuted: bool
    data: Markup


class Entries(NamedTuple):
    """A list of entries as one page shows it."""

    rows: tuple[Row, ...]
    filter: Filter | None
    parts: tuple[tuple[Markup, int], ...]
    total: int

    @property
    def first(self) -> int:
        """How many a reader meets at first where scripts run; 0 where the list is short enough to be shown at once."""
        return FIRST_SHOWN if self.filter and len(self.rows) > 2 * FIRST_SHOWN else 0


def entry_listing(site: Site, to: Linker, page: str, entries: Sequence[ListEntry], kind: EntryKind) -> Entries:
    """The list on its own page: all of it, or the newest with links to the parts."""
    parts = parts_of(entries, LONG_LIST)
    shown = entries[:NEWEST] if parts else entries
    choices = None if parts else _filter(site, shown, kind)
    return Entries(_rows(site, to, shown, kind, choices), choices, links_to(to, page, parts), len(entries))


def entry_part_pages(
    site: Site, page: str, title: str, entries: Sequence[ListEntry], kind: EntryKind
) -> Iterator[Page]:
    """The pages of the parts of a long list; none for a list that fits on its own page."""
    parts = parts_of(entries, LONG_LIST)

    def values(to: Linker, part: Part[ListEntry]) -> Mapping[str, Any]:
        choices = _filter(site, part.items, kind)
        shown = Entries(_rows(site, to, part.items, kind, choices), choices, links_to(to, page, parts), len(part.items))
        return {"listing": shown, "whole": to.to(page, title)}

    for part in parts:
        yield site.page(
            addresses.part_of(page, part.name),
            "entries_part.html.j2",
            title=f"{title}: {part.title}",
            parent=page,
            hide=("navigation", "toc"),
            make=partial(values, part=part),
            kind=kind,
            total=len(entries),
        )


def _rows(
    site: Site, to: Linker, entries: Sequence[ListEntry], kind: EntryKind, choices: Filter | None
) -> tuple[Row, ...]:
    return tuple(
        Row(
            word=kind.titles[entry.value],
            css=f"{kind.css} aw-{slug(entry.value)}",
            text=entry.text,
            note=entry.note,
            review=to.to(addresses.review(entry.review.id), entry.review.title, anchor=entry.anchor),
            date=filed_under(entry.review),
            illustrative=entry.review.illustrative,
            refuted=entry.value == kind.refuted,
            data=choices.read_from(_values(site, entry, kind)) if choices else Markup(),
        )
        for entry in entries
    )


def _filter(site: Site, entries: Sequence[ListEntry], kind: EntryKind) -> Filter | None:
    found = Counter((entry.value, entry.review.illustrative) for entry in entries)
    some = {entry.value for entry in entries}
    options = tuple(
        (slug(value), title, how_many(found, value)) for value, title in kind.titles.items() if value in some
    )
    own = Choice(kind.name, kind.label, options)
    return filter_of_entries(site, [entry.review for entry in entries], own, kind.one, kind.many)


def _values(site: Site, entry: ListEntry, kind: EntryKind) -> Mapping[str, Sequence[str]]:
    """What the filter reads, by facet, as of the cards of reviews."""
    at_hand = site.facets_at[FacetPlace.FILTER]
    facets = {name: [group.slug for group in site.groups_of(entry.review, name)] for name in at_hand}
    return {"year": [str(entry.year)], kind.name: [slug(entry.value)], **facets}
