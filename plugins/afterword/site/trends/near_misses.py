"""Near misses by where they were caught: the earlier on the way to users, the better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from afterword.diagnostics import counted
from afterword.graphics.charts import Chart, Table, data_page, figure, grid
from afterword.model import NEAR_MISS, UNKNOWN, Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.cards import card
from afterword.site.lists.listing import LONG_LIST, NEWEST, listing, part_pages
from afterword.site.makers import makes_pages
from afterword.text.slug import slug


class Stage(NamedTuple):
    """A place on the way to users where near misses were caught."""

    title: str
    description: str
    page: str
    reviews: tuple[Review, ...]


def near_misses(site: Site) -> list[Review]:
    """All near misses, real ones first, and newest first in each."""
    found = (review for review in site.corpus.reviews if review.kind == NEAR_MISS)
    return site.real_first(found, lambda review: review.id)


@makes_pages
def near_miss_pages(site: Site) -> Iterator[Page]:
    """The page of everything that was caught in time, and lists of their own for stages when there are many."""
    found = near_misses(site)
    chart = caught_chart(site)
    yield site.page(
        addresses.NEAR_MISSES,
        "near_misses.html.j2",
        title="Near misses",
        description="Failures caught before they did harm, and where.",
        draws=True,
        make=lambda to: {
            **_values(site, to, found),
            "chart": figure(chart, to) if found else None,
            "chart_title": chart.title,
        },
    )
    if not chart.empty:
        yield data_page(chart, addresses.NEAR_MISSES)
    if len(found) > LONG_LIST:
        for stage in _stages(site, found):
            yield from _stage_pages(site, stage)


def _values(site: Site, to: Linker, reviews: list[Review]) -> Mapping[str, Any]:
    by = site.fields.at("near_miss", "caught_by")
    base = [review for review in reviews if review.id in site.counted_ids]
    caught_by = Counter(near_miss_field(review, "caught_by") for review in base)
    most = NEWEST if len(reviews) > LONG_LIST else len(reviews)
    return {
        "sections": [
            (
                stage,
                [(card(site, to, review), near_miss_field(review, "note")) for review in stage.reviews[:most]],
                to.to(stage.page, f"All {len(stage.reviews)}") if len(stage.reviews) > most else "",
            )
            for stage in _stages(site, reviews)
        ],
        "total": len(site.corpus.counted),
        "number": len(base),
        "invented": len(reviews) - len(base),
        "by": [(term.title, term.description, caught_by[value]) for value, term in by.terms.items()],
    }


def caught_chart(site: Site) -> Chart:
    """Near misses by where and by what they were caught."""
    base = [review for review in near_misses(site) if review.id in site.counted_ids]
    at, by = (site.fields.at("near_miss", name).terms for name in ("caught_at", "caught_by"))
    cells = {
        (row, column): number
        for row, stage in enumerate(at)
        for column, how in enumerate(by)
        if (
            number := sum(
                near_miss_field(r, "caught_at") == stage and near_miss_field(r, "caught_by") == how for r in base
            )
        )
    }
    stages, ways = list(at), list(by)
    known = sum(number for (row, column), number in cells.items() if UNKNOWN not in {stages[row], ways[column]})
    heads = [term.title for term in by.values()]
    return Chart(
        "caught-at",
        "Where near misses were caught, and by what",
        f"Both are known for {known:,} of {counted(len(base), 'near miss', 'near misses')}.",
        "Near misses by where they were caught, and by what.",
        Table(
            ("Caught at", *heads),
            tuple(
                (term.title, *(cells.get((row, column), 0) for column in range(len(heads))))
                for row, term in enumerate(at.values())
            ),
        ),
        grid([term.title for term in at.values()], heads, cells),
        "No near misses yet. Writing one up takes ten minutes: `afterword new --set kind=near-miss`.",
    )


def _stages(site: Site, found: list[Review]) -> list[Stage]:
    terms = site.fields.at("near_miss", "caught_at").terms
    by_stage = {value: tuple(r for r in found if near_miss_field(r, "caught_at") == value) for value in (*terms, "")}
    return [
        Stage(
            terms[value].title if value else "Not reported",
            terms[value].description if value else "",
            addresses.part_of(addresses.NEAR_MISSES, slug(value) if value else "not-said"),
            reviews,
        )
        for value, reviews in by_stage.items()
        if reviews
    ]


def _stage_pages(site: Site, stage: Stage) -> Iterator[Page]:
    title = f"Near misses: {stage.title}"
    yield site.page(
        stage.page,
        "list_part.html.j2",
        title=title,
        parent=addresses.NEAR_MISSES,
        hide=("navigation", "toc"),
        total=len(near_misses(site)),
        make=lambda to: {
            "listing": listing(site, to, stage.page, stage.reviews),
            "whole": to.to(addresses.NEAR_MISSES, "Near misses"),
        },
    )
    yield from part_pages(site, stage.page, title, stage.reviews, parent=addresses.NEAR_MISSES)


def near_miss_field(review: Review, name: str) -> str:
    """A field of ``near_miss``; empty if the review leaves it out."""
    return str(review.data.get("near_miss", {}).get(name, ""))
