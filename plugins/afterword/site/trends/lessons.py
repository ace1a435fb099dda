"""The lessons of all reviews side by side: assumptions that failed, what was never tried, signs that were there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.entries import EntryKind, ListEntry, entry_listing, entry_part_pages
from afterword.site.makers import makes_pages
from afterword.site.review.items import REFUTED
from afterword.text.slug import slug

TITLE = "Lessons"
FIELD = "lessons"


@makes_pages
def lesson_pages(site: Site) -> Iterator[Page]:
    """The page of all lessons, and its parts by year when there are many."""
    # What really happened comes first.
    entries = site.real_first(_entries(site), lambda entry: entry.review.id)
    kind = EntryKind("lesson", "lessons", "lesson", "Lesson", _titles(site), "aw-event", REFUTED)
    yield site.page(
        addresses.LESSONS,
        "lessons.html.j2",
        title=TITLE,
        description="What incidents taught: assumptions that failed, things never tested, weak signals, surprises.",
        hide=("navigation", "toc"),
        make=lambda to: _values(site, to, entries, kind),
    )
    yield from entry_part_pages(site, addresses.LESSONS, TITLE, entries, kind)


def _values(site: Site, to: Linker, entries: list[ListEntry], kind: EntryKind) -> Mapping[str, Any]:
    base = [entry for entry in entries if entry.review.id in site.counted_ids]
    numbers = Counter(entry.value for entry in base)
    carried = {value: len({entry.review.id for entry in base if entry.value == value}) for value in kind.titles}
    fields = site.fields.at(FIELD).children
    return {
        "listing": entry_listing(site, to, addresses.LESSONS, entries, kind),
        "kind": kind,
        "numbers": [
            (f"{kind.name}={slug(v)}", fields[v].title, fields[v].description, numbers[v], carried[v])
            for v in kind.titles
        ],
        "number": len(base),
        "reviews": len({entry.review.id for entry in base}),
        "total": len(site.corpus.counted),
        "invented": len(entries) - len(base),
    }


def _titles(site: Site) -> dict[str, str]:
    """The kinds of lessons that the schema knows."""
    return {name: field.title for name, field in site.fields.at(FIELD).children.items() if field.item is not None}


def _entries(site: Site) -> list[ListEntry]:
    """Every lesson, those of the newest review first, in the order of the schema."""
    return [
        ListEntry(review, name, str(text), "", FIELD)
        for review in site.corpus.reviews
        for name in _titles(site)
        for text in review.data.get(FIELD, {}).get(name, ())
    ]
