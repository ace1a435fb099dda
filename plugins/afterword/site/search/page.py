"""The search page, and the names that lead straight to a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from afterword.analysis.readiness import answers
from afterword.corpus.facets import Group
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.pages.search_entry import JOINT
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.schema import FacetPlace
from afterword.site.actions.page import filterable
from afterword.site.actions.search_actions import ANY, TO_DO
from afterword.site.context import Site
from afterword.site.lists.cards import in_short
from afterword.site.search.search_entries import names
from afterword.site.search.search_facets import TYPE, choices

NAMES: Final = f"{addresses.ASSETS}/names"
"""The folder of the files of names; each has those whose characters come to its number."""

NAME_FILES: Final = 32

SHOWN: Final = 6
"""How many values of a filter are at hand; the others unfold."""

EXAMPLES: Final = (
    ("Online models whose fallback was missing or failed", {"patterns": "untested-fallback", "serving": "online"}),
    ("Near misses caught by a safeguard", {"kind": "near-miss", "caught-by": "safeguard"}),
    ("Language models that hallucinated", {"classes": "hallucination"}),
    ("SEV1 incidents detected first by customers", {"severity": "sev1", "detection": "customer"}),
    ("Reviews with open preventions", {"action-area": "prevention", "actions": "unfinished"}),
)
"""Example searches: what each finds, and its filters."""


def search_pages(site: Site, pages: Sequence[Page]) -> Iterator[Page]:
    """The search page for the pages that can be found, and the names that its script knows."""
    entries = [page.search_entry for page in pages if page.search_entry is not None]
    yield site.page(
        addresses.SEARCH,
        "search.html.j2",
        title="Search",
        description="Find reviews, patterns and guides by words and filters.",
        hide=("navigation", "toc"),
        make=lambda to: {
            "examples": examples(to, [frozenset(entry.filters) for entry in entries]),
            "choices": choices(site, entries),
            "about": _about(site),
        },
        shown=SHOWN,
        unfolded=(TYPE, *site.facets_at[FacetPlace.UNFOLDED]),
        filterable=filterable(site),
    )
    for number, held in enumerate(_parted(names(site))):
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        yield Page(f"{NAMES}/{number}.js", f'afterword.part("names/{number}",{text});\n')


def examples(to: Linker, sets: Sequence[frozenset[tuple[str, str]]]) -> list[Markup]:
    """Links to the searches that would find something here; ``sets`` are the filters of each page."""
    return [
        to.to(addresses.SEARCH, label, query=urlencode(filters))
        for label, filters in EXAMPLES
        if any({*filters.items(), *_joint(filters)} <= one for one in sets)
    ]


def _joint(filters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What one and the same action must match."""
    if {"action-area", "actions"} <= filters.keys():
        yield JOINT, f"{filters['action-area']}|{filters['actions']}|{ANY}"


def _parted(known: Mapping[str, tuple[str, str]]) -> list[dict[str, tuple[str, str]]]:
    """Names in parts, so that one is looked up without the others; ``box.js`` counts the same way."""
    parts: list[dict[str, tuple[str, str]]] = [{} for _ in range(NAME_FILES)]
    for name, page in known.items():
        parts[sum(map(ord, name)) % NAME_FILES][name] = page
    return parts


def _verdict(site: Site, facet: str, group: Group) -> str:
    """Whether the next release of a model is blocked, in a sentence: what a reader who names the model asks for."""
    judged = site.readiness.get(group.value) if facet == "models" else None
    if judged is None:
        return ""
    said = answers.may_ship(judged.checklist, judged.gate).partition(". ")[0].rstrip(".")
    return f"{said}.{' Only invented examples name it.' if judged.illustrative else ''}"


def _about(site: Site) -> dict[tuple[str, str], tuple[str, str, str]]:
    """By filter and value, the address of its page, a line about it, and the other names under which it is known."""
    known: dict[tuple[str, str], tuple[str, str, str]] = {("actions", TO_DO): ("", "", "Open · Unfinished")}
    for name, index in site.facets.items():
        for group in index.groups if index.facet.pages else ():
            pattern = site.corpus.pattern_by_id.get(group.value) if name == "patterns" else None
            line = (
                in_short(str(pattern.data["summary"])) if pattern else group.description or _verdict(site, name, group)
            )
            also = " · ".join(pattern.data.get("aliases", ())) if pattern else ""
            known[name, group.slug] = (site.place(site.group_page(name, group)), line, also)
    return known
