"""The safeguards of all reviews: what held, failed, was absent or was bypassed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.analysis.trends import Use, families, uses
from afterword.analysis.trends.safeguards import OFTEN
from afterword.diagnostics import listed
from afterword.graphics.charts import Chart, Table, data_page, figure, grid
from afterword.model import NEAR_MISS
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.rendering.words import opened
from afterword.schema.fields import Term
from afterword.site.context import Site
from afterword.site.lists.entries import EntryKind, ListEntry, entry_listing, entry_part_pages
from afterword.site.lists.listing import NEWEST
from afterword.site.makers import makes_pages
from afterword.site.review.items import HELD
from afterword.site.trends.near_misses import near_miss_field
from afterword.text.slug import slug

TITLE = "Safeguards"
FIELD = "safeguards"
SAFEGUARD = "safeguard"
"""What a near miss names that was caught by neither a person nor chance."""

MOST_FAMILIES = 12


@makes_pages
def safeguard_pages(site: Site) -> Iterator[Page]:
    """The page of all safeguards, its parts by year when there are many, and the numbers of its chart."""
    terms = site.fields.at(FIELD, "*", "outcome").terms
    titles = {value: term.title for value, term in terms.items()}
    kind = EntryKind("safeguard", "safeguards", "outcome", "Outcome", titles, "aw-outcome")
    # What really happened comes first.
    found = site.real_first(uses(site.corpus.reviews), lambda use: use.review.id)
    entries = [ListEntry(use.review, use.outcome, opened(use.name), use.note, FIELD) for use in found]
    base = uses(site.corpus.counted)
    chart = _chart(base, terms)
    yield site.page(
        addresses.SAFEGUARDS,
        "safeguards.html.j2",
        title=TITLE,
        description="Safeguards between failures and harm: what held, failed, was absent or was bypassed.",
        hide=("navigation", "toc"),
        draws=True,
        make=lambda to: {
            "listing": entry_listing(site, to, addresses.SAFEGUARDS, entries, kind),
            "kind": kind,
            "chart": chart,
            "drawn": figure(chart, to) if chart else None,
            "invented": len(entries) - len(base),
            "caught": _caught(to, base),
            **_numbers(site, base, terms),
        },
    )
    yield from entry_part_pages(site, addresses.SAFEGUARDS, TITLE, entries, kind)
    if chart:
        yield data_page(chart, addresses.SAFEGUARDS)


def _numbers(site: Site, base: Sequence[Use], terms: Mapping[str, Term]) -> Mapping[str, Any]:
    by_outcome = Counter(use.outcome for use in base)
    return {
        "numbers": [
            (f"outcome={slug(v)}", f"aw-outcome aw-{slug(v)}", term.title, term.description, by_outcome[v])
            for v, term in terms.items()
        ],
        "number": len(base),
        "reviews": len({use.review.id for use in base}),
        "total": len(site.corpus.counted),
    }


def _caught(to: Linker, base: Sequence[Use]) -> list[tuple[Use, Markup]]:
    """What held in near misses that a safeguard caught, and neither a person nor chance, with the review."""
    return [
        (use, to.to(addresses.review(use.review.id), use.review.title, anchor=FIELD))
        for use in base
        if use.outcome == HELD
        and use.review.kind == NEAR_MISS
        and near_miss_field(use.review, "caught_by") == SAFEGUARD
    ][:NEWEST]


def _chart(base: Sequence[Use], terms: Mapping[str, Term]) -> Chart | None:
    """Kinds of safeguards by what they did; ``None`` while too few are of one kind."""
    found = families(base)
    if not found:
        return None
    shown = found[:MOST_FAMILIES]
    cells = {
        (row, column): family.outcomes[value]
        for row, family in enumerate(shown)
        for column, value in enumerate(terms)
        if family.outcomes[value]
    }
    named = sum(len(family.uses) for family in found)
    largest = listed(f"{family.noun} ({len(family.uses)})" for family in shown[:3])
    heads = [term.title for term in terms.values()]
    return Chart(
        "safeguards-by-kind",
        "By type",
        f"Types with at least {OFTEN} safeguards ({named:,} of {len(base):,} safeguards).",
        f"Safeguard types by outcome. Most frequent: {largest}.",
        Table(
            ("Type", *heads, "All"),
            tuple((f.noun, *(f.outcomes[value] for value in terms), len(f.uses)) for f in found),
        ),
        grid([family.noun.capitalize() for family in shown], heads, cells),
    )
