"""What the search reads of each page: its content with marks of our own, and nothing of the theme around it."""

from __future__ import annotations

import html
from pathlib import Path
from tempfile import TemporaryDirectory

from afterword.pages.search_entry import SearchEntry
from afterword.publish import pagefind
from afterword.rendering.search_marks import with_search_marks


class SearchInput:
    """A temporary folder with a small page for each page that can be found, at the same place."""

    def __init__(self, language: str) -> None:
        self._language = html.escape(language)
        self._folder = TemporaryDirectory(prefix="afterword-search-")
        self._indexing: pagefind.Indexing | None = None

    def add(self, path: str, content: str, entry: SearchEntry) -> None:
        """Take in a page; ``path`` is its file in the site."""
        file = Path(self._folder.name, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        marked = with_search_marks(content, entry)
        file.write_text(f'<!doctype html><html lang="{self._language}"><body>{marked}</body></html>', "utf-8")

    def begin(self) -> None:
        """Begin to make the index of all pages taken in."""
        self._indexing = pagefind.Indexing(Path(self._folder.name))

    def index(self, site: Path) -> None:
        """Put the index into a site, once it is made. Raises ``pagefind.UnindexedError``."""
        try:
            if self._indexing:
                self._indexing.finish(site)
        finally:
            self.close()

    def close(self) -> None:
        """Stop, and delete the folder."""
        if self._indexing:
            self._indexing.stop()
        self._folder.cleanup()
