"""A file of the site, before any engine has seen it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from afterword.pages.search_entry import SearchEntry


@dataclass(frozen=True)
class Document:
    """A page: HTML of ours around a narrative in Markdown, each of which may be empty.

    ``title`` and ``description`` are HTML-escaped, since themes print them as they are. ``hide`` names the parts that
    a theme leaves out, and ``feed`` is the path of the page's own feed. ``writes`` says that a file for the repository
    is made on it.
    """

    title: str
    before: str = ""
    narrative: str = ""
    after: str = ""
    description: str = ""
    hide: tuple[str, ...] = ()
    feed: str = ""
    writes: bool = False

    @property
    def meta(self) -> dict[str, Any]:
        """What an engine is told of the page beside its content."""
        told = {"title": self.title, "description": self.description}
        given = {**told, "hide": list(self.hide), "feed": self.feed, "writes": self.writes}
        return {name: value for name, value in given.items() if value}

    @property
    def bare(self) -> Document:
        """The document without content, for a page whose content is finished."""
        return replace(self, before="", narrative="", after="")


class Page(NamedTuple):
    """One file below the docs folder: ``path`` with forward slashes, and its ``content`` as text or as bytes.

    A page for readers has no content until it is asked for: ``write`` makes it, and ``title`` is that of its document.
    ``depends`` says, as JSON, what it shows that is not among the facts of the corpus.
    ``source`` is the file of the repository that a reader edits to change it, and ``parent`` the path of the page
    in the navigation to which it belongs; both are empty where there is none. ``search_entry`` says how a search
    finds it; no search finds a page without. ``draws`` says that it has charts, which Vega draws.
    """

    path: str
    content: str | bytes = ""
    source: str = ""
    parent: str = ""
    search_entry: SearchEntry | None = None
    write: Callable[[], Document] | None = None
    depends: Callable[[], object] | None = None
    title: str = ""
    draws: bool = False

    def document(self) -> Document:
        """Make the page; raises ``ValueError`` for a file that is none."""
        if self.write is None:
            raise ValueError(f"{self.path} is a file and no page")
        return self.write()

    @property
    def raw(self) -> bytes:
        """The bytes of a file that every engine gets as it is."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()
