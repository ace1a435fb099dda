"""What the theme shows around pages that differ in a few values alone, with a mark for each of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2.filters import do_striptags
from markupsafe import escape
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.mkdocs_adapter.shared_partials import CONTENTS, TITLE, MarkedPage

_DESCRIPTION, _ADDRESS, _SOURCE, _FIRST, _CONTENT = "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7"
_SAID: Final = {TITLE: "\ufdd8", _DESCRIPTION: "\ufdd9"}
"""What stands for a value without its tags, which is then escaped: as in an attribute."""
_MARK: Final = re.compile("([\ufdd1-\ufdd6\ufdd8\ufdd9])")

PLAIN: Final = re.compile(r"[^&<>\"']*")
"""A value that is the same however a template escapes it."""

HEADING: Final = "<h1"
"""The theme gives a content without this a heading of its own."""

TABS: Final = "tabbed-set"
"""In a content with this the theme runs a script below it (``theme/partials/javascripts/content.html``)."""

Around = tuple[list[str], list[str]]
"""What is before and after the content of a page, in parts of which many are the same on other pages."""


@dataclass(frozen=True)
class Mould:
    """What is before and after the content of some pages, cut at the marks.

    ``draw`` gives the list of the headings of a page, and ``known`` holds those that it gave.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    draw: Callable[[EnginePage], str]
    known: dict[Hashable, str] = field(default_factory=dict)

    @classmethod
    def of(cls, page: EnginePage, render: Callable[[EnginePage], str]) -> Mould:
        """The mould of pages like one, which the theme renders with marks."""
        marked = _marked(page)
        before, _, after = render(marked).partition(str(marked.content))
        return cls(tuple(_MARK.split(before)), tuple(_MARK.split(after)), marked.draw)

    def filled(self, page: EnginePage) -> Around:
        """What the theme would make around the content of a page."""
        items = list(page.toc)
        title, description = page.meta["title"], page.meta.get("description", "")
        values = {
            TITLE: title,
            _SAID[TITLE]: _said(title),
            _DESCRIPTION: description,
            _SAID[_DESCRIPTION]: _said(description),
            _ADDRESS: page.canonical_url or "",
            _SOURCE: page.edit_url or "",
            _FIRST: items[0].id if items else "",
            CONTENTS: self._contents(page, items),
        }
        before, after = list(self.before), list(self.after)
        for parts in (before, after):
            parts[1::2] = [values[mark] for mark in parts[1::2]]
        return before, after

    def _contents(self, page: EnginePage, items: Sequence[AnchorLink]) -> str:
        """The headings of a page, which many pages share but for the title above them."""
        titled = len(items) == 1 and items[0].level == 1
        key = (titled, *map(_heading, items[0].children if titled else items))
        if key not in self.known:
            self.known[key] = self.draw(page)
        return self.known[key]


class _Mark(str):
    """A mark of which a template that takes away tags makes another."""

    __slots__ = ()

    def __html__(self) -> str:
        return _SAID[self]


def _marked(page: EnginePage) -> MarkedPage:
    """A page that is another but for its marks."""
    marked = MarkedPage.__new__(MarkedPage)
    vars(marked).update({name: value for name, value in vars(page).items() if name != "put_away"})
    marked.draw = lambda _page: ""  # where the theme shows no contents
    marked.content = f"{_CONTENT}{HEADING}{_CONTENT}"
    marked.title = _Mark(TITLE)
    marked.meta = {**page.meta, "title": marked.title}
    if page.meta.get("description"):
        marked.meta["description"] = _Mark(_DESCRIPTION)
    marked.canonical_url, marked.edit_url = page.canonical_url and _ADDRESS, page.edit_url and _SOURCE
    marked.toc = TableOfContents([AnchorLink("", _FIRST, 1)] if list(page.toc) else [])
    return marked


def _said(value: str) -> str:
    return value if PLAIN.fullmatch(value) else str(escape(do_striptags(value)))


def _heading(item: Any) -> Hashable:
    return item.title, item.id, item.level, tuple(map(_heading, item.children))
