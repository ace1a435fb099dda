"""The theme around pages that differ in a few values alone, rendered once for all of them.

Of pages outside the navigation that have one parent, the theme shows the same but for title, description, addresses
and contents. Its templates are rendered with a mark for each of these, and each page fills in its own. A second page
that the theme has made tells whether that gives the same; otherwise the theme makes all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import partial
from typing import Final

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage

from afterword.mkdocs_adapter.mould import HEADING, PLAIN, TABS, Around, Mould
from afterword.mkdocs_adapter.shared_partials import outside

_ONE_LINE: Final = re.compile(r"(?:[^\s<>\"\ufdd0-\ufdef]+(?: (?!$)|$))*")
"""A value that neither a tag nor white space could end."""

_FEWEST: Final = 6
"""For fewer pages a mould takes longer than it spares."""

_VARYING: Final = frozenset({"title", "description"})


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
            theme, given = self._env.get_template("main.html"), {**self._context(page)}
            self._untried[key] = Mould.of(page, lambda marked: theme.render({**given, "page": marked}))
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


def _key(page: EnginePage) -> Hashable:
    """What pages with one mould have in common; ``None`` for one that can have none."""
    meta, content = page.meta, page.content or ""
    shown = (meta.get("title"), meta.get("description", ""), page.canonical_url or "", page.edit_url or "")
    if not all(isinstance(one, str) and _ONE_LINE.fullmatch(one) for one in shown) or "template" in meta:
        return None
    if HEADING not in content or TABS in content:
        return None
    others = repr(sorted((name, _seen_from(page, value)) for name, value in meta.items() if name not in _VARYING))
    place = (id(page.parent), page.url.rstrip("/").rpartition("/")[0], page.url.count("/"))
    # One page whose value is escaped tells whether the others are escaped as the theme does it.
    return (*place, others, *map(bool, shown), *map(bool, map(PLAIN.fullmatch, shown)), bool(list(page.toc)))


def _seen_from(page: EnginePage, value: object) -> object:
    """A value as the theme shows it on a page: the address of a file below it, such as its feed, from there."""
    return value.removeprefix(page.url) if isinstance(value, str) else value
