"""What draws the diagrams of a page: files that are published, and loaded, only where a page has one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.rendering.diagrams import STYLE

_SOURCES: Final = {
    f"{addresses.ASSETS}/mermaid.js": "mermaid/mermaid.tiny.js",
    f"{addresses.ASSETS}/mermaid-licence.txt": "mermaid/LICENSE",
    f"{addresses.ASSETS}/diagrams.js": "diagrams/diagrams.js",
    STYLE: "diagrams/diagrams.css",
}


def diagram_files() -> Iterator[Page]:
    """The files that draw diagrams, for a site with at least one diagram."""
    home = files("afterword") / "assets"
    for path, source in _SOURCES.items():
        yield Page(path, (home / source).read_bytes())
