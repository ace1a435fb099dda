"""How a page that is HTML already passes through the engine: the one place where the two meet.

The engine asks a page to read its source and to render it. A generated page answers both by itself: its source is the
narrative alone, which the engine converts as it converts any Markdown, and its content is the HTML around it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import get_toc

from afterword.pages.page import Document, Page
from afterword.rendering.document import anchors, contents, whole, with_other_ids
from afterword.rendering.sanitise import sanitise


def take_over(page: EnginePage, ours: Page, image_hosts: Collection[str]) -> None:
    """Let a page of the engine show one of ours.

    A plugin's ``on_page_markdown`` sees the narrative, its ``on_page_content`` the whole page. The HTML of a
    narrative is sanitised whether the engine made it now or in an earlier build.
    """
    if ours.write is None:
        return
    write, convert = ours.write, page.render
    made: list[Document] = []

    def read_source(_config: MkDocsConfig) -> None:
        made[:] = [write()]
        page.markdown, page.meta = made[0].narrative, _meta(made[0])

    def render(config: MkDocsConfig, files: Files) -> None:
        document = made.pop()
        around = anchors(document.before) | anchors(document.after)
        narrative = ""
        if page.markdown and not page.markdown.isspace():
            convert(config, files)
            narrative = with_other_ids(sanitise(page.content or "", image_hosts), around)
        page.content = whole(document, narrative)
        page.present_anchor_ids = {*around, *anchors(narrative)}
        headings: list[Any] = contents(page.content, _depth(config))
        page.toc = get_toc(headings)

    vars(page).update(read_source=read_source, render=render)


def _meta(document: Document) -> dict[str, Any]:
    meta: dict[str, Any] = {"title": document.title, "hide": list(document.hide)}
    return meta | {name: value for name in ("description", "feed") if (value := getattr(document, name))}


def _depth(config: MkDocsConfig) -> int:
    """The level to which the contents go; ``toc_depth`` may be a range such as ``2-3``."""
    return int(str(config.mdx_configs.get("toc", {}).get("toc_depth", 6)).rpartition("-")[2])
