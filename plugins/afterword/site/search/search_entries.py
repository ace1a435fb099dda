"""How a search finds each page, and the names by which a reader goes straight to one."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from afterword.model import Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.pages.search_entry import ACTION_HITS, JOINT, SearchEntry
from afterword.rules import all_rules
from afterword.site.actions.search_actions import ActionHit, action_hits_of, joint
from afterword.site.context import Site
from afterword.site.lists.cards import filed_under, in_short
from afterword.site.search.search_facets import GUIDE, OVERVIEW, PATTERN, REFERENCE, TYPE, values

# What only repeats other pages: the front page, the parts of long lists, the search itself, and what the past of each
# model asks of it, to which the page of the model leads.
_REPEATS: Final = re.compile(r"index\.md|.+/\d{4}(/\d+)?\.md|search/.*|readiness/(?!index\.md).+")
_REFERENCE: Final = ("reference/", "adr/")
# What readers call a page, beside its title.
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    addresses.REVIEWS: ("all reviews", "latest reviews"),
    addresses.ACTIONS: ("overdue actions", "open actions", "unfinished actions", "overdue", "follow up actions"),
    addresses.READINESS: (
        "release readiness",
        "release my model",
        "release gate",
        "release checklist",
        "blocked models",
    ),
    addresses.FUNDING: ("what to fund", "budget", "where to invest", "priorities", "what failures cost"),
    addresses.RECURRENCE: ("what recurs", "repeat incidents", "recurring incidents"),
    addresses.TRENDS: ("trends", "statistics", "mttr", "mttd", "time to detect", "time to mitigate"),
    addresses.LESSONS: ("lessons learned",),
    addresses.WRITE: ("write a postmortem", "new review", "report an incident", "start a review"),
}
_TICKET: Final = re.compile(r"[A-Z][A-Z0-9_]*-\d+")


def with_search_entries(site: Site, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages, each with how a search finds it."""
    known = {**_groups(site), **_patterns(site), **_reviews(site)}
    for page in pages:
        yield page._replace(search_entry=known.get(page.path) or _other(page)) if page.write else page


def entry_for_static_page(path: str) -> SearchEntry | None:
    """How a search finds a page that somebody wrote by hand, by its place among the docs."""
    if path == addresses.HOME:
        return None
    return SearchEntry(((TYPE, REFERENCE if path.startswith(_REFERENCE) else GUIDE),))


def names(site: Site) -> dict[str, tuple[str, str]]:
    """By exact name in lower case, an address and its title: ids, aliases, tickets of actions, and codes of rules.

    A ticket leads to its action. A name of two pages leads to neither; a search finds both.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for review in site.corpus.reviews:
        page = site.place(addresses.review(review.id))
        for name, (place, title) in review_names(review).items():
            found[name][page + place] = title
    for pattern in site.corpus.patterns:
        for name in (pattern.id, *pattern.data.get("aliases", ())):
            found[_name(name)][site.place(site.pattern_page(pattern))] = _plain(pattern.title)
    for rule in all_rules():
        found[_name(rule.code)][site.place(addresses.rule(rule.code))] = f"{rule.code} {rule.name}"
    return {name: next(iter(pages.items())) for name, pages in sorted(found.items()) if len(pages) == 1}


def review_names(review: Review) -> dict[str, tuple[str, str]]:
    """By exact name of a review, the place on its page and the title: its id, its aliases, and tickets of actions.

    The place is that of the action whose ticket it is, ``#action-a5``; a ticket of two leads to the top.
    """
    top = ("", _plain(review.title))
    tickets: dict[str, tuple[str, str]] = {}
    for action in review.actions:
        ticket = (action.tracker or "").rstrip("/").rpartition("/")[2]
        if _TICKET.fullmatch(ticket):
            here = (f"#{addresses.action_anchor(action.id)}", _plain(action.title))
            tickets[_name(ticket)] = top if _name(ticket) in tickets else here
    return tickets | {_name(name): top for name in (review.id, *review.data.get("aliases", ()))}


def review_filters(site: Site) -> list[frozenset[tuple[str, str]]]:
    """The filters of every review, to see what a search would find."""
    owners = site.owner_slugs
    return [
        frozenset(_filters(site, review, owners, action_hits_of(site, review, owners)))
        for review in site.corpus.reviews
    ]


def _name(name: object) -> str:
    return " ".join(str(name).split()).casefold()


def _reviews(site: Site) -> Mapping[str, SearchEntry]:
    owners = site.owner_slugs
    return {
        addresses.review(review.id): _review(site, review, owners, rank)
        for rank, review in enumerate(site.reading_order, 1)
    }


def _review(site: Site, review: Review, owners: Mapping[str, str], rank: int) -> SearchEntry:
    action_hits = action_hits_of(site, review, owners)
    fields = site.fields.children
    facts = {
        "title": review.title,
        "date": filed_under(review),
        "severity": fields["severity"].label(review.severity),
        "kind": fields["kind"].label(review.kind),
        "models": ", ".join(site.corpus.models_of(review)),
        "line": in_short(str(review.data["summary"])),
        "provenance": fields["provenance"].label(review.provenance) if review.illustrative else "",
        "status": "" if review.published else fields["status"].label(review.status),
    }
    day = review.when.day.isoformat() if review.when else str(review.year)
    actions = (
        ((ACTION_HITS, json.dumps(action_hits, ensure_ascii=False, separators=(",", ":"))),) if action_hits else ()
    )
    filters = _filters(site, review, owners, action_hits)
    return SearchEntry(filters, (*_told(facts), *actions), day, rank, review.illustrative)


def _filters(
    site: Site, review: Review, owners: Mapping[str, str], action_hits: Sequence[ActionHit]
) -> tuple[tuple[str, str], ...]:
    return (*values(site, review, owners), *((JOINT, asked) for asked in joint(action_hits)))


def _groups(site: Site) -> Mapping[str, SearchEntry]:
    return {
        site.group_page(name, group): SearchEntry(
            ((TYPE, PATTERN if name == "patterns" else name),),
            _told({"title": site.group_title(name, group), "line": group.description}),
            # A model that only examples name is invented as they are; a layer is not, whatever its reviews are.
            invented=index.facet.free and {review.illustrative for review in group.reviews} == {True},
        )
        for name, index in site.facets.items()
        if index.facet.pages
        for group in index.groups
    }


def _patterns(site: Site) -> Mapping[str, SearchEntry]:
    return {
        site.pattern_page(pattern): SearchEntry(
            ((TYPE, PATTERN),), _told({"title": pattern.title, "line": in_short(str(pattern.data["summary"]))})
        )
        for pattern in site.corpus.patterns
    }


def _other(page: Page) -> SearchEntry | None:
    if _REPEATS.fullmatch(page.path):
        return None
    kind = REFERENCE if page.path.startswith(_REFERENCE) else OVERVIEW
    return SearchEntry(((TYPE, kind),), names=_CALLED.get(page.path, ()))


def _told(facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Facts as a result shows them: without backticks and empty values."""
    return tuple((name, _plain(text)) for name, text in facts.items() if text)


def _plain(text: str) -> str:
    return text.replace("`", "")
