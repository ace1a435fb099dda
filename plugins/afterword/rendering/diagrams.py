"""The markup of a diagram: its text as code, which a script of the site draws where there is one."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Final

from afterword.pages import addresses
from afterword.reading.diagrams import LANGUAGE, refusals
from afterword.settings.limits import Limits

STYLE: Final = f"{addresses.ASSETS}/diagrams.css"
# Mermaid before what draws with it.
_SCRIPTS: Final = (f"{addresses.ASSETS}/mermaid.js", f"{addresses.ASSETS}/diagrams.js")

_DRAWN: Final = '<div class="aw-diagram">'


def fence(source: str, *_: Any, limits: Limits, **__: Any) -> str:
    """A fenced block of Mermaid as SuperFences asks for it; what is refused is code and no more."""
    refused = next(refusals(source, limits), None) is not None
    code = f'<div class="highlight"><pre><code class="language-{LANGUAGE}">{html.escape(source)}</code></pre></div>'
    return code if refused else f"{_DRAWN}{code}</div>"


def has_diagram(page: str) -> bool:
    """Whether the HTML of a page contains a diagram to draw."""
    return _DRAWN in page


def with_drawing(page: str, way: Callable[[str], str]) -> str:
    """A page's HTML with what draws its diagrams; ``way`` leads from the page to a file of the site."""
    style = f'<link rel="stylesheet" href="{html.escape(way(STYLE))}">'
    scripts = "\n".join(f'<script defer src="{html.escape(way(name))}"></script>' for name in _SCRIPTS)
    return f"{page}\n{style}\n{scripts}\n"
