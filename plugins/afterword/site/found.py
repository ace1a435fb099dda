"""How a search finds a page, and the marks in its HTML that say so."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final

EVERY: Final = "\u2d63\u2d63\u2d63"
"""A word that every page has and nobody types: asked for no word at all, Pagefind would load its whole index."""


@dataclass(frozen=True)
class Found:
    """What a page can be filtered by, the facts that a result shows, and the day by which results are ordered.

    ``filters`` and ``facts`` are pairs of a name and a value; a filter may have several values. ``day`` is an ISO
    date or a year, and ``0`` where there is none: a page without any would vanish from an ordered list. ``rank`` is
    its place among what is to be read first; what is no review comes after them.
    """

    filters: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...] = ()
    day: str = "0"
    rank: int = 999_999


def marked(content: str, found: Found) -> str:
    """Wrap the content of a page so that Pagefind reads it, with its filters and facts before it."""
    marks = [
        *(_mark("filter", name, value) for name, value in found.filters),
        *(_mark("meta", name, value) for name, value in found.facts),
        _mark("sort", "day", found.day),
        _mark("sort", "rank", f"{found.rank:06}"),
    ]
    head, foot = f"<div hidden>{''.join(marks)}</div>", f"<span hidden>{EVERY}</span>"
    return f"<div data-pagefind-body>\n{head}\n{content}\n{foot}\n</div>"


def _mark(kind: str, name: str, value: str) -> str:
    return f'<span data-pagefind-{kind}="{name}[data-v]" data-v="{html.escape(value)}"></span>'
