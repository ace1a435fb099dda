"""The marks in the HTML of a page that say how a search finds it."""

from __future__ import annotations

import html

from afterword.pages.search_entry import EVERY, SearchEntry


def with_search_marks(content: str, entry: SearchEntry) -> str:
    """Wrap the content of a page so that Pagefind reads it, with its filters and facts before it."""
    marks = [
        *(_mark("filter", name, value) for name, value in entry.filters),
        *(_mark("meta", name, value) for name, value in entry.facts),
        _mark("sort", "day", entry.day),
        _mark("sort", "rank", f"{entry.rank:06}"),
    ]
    head, foot = f"<div hidden>{''.join(marks)}</div>", f"<span hidden>{EVERY}</span>"
    return f"<div data-pagefind-body>\n{head}\n{content}\n{foot}\n</div>"


def _mark(kind: str, name: str, value: str) -> str:
    return f'<span data-pagefind-{kind}="{name}[data-v]" data-v="{html.escape(value)}"></span>'
