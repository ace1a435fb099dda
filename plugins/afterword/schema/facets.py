"""What the schema says of a field by which reviews are grouped, and where on the site the groups are shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class FacetPlace(StrEnum):
    """Where a facet is shown; the schema gives it a position in each place that it belongs to."""

    FILTER = "filter"
    SEARCH = "search"
    UNFOLDED = "unfolded"
    ACTIONS = "actions"
    CARD = "card"
    FACTS = "facts"
    HISTORY = "history"
    TOGETHER = "together"
    NAVIGATION = "navigation"


class Facet(NamedTuple):
    """That a field groups reviews: by pages of its own, or only in filters.

    ``free`` facets take their values from the reviews; the others from a vocabulary.
    """

    name: str
    title: str
    one: str
    pages: bool
    free: bool
    places: Mapping[FacetPlace, int]


def read_facet(spec: Mapping[str, Any]) -> Facet:
    """The facet that an ``x-facet`` declares."""
    title = spec.get("title", spec["name"])
    places = {FacetPlace(place): position for place, position in spec.get("places", {}).items()}
    return Facet(spec["name"], title, spec.get("one", title), spec.get("pages", False), spec.get("free", False), places)


def complaint_about(spec: object) -> str:
    """What is wrong with the places of an ``x-facet``; empty where nothing is."""
    places = spec.get("places", {}) if isinstance(spec, dict) else {}
    if not isinstance(places, dict) or any(type(position) is not int for position in places.values()):
        return "the places of x-facet must give each place a whole number"
    unknown = [place for place in places if place not in set(FacetPlace)]
    return f"x-facet has no place {unknown[0]!r}; the places are {', '.join(FacetPlace)}" if unknown else ""
