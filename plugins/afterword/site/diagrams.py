"""What draws the diagrams of a page: files that are published, and loaded, only where a page has one."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Final

from afterword.site import addresses
from afterword.site.page import Page

_STYLE: Final = f"{addresses.ASSETS}/diagrams.css"
# Mermaid before what draws with it.
_SCRIPTS: Final = (f"{addresses.ASSETS}/mermaid.js", f"{addresses.ASSETS}/diagrams.js")
_SOURCES: Final = {
    f"{addresses.ASSETS}/mermaid.js": "mermaid/mermaid.tiny.js",
    f"{addresses.ASSETS}/mermaid-licence.txt": "mermaid/LICENSE",
    f"{addresses.ASSETS}/diagrams.js": "diagrams/diagrams.js",
    _STYLE: "diagrams/diagrams.css",
}


def with_drawing(page: str, way: Callable[[str], str]) -> str:
    """A page's HTML with what draws its diagrams; ``way`` leads from the page to a file of the site."""
    style = f'<link rel="stylesheet" href="{html.escape(way(_STYLE))}">'
    scripts = "\n".join(f'<script defer src="{html.escape(way(name))}"></script>' for name in _SCRIPTS)
    return f"{page}\n{style}\n{scripts}\n"


def diagram_files() -> Iterator[Page]:
    """The files that draw, for a site of which some page has a diagram."""
    home = files("afterword") / "assets"
    for path, source in _SOURCES.items():
        yield Page(path, (home / source).read_bytes())
