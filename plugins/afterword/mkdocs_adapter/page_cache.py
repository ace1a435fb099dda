"""What the engine made of a page's Markdown, for the next build.

The engine's page and files are spoken to by the names that MkDocs and ProperDocs share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from mkdocs.structure.toc import get_toc

from afterword.files.cache import digest
from afterword.files.packs import Packs
from afterword.mkdocs_adapter.converter import forget, with_one_converter

NAME: Final = "page-"
"""How the names of what is kept begin."""

_ABSOLUTE: Final = re.compile(r"""(?:href|src)=["']?[/\\]""")


def keep(page: Any, packs: Packs, cache_key: str) -> None:
    """Let a page take its HTML from the packs where they hold it.

    The name of what is kept covers the Markdown as it is rendered, after every plugin, the page's address and the
    ``cache_key``. That each link leads where it led is asked of the files of this build. Only pages of which every link
    was found are kept: what the engine says of the others must be said each time. What it needs to judge the links
    to headings of all pages, at the end of the build, is kept with them.
    """
    page.render = partial(_render, page, page.render, packs, cache_key)


class _Asked:
    """The files of the site, and which of them a page asked for."""

    def __init__(self, files: Any) -> None:
        self._files = files
        self.links: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> Any:
        file = self._files.get_file_from_path(path)
        self.links[path] = _address(file)
        return file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def _render(
    page: Any,
    render: Callable[[Any, Any], None],
    packs: Packs,
    cache_key: str,
    config: Any,
    files: Any,
) -> None:
    file = page.file
    name = NAME + digest(cache_key, file.src_uri, file.url, file.inclusion.is_excluded(), page.markdown)
    kept = packs.get(name)
    if kept is None or not _restored(page, *kept, files):
        asked = _Asked(files)
        try:
            render(with_one_converter(config, cache_key), asked)
        except Exception:
            forget()
            raise
        if None not in asked.links.values() and not _ABSOLUTE.search(page.content):
            packs.put(name, _entry(page, asked.links), page.content)


def _address(file: Any) -> str | None:
    """Where a file will be found; nowhere if the site is built without it."""
    return None if file is None or file.inclusion.is_excluded() else str(file.url)


def _entry(page: Any, links: Mapping[str, str | None]) -> Mapping[str, Any]:
    to_anchors = page.links_to_anchors
    return {
        "links": links,
        "toc": [_heading(item) for item in page.toc],
        "title": page._title_from_render,  # noqa: SLF001  # the engine has no other name for it
        "anchors": sorted(page.present_anchor_ids),
        "to_anchors": to_anchors and {target.src_uri: anchors for target, anchors in to_anchors.items()},
    }


def _restored(page: Any, kept: Mapping[str, Any], content: str, files: Any) -> bool:
    """Give the page what was kept; whether all of it is still valid."""
    try:
        if any(_address(files.get_file_from_path(path)) != url for path, url in kept["links"].items()):
            return False
        to_anchors = kept["to_anchors"]
        found = to_anchors and {files.src_uris[target]: anchors for target, anchors in to_anchors.items()}
        page.content, page.toc = content, get_toc(kept["toc"])
        page._title_from_render = kept["title"]  # noqa: SLF001  # the same
        page.present_anchor_ids, page.links_to_anchors = set(kept["anchors"]), found
    except LookupError:
        return False
    return True


def _heading(item: Any) -> Mapping[str, Any]:
    children = [_heading(child) for child in item.children]
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}
