"""How a page that is HTML already passes through the engine: the one place where the two meet.

The engine asks a page to read its source and to render it. A generated page answers both by itself: its source is the
narrative alone, which the engine converts as it converts any Markdown, and its content is the HTML around it.
"""

from __future__ import annotations

from typing import Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import get_toc

from afterword.mkdocs_adapter.finishing import Convert, Finished
from afterword.mkdocs_adapter.strictness import not_counted
from afterword.pages.page import Document, Page


class Maker(Protocol):
    """Makes one of our pages in two steps, between which other plugins see its narrative."""

    def document(self, ours: Page) -> Document:
        """The parts of a page."""

    def finished(self, page: EnginePage, ours: Page, document: Document, convert: Convert) -> Finished:
        """The page, whose Markdown is what other plugins made of the narrative."""


def take_over(page: EnginePage, ours: Page, maker: Maker, *, strict: bool) -> None:
    """Let a page of the engine show one of ours; a ``strict`` build does not count what the engine finds in it.

    A plugin's ``on_page_markdown`` sees the narrative, and its ``on_page_content`` the whole page.
    """
    if ours.write is None:
        return
    convert, validate, made = page.render, page.validate_anchor_links, list[Document]()

    def read_source(_config: MkDocsConfig) -> None:
        made[:] = [maker.document(ours)]
        page.markdown, page.meta = made[0].narrative, made[0].meta

    def render(_config: MkDocsConfig, files: Files) -> None:
        with not_counted(strict=strict):
            finished = maker.finished(page, ours, made.pop(), convert)
        page.content, page.toc = finished.content, get_toc(finished.toc)
        page.present_anchor_ids = set(finished.anchors)
        page.links_to_anchors = {
            file: dict(anchors) for path, anchors in finished.links.items() if (file := files.src_uris.get(path))
        }

    def validate_anchor_links(*, files: Files, log_level: int) -> None:
        with not_counted(strict=strict):
            validate(files=files, log_level=log_level)

    vars(page).update(read_source=read_source, render=render, validate_anchor_links=validate_anchor_links)
