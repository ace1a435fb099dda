"""Links from a figure to the very reviews and actions that it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from afterword.analysis.actions import Tracked
from afterword.model import PREVENTION, UNFINISHED, Review
from afterword.pages import addresses
from afterword.rendering import Markup, plain
from afterword.rendering.links import Linker
from afterword.site.actions.filter import AREA
from afterword.site.actions.page import filterable
from afterword.site.context import Site

_TELLING: Final[Mapping[str, Callable[[Review], str]]] = {
    "provenance": lambda review: review.provenance,
    "status": lambda review: review.status,
}


def reviews_link(
    site: Site, to: Linker, reviews: Iterable[Review], text: str, *, pattern: str = "", severe: Iterable[str] = ()
) -> Markup:
    """A number of reviews of one kind as a link to a search for them; without a link where there are none.

    The search is told what tells these reviews from others: ``pattern``, their kind, and the severities ``severe``.
    """
    found = tuple(reviews)
    if not found:
        return plain(text)
    asked = [("type", "review"), *_group(site, "patterns", pattern)]
    kinds = {review.kind for review in found}
    if len(kinds) == 1:
        asked += _group(site, "kind", kinds.pop())
    asked += [pair for value in severe for pair in _group(site, "severity", value)]
    return to.to(addresses.SEARCH, text, query=urlencode([*asked, *_real(site)]))


def preventions_link(site: Site, to: Linker, actions: Iterable[Tracked], text: str, *, overdue: bool = False) -> Markup:
    """A number of unfinished preventions as a link to the list of them."""
    found = tuple(actions)
    if not found or not filterable(site):
        return plain(text)
    states = ["overdue"] if overdue else ["overdue", *sorted(UNFINISHED)]
    there = {one.action.state(site.as_of) for one in found}
    asked = [(AREA, PREVENTION), *(("actions", state) for state in states if state in there)]
    asked += [("provenance", value) for value in sorted({one.review.provenance for one in found})]
    return to.to(addresses.ACTIONS, text, query=urlencode(asked))


def _group(site: Site, facet: str, value: str) -> list[tuple[str, str]]:
    group = site.group(facet, value) if value else None
    return [(facet, group.slug)] if group else []


def _real(site: Site) -> list[tuple[str, str]]:
    """What leaves out the reviews that statistics leave out, where there are any."""
    asked: list[tuple[str, str]] = []
    for facet, of in _TELLING.items():
        kept = {of(review) for review in site.corpus.counted}
        if kept != {of(review) for review in site.corpus.reviews}:
            asked += [pair for value in sorted(kept) for pair in _group(site, facet, value)]
    return asked
