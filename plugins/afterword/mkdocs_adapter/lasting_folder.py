"""The folder of a preview, in which what is the same stays from build to build.

The engine empties the folder first and then writes every file again, which for a large site takes longer than making
what has changed. It is shown an empty folder instead until it has listed its files.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from afterword.pages.page import Page

_LOG: Final = logging.getLogger("mkdocs.commands.build")


class LastingFolder:
    """What is in the folder of a preview: the files of its last build, and which of our own had which content."""

    def __init__(self) -> None:
        self._folder = ""
        self._empty: TemporaryDirectory[str] | None = None
        self._files: frozenset[str] = frozenset()
        self._ours: Mapping[str, Page] = {}
        self._same: Collection[str] = ()

    def hide(self, config: MkDocsConfig) -> None:
        """Show the engine an empty folder, if the site is in the one of the build before."""
        if self._folder == config.site_dir:
            self._empty = TemporaryDirectory(prefix="afterword-empty-")
            config.site_dir = self._empty.name
        else:
            self._folder, self._files, self._ours = config.site_dir, frozenset(), {}

    def show(self, config: MkDocsConfig, files: Files, ours: Mapping[str, Page]) -> None:
        """Let the engine write into the folder again, all but our files that are the same."""
        config.site_dir = self._folder
        for file in files:
            file.dest_dir = self._folder
            page = ours.get(file.src_uri)
            if page and not page.write and page == self._ours.get(file.src_uri):
                vars(file)["copy_file"] = _stay
        written = frozenset(file.dest_uri for file in files)
        for gone in self._files - written:
            left = Path(self._folder, gone)
            left.unlink(missing_ok=True)
            with suppress(OSError):  # other files are in it
                left.parent.rmdir()
        self._files, self._ours = written, ours
        self.close()

    def keep(self, same: Collection[str]) -> None:
        """Name the pages that stay as they are: the engine is given nothing to write for them."""
        self._same = frozenset(f"Page skipped: {path!r}." for path in same)
        _LOG.addFilter(self._worth_saying)

    def forget(self) -> None:
        """Let the next build write everything."""
        self._folder = ""
        _LOG.removeFilter(self._worth_saying)
        self.close()

    def close(self) -> None:
        """Delete the empty folder."""
        if self._empty:
            self._empty.cleanup()
            self._empty = None

    def _worth_saying(self, record: logging.LogRecord) -> bool:
        return record.getMessage().removesuffix(" Generated empty output.") not in self._same


def _stay(dirty: bool = False) -> None:  # as the engine calls it
    """Copy nothing."""
