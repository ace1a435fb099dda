"""The theme around pages that differ in a few values alone, rendered once for all of them.

Of pages outside the navigation that have one parent, the theme shows the same but for title, description, addresses
and contents. Its templates are rendered with a mark for each of these, and each page fills in its own. A second page
that the theme has made tells whether that gives the same; otherwise the theme makes all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.mkdocs_adapter.shared_partials import CONTENTS, TITLE, MarkedPage, outside

_DESCRIPTION, _ADDRESS, _SOURCE, _FIRST, _CONTENT = "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7"
_MARK: Final = re.compile(f"([{TITLE}{CONTENTS}{_DESCRIPTION}{_ADDRESS}{_SOURCE}{_FIRST}])")

_PLAIN: Final = re.compile(r"(?:[^\s&<>\"'\ufdd0-\ufdef]+(?: (?!$)|$))*")
"""A value that is the same however a template escapes it."""

_HEADING: Final = "<h1"
"""The theme gives a content without this a heading of its own."""

_TABS: Final = "tabbed-set"
"""In a content with this the theme runs a script below it."""

_FEWEST: Final = 6
"""For fewer pages a mould takes longer than it spares."""

_VARYING: Final = frozenset({"title", "description"})


Around = tuple[list[str], list[str]]
"""What is before and after the content of a page, in parts of which many are the same on other pages."""


@dataclass(frozen=True)
class Mould:
    """What the theme shows before and after the contents of pages, cut at the marks.

    ``draw`` gives the list of the headings of a page.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    draw: Callable[[EnginePage], str]
    known: dict[Hashable, str] = field(default_factory=dict)

    def filled(self, page: EnginePage) -> Around:
        """What the theme would make around the content of a page."""
        items = list(page.toc)
        values = {
            TITLE: page.meta["title"],
            _DESCRIPTION: page.meta.get("description", ""),
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


class Moulds:
    """Those of a build, made while the engine puts the theme around its pages."""

    def __init__(self, env: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        self.config = config
        self._env, self._context = env, partial(get_context, nav, files.documentation_pages(), config)
        self._groups: dict[Hashable, list[EnginePage]] = {}
        self._keys: dict[str, Hashable] = {}
        self._untried: dict[Hashable, Mould] = {}
        self._moulds: dict[str, Mould] = {}

    def take(self, pages: Iterable[EnginePage]) -> None:
        """Find those among the pages that may share a mould."""
        groups: dict[Hashable, list[EnginePage]] = defaultdict(list)
        for page in pages:
            if outside(page) and (key := _key(page)):
                groups[key].append(page)
        self._groups = {key: group for key, group in groups.items() if len(group) >= _FEWEST}
        self._keys = {page.file.src_uri: key for key, group in self._groups.items() for page in group}

    def filled(self, page: EnginePage) -> Around | None:
        """What is around the content of a page; ``None`` if the theme makes it."""
        mould = self._moulds.get(page.file.src_uri)
        return mould.filled(page) if mould else None

    def learn(self, page: EnginePage, output: str, template: str) -> None:
        """See what the theme made of a page; those that need it no more are given a ``template`` instead."""
        key = self._keys.get(page.file.src_uri)
        if key not in self._groups:
            return
        if key not in self._untried:
            self._untried[key] = self._mould(page)
            self._groups[key].remove(page)
            return
        mould, group = self._untried.pop(key), self._groups.pop(key)
        before, after = mould.filled(page)
        if "".join([*before, page.content or "", *after]) == output:
            for other in group:
                if other is not page:
                    other.meta = {**other.meta, "template": template}
                    self._moulds[other.file.src_uri] = mould

    def forget(self) -> None:
        """Let go of all of them."""
        self._groups, self._keys, self._untried, self._moulds = {}, {}, {}, {}

    def _mould(self, page: EnginePage) -> Mould:
        marked = _marked(page)
        values = {**self._context(page), "page": marked}
        before, _, after = self._env.get_template("main.html").render(values).partition(str(marked.content))
        return Mould(tuple(_MARK.split(before)), tuple(_MARK.split(after)), marked.draw)


def _key(page: EnginePage) -> Hashable:
    """What pages with one mould have in common; ``None`` for one that can have none."""
    meta, content = page.meta, page.content or ""
    shown = (meta.get("title"), meta.get("description", ""), page.canonical_url or "", page.edit_url or "")
    if not all(isinstance(one, str) and _PLAIN.fullmatch(one) for one in shown) or "template" in meta:
        return None
    if _HEADING not in content or _TABS in content:
        return None
    others = repr(sorted((name, value) for name, value in meta.items() if name not in _VARYING))
    place = (id(page.parent), page.url.rstrip("/").rpartition("/")[0], page.url.count("/"))
    return (*place, others, *map(bool, shown), bool(list(page.toc)))


def _marked(page: EnginePage) -> MarkedPage:
    marked = MarkedPage.__new__(MarkedPage)
    vars(marked).update({name: value for name, value in vars(page).items() if name != "put_away"})
    marked.draw = lambda _page: ""  # where the theme shows no contents
    marked.title, marked.content = TITLE, f"{_CONTENT}{_HEADING}{_CONTENT}"
    marked.meta = {**page.meta, "title": TITLE}
    if "description" in page.meta:
        marked.meta["description"] = _DESCRIPTION if page.meta["description"] else ""
    marked.canonical_url, marked.edit_url = page.canonical_url and _ADDRESS, page.edit_url and _SOURCE
    marked.toc = TableOfContents([AnchorLink("", _FIRST, 1)] if list(page.toc) else [])
    return marked


def _heading(item: Any) -> Hashable:
    return item.title, item.id, item.level, tuple(map(_heading, item.children))
