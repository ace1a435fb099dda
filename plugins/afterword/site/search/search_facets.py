"""The filters of the search: every facet of the schema, and what follows from all reviews together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Final, NamedTuple

from afterword.model import STATES, Review
from afterword.pages.search_entry import SearchEntry
from afterword.schema import FacetPlace
from afterword.site.actions.rows import STILL_OPEN
from afterword.site.actions.search_actions import TO_DO, states
from afterword.site.context import Site
from afterword.site.lists.filters import Choice, how_many

TYPE: Final = "type"
REVIEW, PATTERN, GUIDE, REFERENCE, OVERVIEW = "review", "pattern", "guide", "reference", "overview"
_READ: Final = {REVIEW: "Review", PATTERN: "Pattern"}
_LOOKED_UP: Final = {GUIDE: "Guide", REFERENCE: "Reference", OVERVIEW: "Overview"}

_OWN_POSITIONS: Final = {TYPE: 0, "actions": 8, "year": 11}
"""Where the filters that are no facets come among those to which the schema gives a position."""

STATE: Final = "Action state"


class SearchFacet(NamedTuple):
    """One filter: its name in the address, its label, and its values by slug in the order in which they are shown."""

    name: str
    label: str
    titles: Mapping[str, str]
    by_number: bool = False


def search_facets(site: Site) -> tuple[SearchFacet, ...]:
    """Every filter by its position; those without one follow, in the order of the schema."""
    made = {search_facet.name: search_facet for search_facet in (*_of_pages(site), *_of_facets(site), *_of_all(site))}
    positions = {name: index.facet.places.get(FacetPlace.SEARCH, inf) for name, index in site.facets.items()}
    positions |= _OWN_POSITIONS
    return tuple(sorted(made.values(), key=lambda search_facet: positions.get(search_facet.name, inf)))


def values(site: Site, review: Review, owners: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The filters of a review; ``owners`` gives the slug of each owner of an action."""
    yield TYPE, REVIEW
    for facet, groups in site.memberships.get(review.id, {}).items():
        for group in groups:
            yield facet, group.slug
    yield "year", str(review.year)
    actions = () if review.withdrawn else review.actions
    states = {action.state(site.as_of) for action in actions}
    if not states.isdisjoint(STILL_OPEN):
        yield "actions", TO_DO
    yield from (("actions", state) for state in STATES if state in states)
    yield from (("owners", owner) for owner in sorted({owners[a.owner] for a in actions if a.owner}))


def choices(site: Site, entries: Iterable[SearchEntry]) -> list[Choice]:
    """The filters as fields of a form, each value with how many pages it has; values of no page are left out."""
    numbers = Counter((pair, entry.invented) for entry in entries for pair in set(entry.filters))
    return [
        choice for search_facet in search_facets(site) if len((choice := _choice(search_facet, numbers)).options) > 1
    ]


def _choice(search_facet: SearchFacet, numbers: Mapping[tuple[tuple[str, str], bool], int]) -> Choice:
    def pages(value: str) -> int:
        return sum(numbers.get(((search_facet.name, value), invented), 0) for invented in (False, True))

    found = list(search_facet.titles.items())
    if search_facet.by_number:
        found.sort(key=lambda option: (-pages(option[0]), option[1].casefold()))
    # Guides are written by hand: how many there are is known only when they have been read.
    options = tuple(
        (value, title, how_many(numbers, (search_facet.name, value)))
        for value, title in found
        if pages(value) or (search_facet.name, value) == (TYPE, GUIDE)
    )
    return Choice(search_facet.name, search_facet.label, options)


def _of_pages(site: Site) -> Iterator[SearchFacet]:
    """The types of pages: that of a value is of the type of its facet."""
    facets = {name: index.facet.one for name, index in site.facets.items() if index.facet.pages and name != "patterns"}
    yield SearchFacet(TYPE, "Page type", {**_READ, **facets, **_LOOKED_UP})


def _of_facets(site: Site) -> Iterator[SearchFacet]:
    for name, index in site.facets.items():
        titles = {group.slug: site.group_title(name, group) for group in index.groups}
        yield SearchFacet(name, index.facet.one, titles, by_number=index.facet.free)


def _of_all(site: Site) -> Iterator[SearchFacet]:
    years = sorted({review.year for review in site.corpus.reviews}, reverse=True)
    yield SearchFacet("year", "Year", {str(year): str(year) for year in years})
    yield SearchFacet("actions", STATE, states(site))
    yield SearchFacet("owners", "Action owner", site.owner_titles, by_number=True)
