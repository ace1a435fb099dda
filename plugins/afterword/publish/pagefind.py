"""Pagefind's command over a built site: the index that its search loads piece by piece."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Final

FOLDER: Final = "pagefind"
EXTRA: Final = "search"

# Interfaces that come with the index and that no page here loads.
_UNUSED: Final = ("*-ui.css", "*-ui.js", "pagefind-highlight.js")
# What lists and tables repeat of other pages, the way above a title, and the marks beside headings.
_LEFT_OUT: Final = "[data-search-exclude], .aw-kicker, .headerlink"


class UnindexedError(Exception):
    """The index could not be made; the message says why."""


def installed() -> bool:
    """Whether the command is installed."""
    return find_spec("pagefind_bin") is not None


class Indexing:
    """Pagefind at work on the pages in a folder that carry ``data-pagefind-body``; the index goes into the folder."""

    def __init__(self, pages: Path) -> None:
        from pagefind_bin import get_executable  # noqa: PLC0415  # of an extra

        self._made = pages / FOLDER
        command = [get_executable(), "--site", pages, "--output-path", self._made]
        options = ["--exclude-selectors", _LEFT_OUT, "--quiet"]
        pipe, none = subprocess.PIPE, subprocess.DEVNULL
        self._process: subprocess.Popen[str] | OSError
        try:
            whole = [*command, *options]
            self._process = subprocess.Popen(whole, stdin=none, stdout=pipe, stderr=pipe, text=True)  # noqa: S603  # of the package
        except OSError as error:
            self._process = error

    def finish(self, site: Path) -> None:
        """Wait for the index, and move it into a site. Raises ``UnindexedError``."""
        if isinstance(self._process, OSError):
            raise UnindexedError(f"Pagefind cannot be run: {self._process}") from self._process
        said, complained = self._process.communicate()
        if code := self._process.returncode:
            raise UnindexedError(f"Pagefind failed with exit code {code}: {(complained or said).strip()[-500:]}")
        for pattern in _UNUSED:
            for file in self._made.glob(pattern):
                file.unlink()
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        shutil.move(self._made, site / FOLDER)

    def stop(self) -> None:
        """End it, if it is still at work."""
        if not isinstance(self._process, OSError):
            with self._process:
                self._process.kill()
