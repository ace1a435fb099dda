"""The markup of a diagram: its text as code, which a script of the site draws where there is one."""

from __future__ import annotations

import html
from typing import Any, Final

from afterword.limits import Limits
from afterword.reading.diagrams import LANGUAGE, refusals

_DRAWN: Final = '<div class="aw-diagram">'


def fence(source: str, *_: Any, limits: Limits, **__: Any) -> str:
    """A fenced block of Mermaid as SuperFences asks for it; what is refused is code and no more."""
    refused = next(refusals(source, limits), None) is not None
    code = f'<div class="highlight"><pre><code class="language-{LANGUAGE}">{html.escape(source)}</code></pre></div>'
    return code if refused else f"{_DRAWN}{code}</div>"


def has_diagram(page: str) -> bool:
    """Tell whether the HTML of a page holds a diagram that is to be drawn."""
    return _DRAWN in page
