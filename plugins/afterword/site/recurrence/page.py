"""What happened again: the chains of one pattern or one model over time, and every pair with the state of its fix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from afterword.analysis.recurrence import (
    MODELS,
    PATTERNS,
    PEOPLE,
    Chain,
    Outcome,
    Recurrence,
    chains,
)
from afterword.model import Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup, plain
from afterword.rendering.links import Linker
from afterword.rendering.words import after
from afterword.site.context import Site
from afterword.site.lists.cards import badges, date_of
from afterword.site.makers import makes_pages
from afterword.site.recurrence.rows import PairRow, fix_css, outcome_numbers, pair_row
from afterword.text.slug import slugs

LONG_TABLE = 100
"""The most pairs in the table; the data has all of them."""

LONG_CHAIN = 12
"""The most incidents of one chain that are drawn, the latest ones."""

MANY_GROUPS = 24
"""The most patterns or models that are drawn, the most serious ones."""

_SECTIONS = (
    (PATTERNS, "By pattern", "Incidents that show the same pattern, oldest first."),
    (MODELS, "By model", "Repeat incidents of one model, oldest first."),
    (PEOPLE, "Linked by authors", "Incidents that authors linked, with no pattern or model in common."),
)


class Stop(NamedTuple):
    """An incident on a chain; ``label`` and what follows are empty where nothing before it shares its cause."""

    number: int
    title: Markup
    date: Markup
    severity: Markup
    label: str = ""
    css: str = ""
    gap: str = ""
    note: str = ""


class Drawn(NamedTuple):
    """A chain as it is drawn: its figures, its stops in time, and the number of the first that is drawn."""

    label: str
    css: str
    incidents: int
    repeats: int
    illustrative: bool
    stops: tuple[Stop, ...]
    begins: int


class ChainGroup(NamedTuple):
    """The chains of one pattern or one model under its name, the most serious first."""

    anchor: str
    title: Markup
    chains: tuple[Drawn, ...]


@makes_pages
def recurrence_page(site: Site) -> Page:
    """The page of everything that happened again."""
    return site.page(
        addresses.RECURRENCE,
        "recurrence.html.j2",
        title="Recurrence",
        description="What happened again, and the status of the earlier fix when it did.",
        make=lambda to: _values(site, to),
    )


def _values(site: Site, to: Linker) -> Mapping[str, Any]:
    pairs = sorted(
        site.recurrences,
        key=lambda recurrence: (not recurrence.counted, recurrence.outcome.rank, *recurrence.later.newest_first),
    )
    numbers = outcome_numbers(site)
    return {
        "total": len(site.corpus.counted),
        "repeats": numbers.total(),
        "invented": len(site.repeats) - numbers.total(),
        "outcomes": [(outcome.label, fix_css(outcome), outcome.meaning, numbers[outcome]) for outcome in Outcome],
        "sections": [
            (title, description, groups[:MANY_GROUPS], len(groups[MANY_GROUPS:]))
            for kind, title, description in _SECTIONS
            if (groups := _groups(site, to, kind))
        ],
        "rows": _rows(to, pairs[:LONG_TABLE]),
        "pairs": len(pairs),
    }


def _rows(to: Linker, pairs: Sequence[Recurrence]) -> list[PairRow]:
    return [pair_row(to, pair) for pair in pairs]


def _groups(site: Site, to: Linker, kind: str) -> list[ChainGroup]:
    by_value: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains(site.recurrences, kind):
        by_value[chain.value].append(chain)
    anchors = slugs(f"{kind} {value}" for value in by_value)
    return [
        ChainGroup(
            anchors[f"{kind} {value}"],
            _title(site, to, kind, value),
            tuple(_chain(site, to, chain) for chain in found),
        )
        for value, found in by_value.items()
    ]


def _chain(site: Site, to: Linker, chain: Chain) -> Drawn:
    numbers = {review.id: number for number, review in enumerate(chain.reviews, 1)}
    stops = [_stop(site, to, chain, review, numbers) for review in chain.reviews[-LONG_CHAIN:]]
    return Drawn(
        label=chain.outcome.label,
        css=fix_css(chain.outcome),
        incidents=len(chain.reviews),
        repeats=len(chain.repeats),
        illustrative=not chain.counted,
        stops=tuple(stops),
        begins=stops[0].number,
    )


def _title(site: Site, to: Linker, kind: str, value: str) -> Markup:
    if kind == PEOPLE:
        return Markup("")
    # A schema of one's own may keep no pages for them.
    group = site.group(kind, value)
    return site.group_link(to, kind, group) if group else plain(value)


def _stop(site: Site, to: Linker, chain: Chain, review: Review, numbers: Mapping[str, int]) -> Stop:
    stop = Stop(
        number=numbers[review.id],
        title=to.to(addresses.review(review.id), review.title, "aw-title"),
        date=date_of(review),
        severity=badges(site, review)[0],
    )
    one = chain.repeats.get(review.id)
    if one is None:
        return stop
    return Stop(
        *(stop.number, stop.title, stop.date, stop.severity),
        label=one.outcome.label,
        css=fix_css(one.outcome),
        gap=f"{after(one.earlier.when, review.when)} #{numbers[one.earlier.id]}",
        note=pair_row(to, one).age if one.action and one.outcome is not Outcome.NOT_REPORTED else "",
    )
