"""Links between pages: relative, and to the Markdown file, so that they hold in every engine and can be checked."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from afterword.rendering.escape import Markdown, plain

# The characters of an address that would end a Markdown link or start emphasis in one engine or another.
_MISREAD = str.maketrans({"(": "%28", ")": "%29", "*": "%2A", "'": "%27"})


@lru_cache(maxsize=65536)
def relative(target: str, folder: str) -> str:
    """The way from a folder of the site to one of its files."""
    return posixpath.relpath(target, folder or ".")


class Linker:
    """Links relative to one page."""

    def __init__(self, page: str) -> None:
        self._folder = posixpath.dirname(page)
        self.page = page

    def href(self, target: str, *, anchor: str = "", query: str = "") -> str:
        """The address of another page as this one writes it."""
        way = "" if target == self.page and anchor and not query else relative(target, self._folder)
        return way + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")

    def to(self, target: str, text: object, css: str = "", *, anchor: str = "", query: str = "") -> Markdown:
        """A Markdown link with a text that is escaped."""
        classes = f"{{ {' '.join('.' + name for name in css.split())} }}" if css else ""
        return Markdown(f"[{plain(text)}]({self.href(target, anchor=anchor, query=query)}){classes}")


def outside(url: str, text: object) -> Markdown:
    """A link to an address that has passed the schema's format for addresses."""
    return Markdown(f"[{plain(text)}]({url.translate(_MISREAD)})")
