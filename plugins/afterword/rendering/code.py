"""Samples of code in colour."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

# As the extension `pymdownx.highlight` writes it, for which themes have a style.
_FORMAT: Final = HtmlFormatter(cssclass="highlight", wrapcode=True)


@lru_cache(maxsize=512)
def code_block(text: str, language: str) -> Markup:
    """A sample in the ``language`` that Pygments knows by this name; the same in every build of a preview."""
    return Markup(highlight(text, get_lexer_by_name(language), _FORMAT).strip())
