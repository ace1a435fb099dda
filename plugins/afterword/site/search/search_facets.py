"""What a search can be narrowed by: every facet of the schema, and what only the reviews as a whole can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from afterword.model import STATES, Review
from afterword.pages.search_entry import Found
from afterword.site.actions.rows import STILL_OPEN
from afterword.site.actions.search_actions import TO_DO, states
from afterword.site.context import Site
from afterword.site.lists.filters import Choice

TYPE: Final = "type"
REVIEW, PATTERN, GUIDE, REFERENCE, OVERVIEW = "review", "pattern", "guide", "reference", "overview"
_READ: Final = {REVIEW: "Review", PATTERN: "Pattern"}
_LOOKED_UP: Final = {GUIDE: "Guide", REFERENCE: "Reference", OVERVIEW: "Overview"}

FIRST: Final = (
    *(TYPE, "severity", "kind", "layers", "patterns", "models", "serving", "action-area", "actions"),
    *("safeguards", "classes", "year"),
)
"""Filters in the order in which they are wanted; every other one follows, in the order of the schema."""

STATE: Final = "State of actions"


@dataclass(frozen=True)
class Shelf:
    """One filter: its name in the address, its label, and its values by slug in the order in which they are shown."""

    name: str
    label: str
    titles: Mapping[str, str]
    by_number: bool = False


def shelves(site: Site) -> tuple[Shelf, ...]:
    """Every filter, in order."""
    made = {shelf.name: shelf for shelf in (*_of_pages(site), *_of_facets(site), *_of_all(site))}
    first = [made.pop(name) for name in FIRST if name in made]
    return (*first, *made.values())


def values(site: Site, review: Review, owners: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The filters of a review; ``owners`` gives the slug of each owner of an action."""
    yield TYPE, REVIEW
    for facet, groups in site.memberships.get(review.id, {}).items():
        for group in groups:
            yield facet, group.slug
    yield "year", str(review.year)
    states = {action.state(site.as_of) for action in review.actions}
    if not states.isdisjoint(STILL_OPEN):
        yield "actions", TO_DO
    yield from (("actions", state) for state in STATES if state in states)
    yield from (("owners", owners[owner]) for owner in sorted({a.owner for a in review.actions if a.owner}))


def choices(site: Site, found: Iterable[Found]) -> list[Choice]:
    """The filters as fields of a form, each value with its number of pages; values of no page are left out."""
    numbers = Counter(pair for one in found for pair in set(one.filters))
    return [choice for shelf in shelves(site) if len((choice := _choice(shelf, numbers)).options) > 1]


def _choice(shelf: Shelf, numbers: Mapping[tuple[str, str], int]) -> Choice:
    options = [(value, title, numbers.get((shelf.name, value), 0)) for value, title in shelf.titles.items()]
    if shelf.by_number:
        options.sort(key=lambda option: (-option[2], option[1].casefold()))
    # Guides are written by hand: how many there are is known only when they have been read.
    kept = (option for option in options if option[2] or (shelf.name, option[0]) == (TYPE, GUIDE))
    return Choice(shelf.name, shelf.label, tuple(kept))


def _of_pages(site: Site) -> Iterator[Shelf]:
    """The types of pages: that of a value is of the type of its facet."""
    facets = {name: index.facet.one for name, index in site.facets.items() if index.facet.pages and name != "patterns"}
    yield Shelf(TYPE, "Page", {**_READ, **facets, **_LOOKED_UP})


def _of_facets(site: Site) -> Iterator[Shelf]:
    for name, index in site.facets.items():
        titles = {group.slug: site.group_title(name, group) for group in index.groups}
        yield Shelf(name, index.facet.one, titles, by_number=index.facet.free)


def _of_all(site: Site) -> Iterator[Shelf]:
    years = sorted({review.year for review in site.corpus.reviews}, reverse=True)
    yield Shelf("year", "Year", {str(year): str(year) for year in years})
    yield Shelf("actions", STATE, states(site))
    yield Shelf("owners", "Owner of actions", {slug: owner for owner, slug in site.owner_slugs.items()}, by_number=True)
