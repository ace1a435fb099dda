"""Pages for every facet that the schema gives pages to: an index of its values, and a page for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from math import inf
from typing import Any

from afterword.corpus.facets import FacetIndex, Group
from afterword.diagnostics import counted
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering.links import Linker
from afterword.schema import FacetPlace
from afterword.site.context import Site
from afterword.site.facets.cooccurrence import cooccurrence
from afterword.site.facets.models import model_values
from afterword.site.facets.patterns import pattern_index_page, pattern_page
from afterword.site.lists.bars import Bar, bars
from afterword.site.lists.crumbs import facet_crumbs
from afterword.site.lists.listing import listing, part_pages
from afterword.site.lists.reading_order import reading_order_cards
from afterword.site.makers import makes_pages

MOST_TOGETHER = 6


@makes_pages
def facet_pages(site: Site) -> Iterator[Page]:
    """Indexes and pages of all facets with pages."""
    for name, index in site.facets.items():
        if not index.facet.pages:
            continue
        if name == "patterns":
            yield pattern_index_page(site, index)
            yield from _pattern_pages(site, index)
            continue
        yield _index_page(site, name, index)
        for group in index.groups:
            yield _page(site, name, index, group)
            yield from _parts(site, name, group)


def _pattern_pages(site: Site, index: FacetIndex) -> Iterator[Page]:
    for pattern in site.corpus.patterns:
        yield pattern_page(site, pattern, index.by_value.get(pattern.id))
    for group in index.groups:
        if group.value not in site.corpus.pattern_by_id:
            yield _page(site, "patterns", index, group)
        yield from _parts(site, "patterns", group)


def _parts(site: Site, facet: str, group: Group) -> Iterator[Page]:
    page, title = site.group_page(facet, group), site.group_title(facet, group)
    parent = addresses.facet_index(facet)
    return part_pages(site, page, title, group.reviews, (facet, group.value), parent)


def _index_page(site: Site, name: str, index: FacetIndex) -> Page:
    def make(to: Linker) -> Mapping[str, Any]:
        total = len(site.corpus.counted)
        groups = list(index.groups)
        if index.facet.free:
            groups.sort(key=lambda group: (-site.counted(group.reviews), -len(group.reviews), group.title.casefold()))
        sections = [
            (dimension, list(zip(found, bars(site, to, name, found, total), strict=True)))
            for dimension, found in ((d, list(g)) for d, g in groupby(groups, key=lambda group: group.dimension))
        ]
        real = sum(site.counted(group.reviews) > 0 for group in groups)
        return {"index": index, "sections": sections, "total": total, "only_aside": len(groups) - real}

    return site.page(
        addresses.facet_index(name),
        "facet_index.html.j2",
        title=index.facet.title,
        description=f"{index.facet.title}: {counted(len(index.groups), 'page')}.",
        parent="" if FacetPlace.NAVIGATION in index.facet.places else addresses.REVIEWS,
        make=make,
    )


def _together(site: Site, to: Linker, group: Group, own: tuple[str, str]) -> list[tuple[str, list[Bar]]]:
    paged = [index.facet for index in site.facets.values() if index.facet.pages]
    paged.sort(key=lambda facet: facet.places.get(FacetPlace.TOGETHER, inf))
    found = [(facet.title, cooccurrence(site, to, facet.name, group.reviews, own, MOST_TOGETHER)) for facet in paged]
    return [(title, rows) for title, rows in found if rows]


def _page(site: Site, name: str, index: FacetIndex, group: Group) -> Page:
    path, own = site.group_page(name, group), (name, group.value)

    def make(to: Linker) -> Mapping[str, Any]:
        return {
            "facet": index.facet,
            "facet_name": name,
            "group": group,
            "counted_here": site.counted(group.reviews),
            "total": len(site.corpus.counted),
            "listing": listing(site, to, path, group.reviews, own),
            "first": reading_order_cards(site, to, group.reviews),
            "crumbs": facet_crumbs(to, name, index),
            "together": _together(site, to, group, own),
            **(model_values(site, to, group) if name == "models" else {}),
        }

    return site.page(
        path,
        "model.html.j2" if name == "models" else "facet.html.j2",
        title=site.group_title(name, group),
        description=group.description or f"{index.facet.one}: {counted(len(group.reviews), 'review')}.",
        parent=addresses.facet_index(name),
        depends=(lambda: site.evidence_prints(group.reviews)) if name == "models" else None,
        make=make,
    )
