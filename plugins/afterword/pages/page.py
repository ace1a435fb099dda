"""A file of the site, before any engine has seen it."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.pages.search_entry import SearchEntry


@dataclass(frozen=True)
class Page:
    """One file below the docs folder: ``path`` with forward slashes, ``content`` as text or as bytes.

    ``source`` is the file of the repository that a reader edits to change it, and ``parent`` the path of the page
    in the navigation to which it belongs; both are empty where there is none. ``search_entry`` says how a search
    finds it; no search finds a page without.
    """

    path: str
    content: str | bytes
    source: str = ""
    parent: str = ""
    search_entry: SearchEntry | None = None

    @property
    def raw(self) -> bytes:
        """The bytes that every engine gets."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()

    @property
    def is_markdown(self) -> bool:
        return self.path.endswith(".md")
