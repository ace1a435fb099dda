"""From the document of a page to what the engine shows of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from posixpath import dirname, join, normpath
from typing import Any, Final
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils import get_relative_url

from afterword.glossary import Glossary
from afterword.mkdocs_adapter.other_plugins import for_authors
from afterword.mkdocs_adapter.problems import advise
from afterword.mkdocs_adapter.source_links import with_source_links
from afterword.pages import addresses
from afterword.pages.page import Document, Page
from afterword.rendering.diagrams import has_diagram, with_drawing
from afterword.rendering.document import anchors, contents, whole, with_other_ids
from afterword.rendering.downloads import with_downloads
from afterword.rendering.sanitise import sanitise
from afterword.rendering.terms import mark_terms
from afterword.text.printable import printable

_TO_ANCHOR: Final = re.compile(r'href="([^":?#]*)#([^"]+)"')

Convert = Callable[[MkDocsConfig, Files], None]
"""How the engine renders a page: it leaves the HTML of the page's Markdown in its ``content``."""


@dataclass(frozen=True)
class Finished:
    """All that the engine asks of a page.

    ``toc`` holds its headings as Python-Markdown gives them, and ``links`` the places on pages that it links to: by
    the path of the page and the anchor, the address as it is written.
    """

    content: str
    toc: list[Any]
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, eq=False)
class Finisher:
    """Makes pages whole in one build."""

    config: MkDocsConfig
    files: Files
    glossary: Glossary
    image_hosts: Collection[str]
    history: str | None

    def finish(self, page: EnginePage, ours: Page, document: Document, convert: Convert) -> Finished:
        """The HTML of a page, whose narrative the engine converts.

        The narrative is sanitised whether it was converted now or in an earlier build.
        """
        around = anchors(document.before) | anchors(document.after)
        narrative, links = "", dict[str, dict[str, str]]()
        if page.markdown and not page.markdown.isspace():
            self._convert(page, ours, convert)
            narrative = with_downloads(with_other_ids(sanitise(page.content or "", self.image_hosts), around))
            links = {file.src_uri: dict(found) for file, found in (page.links_to_anchors or {}).items()}
        for path, anchor, written in self._places(page, document):
            links.setdefault(path, {}).setdefault(anchor, written)
        content = whole(document, narrative)
        toc = contents(content, self._depth)
        return Finished(self._with_links(content, page, ours), toc, anchors(content), links)

    def _convert(self, page: EnginePage, ours: Page, convert: Convert) -> None:
        """Let the engine convert a narrative; one with which an extension fails is shown as it is written.

        No text of an author may keep all others from being published.
        """
        if not ours.source:
            convert(self.config, self.files)
            return
        try:
            convert(for_authors(self.config), self.files)
        except Exception as error:  # noqa: BLE001  # an extension may raise anything, and a deep text RecursionError
            page.content = f"<pre><code>{escape(page.markdown or '')}</code></pre>"
            told = f"{ours.source}: The narrative cannot be rendered ({type(error).__name__}), and is shown as text"
            advise(f"{printable(told)}. Write it with simpler Markdown.", strict=self.config.strict)

    def explained(self, html: str, page: EnginePage) -> str:
        """HTML with the first of each term linked to the glossary."""
        terms = self.files.src_uris.get(addresses.GLOSSARY)
        return mark_terms(html, self.glossary, get_relative_url(terms.url, page.url)) if terms else html

    def drawn(self, html: str, page: EnginePage) -> str:
        """HTML with what draws its diagrams, if it has any."""
        return with_drawing(html, lambda file: get_relative_url(file, page.url)) if has_diagram(html) else html

    def _with_links(self, html: str, page: EnginePage, ours: Page) -> str:
        if not ours.source:
            return html
        html = with_source_links(self.explained(html, page), page.edit_url, self.history, ours.source)
        return self.drawn(html, page)

    def _places(self, page: EnginePage, document: Document) -> Iterator[tuple[str, str, str]]:
        folder = dirname(page.url)
        for part in (document.before, document.after):
            for way, anchor in _TO_ANCHOR.findall(part):
                there = page.url if not way else normpath(join(folder, unquote(way)))
                if path := self._by_url.get(there.rstrip("/")):
                    yield path, anchor, f"{way}#{anchor}"

    @cached_property
    def _by_url(self) -> Mapping[str, str]:
        return {normpath(file.url): file.src_uri for file in self.files.documentation_pages()}

    @cached_property
    def _depth(self) -> int:
        """The level to which the contents go; ``toc_depth`` may be a range such as ``2-3``."""
        return int(str(self.config.mdx_configs.get("toc", {}).get("toc_depth", 6)).rpartition("-")[2])
