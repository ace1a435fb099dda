"""The register of recurring failure modes: its index, and a page for each pattern with what the reviews add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from afterword.analysis.pattern_staleness import by_year, taught_since
from afterword.analysis.themes import Theme, themes
from afterword.corpus.facets import FacetIndex, Group
from afterword.diagnostics import counted
from afterword.model import Pattern, Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering import Markup, defuse
from afterword.rendering.html import joined
from afterword.rendering.links import Linker
from afterword.rendering.rebasing import rebased
from afterword.site import generic
from afterword.site.actions.unfinished import still_open, unfinished_actions
from afterword.site.context import Site
from afterword.site.facets.cooccurrence import cooccurrence
from afterword.site.lists.cards import filed_under
from afterword.site.lists.crumbs import facet_crumbs
from afterword.site.lists.listing import listing
from afterword.site.lists.reading_order import reading_order_cards

FACET = "patterns"
MOST_ALIKE = 6
"""The most entries of a proposed theme that the register shows."""

HANDLED = (
    "title",
    "summary",
    "layers",
    "aliases",
    "reviewed",
    "signals",
    "prevention",
    "resilience_test",
    "readiness_checks",
)


def pattern_index_page(site: Site, index: FacetIndex) -> Page:
    """The register: every pattern, most frequent first, and patterns that reviews name but have no page."""

    def make(to: Linker) -> Mapping[str, Any]:
        rows = []
        for pattern in site.corpus.patterns:
            group = index.by_value.get(pattern.id)
            number = site.counted(group.reviews) if group else 0
            link = to.to(site.pattern_page(pattern), pattern.title, "aw-title")
            rows.append((number, link, str(pattern.data["summary"]), _layers(site, to, pattern)))
        unwritten = [
            (to.to(site.group_page(FACET, group), group.title), len(group.reviews))
            for group in index.groups
            if group.value not in site.corpus.pattern_by_id
        ]
        rows.sort(key=lambda row: -row[0])
        return {
            "rows": rows,
            "unwritten": unwritten,
            "total": len(site.corpus.counted),
            "proposed": [_proposed(site, to, theme) for theme in themes(site.corpus.counted)],
        }

    return site.page(
        addresses.facet_index(FACET),
        "patterns.html.j2",
        title=index.facet.title,
        description="Failure modes that recur, and the reviews that show them.",
        make=make,
    )


def pattern_page(site: Site, pattern: Pattern, group: Group | None) -> Page:
    """A pattern: its register entry, its prose, its incidents, what occurs with it, and what is still to be done."""
    path, own = site.pattern_page(pattern), (FACET, pattern.id)
    reviews = group.reviews if group else ()
    fields = site.pattern_fields.children

    def make(to: Linker) -> Mapping[str, Any]:
        data = pattern.data
        return {
            "data": data,
            "labels": {name: child.title for name, child in fields.items()},
            "lists": {name: generic.block(fields[name], data[name]) for name in HANDLED[5:] if name in data},
            "facts": _facts(site, to, pattern),
            "more": generic.entries(site.pattern_fields, data, HANDLED),
            "listing": listing(site, to, path, reviews, own),
            "first": reading_order_cards(site, to, reviews),
            "counted_here": site.counted(reviews),
            "total": len(site.corpus.counted),
            "together": cooccurrence(site, to, FACET, reviews, own),
            "unfinished": unfinished_actions(site, to, reviews),
            "still_open": still_open(site, reviews, "actions"),
            "years": _years(site, reviews),
            "since": [
                (to.to(addresses.review(review.id), review.title), filed_under(review))
                for review in taught_since(pattern, (one for one in reviews if one.id in site.counted_ids))
            ],
            "tested": _tested(site, reviews, pattern),
            "crumbs": facet_crumbs(to, FACET, site.facets[FACET]),
        }

    return site.page(
        path,
        "pattern.html.j2",
        title=pattern.title,
        description=str(pattern.data["summary"]),
        parent=addresses.facet_index(FACET),
        source=pattern.path,
        narrative=lambda: defuse(rebased(pattern.body, FACET, FACET), site.settings.image_hosts),
        make=make,
    )


def _years(site: Site, reviews: Sequence[Review]) -> Mapping[str, Any]:
    """The counted reviews of a pattern by year, and the height of the highest column."""
    counts = by_year((review for review in reviews if review.id in site.counted_ids), site.as_of)
    return {"counts": counts, "scale": max((number for _, number in counts), default=0)}


def _tested(site: Site, reviews: Sequence[Review], pattern: Pattern) -> str:
    """Whether anybody has said how to make the failure happen on purpose."""
    fed = sum("resilience" in review.data.get("feeds", {}) for review in reviews if review.id in site.counted_ids)
    described = "Described below" if "resilience_test" in pattern.data else "Not described yet"
    return f"{described}. {counted(fed, 'review adds', 'reviews add')} {'its' if fed == 1 else 'their'} own scenarios."


def _proposed(site: Site, to: Linker, theme: Theme) -> Mapping[str, Any]:
    path = ("lessons", theme.kind) if theme.kind in site.fields.at("lessons").children else (theme.kind,)
    return {
        "title": theme.title,
        "kind": site.fields.at(*path).title.lower(),
        "number": len(theme.entries),
        "entries": [
            (to.to(addresses.review(entry.review.id), entry.review.title), entry.text)
            for entry in theme.entries[:MOST_ALIKE]
        ],
    }


def _layers(site: Site, to: Linker, pattern: Pattern) -> list[Markup]:
    groups = (site.group("layers", value) for value in pattern.data["layers"])
    return [site.group_link(to, "layers", group, "aw-chip aw-chip-layers") for group in groups if group]


def _facts(site: Site, to: Linker, pattern: Pattern) -> list[generic.LabelledValue]:
    fields, data = site.pattern_fields.children, pattern.data
    found: list[generic.LabelledValue] = [(fields["layers"].title, joined(_layers(site, to, pattern), " "))]
    names = [name for name in ("aliases", "reviewed") if name in data]
    return found + [(fields[name].title, generic.inline(fields[name], data[name])) for name in names]
