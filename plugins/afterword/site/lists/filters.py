"""The filter above a list: one choice for each facet of the schema, with the number of reviews behind each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from afterword.corpus.facets import Group
from afterword.model import Review
from afterword.rendering import Markup
from afterword.schema import FacetPlace
from afterword.site.context import Site

WORTH_FILTERING = 8
"""Shorter lists are read faster than they are filtered."""


class Choice(NamedTuple):
    """One facet as a field of the form; each option is a slug, a title, and how many there are or what to say of it."""

    name: str
    label: str
    options: tuple[tuple[str, str, int | str], ...]


@dataclass(frozen=True)
class Filter:
    """The form above a list: choices at hand, and the rest.

    ``one`` and ``many`` name what is listed, and ``words`` adds a field for words that an entry must hold;
    ``ordered`` a field for the order of the list.
    """

    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    total: int
    one: str = "review"
    many: str = "reviews"
    words: bool = False
    ordered: bool = True

    def read_from(self, values: Mapping[str, Iterable[str]]) -> Markup:
        """What the script reads of an entry with these values by facet: the places of their options in the form.

        They are shorter than the slugs, which each page of a long list would have in full.
        """
        found = (self._places.get((name, slug)) for name, slugs in values.items() for slug in slugs)
        return Markup(f'data-options="{" ".join(str(place) for place in found if place is not None)}"')

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        """The place of each option, counted from 0 through the whole form; the script counts the same ones."""
        options = ((choice.name, slug) for choice in (*self.first, *self.more) for slug, _, _ in choice.options)
        return {option: place for place, option in enumerate(options)}


def filter_for(site: Site, reviews: Sequence[Review], leave_out: str = "") -> Filter | None:
    """The filter for a list; ``None`` where the list is too short for one."""
    if len(reviews) < WORTH_FILTERING:
        return None
    choices = by_facets(site, reviews, leave_out)
    first = [choices.pop(name) for name in site.facets_at[FacetPlace.FILTER] if name in choices]
    return Filter((*first, *years(reviews)), tuple(choices.values()), len(reviews))


def filter_of_entries(site: Site, reviews: Sequence[Review], own: Choice, one: str, many: str) -> Filter | None:
    """The filter for a list of what reviews say, one review for each entry; ``own`` is what tells the entries apart."""
    if len(reviews) < WORTH_FILTERING:
        return None
    at_hand = [made for name in site.facets_at[FacetPlace.FILTER] if (made := _choice(site, name, reviews))]
    return Filter((own, *at_hand, *years(reviews)), (), len(reviews), one, many, words=True)


def by_facets(site: Site, reviews: Sequence[Review], leave_out: str = "", fewest: int = 2) -> dict[str, Choice]:
    """A choice for every facet of which some reviews have so many values; a review counts as often as it is given."""
    found = {name: _choice(site, name, reviews, fewest) for name in site.facets if name != leave_out}
    return {name: made for name, made in found.items() if made}


def years(reviews: Sequence[Review]) -> tuple[Choice, ...]:
    """A choice of years, where there are several."""
    found = Counter((review.year, review.illustrative) for review in reviews)
    known = sorted({year for year, _ in found}, reverse=True)
    options = tuple((str(year), str(year), how_many(found, year)) for year in known)
    return (Choice("year", "Year", options),) if len(known) > 1 else ()


def how_many(found: Mapping[tuple[Any, bool], int], value: object) -> str:
    """How many have a value, those from invented examples apart: ``8, 4 invented``; the scripts say the same."""
    real, invented = found.get((value, False), 0), found.get((value, True), 0)
    return ", ".join([*([f"{real}"] if real or not invented else []), *([f"{invented} invented"] if invented else [])])


def _choice(site: Site, name: str, reviews: Sequence[Review], fewest: int = 2) -> Choice | None:
    found: Counter[tuple[str, bool]] = Counter()
    groups: dict[str, Group] = {}
    for review in reviews:
        for group in site.groups_of(review, name):
            found[group.slug, review.illustrative] += 1
            groups[group.slug] = group
    if len(groups) < fewest:
        return None
    index = site.facets[name]
    order = [group.slug for group in index.groups if group.slug in groups]
    options = [(slug, site.group_title(name, groups[slug]), how_many(found, slug)) for slug in order]
    if index.facet.free:
        options.sort(key=lambda option: option[1].casefold())
    return Choice(name, index.facet.one, tuple(options))
