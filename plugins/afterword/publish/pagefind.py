"""Pagefind's command over a built site: the index that its search loads piece by piece."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Final

FOLDER: Final = "pagefind"
EXTRA: Final = "afterword[search]"

# Interfaces that come with the index and that no page here loads.
_UNUSED: Final = ("*-ui.css", "*-ui.js", "pagefind-highlight.js")
# What lists and tables repeat of other pages, the way above a title, and the marks beside headings.
_LEFT_OUT: Final = "[data-search-exclude], .aw-kicker, .headerlink"


class UnindexedError(Exception):
    """The index could not be made; the message says why."""


def installed() -> bool:
    """Whether the command is installed."""
    return find_spec("pagefind_bin") is not None


def make_index(pages: Path, site: Path) -> None:
    """Index the pages in a folder that carry ``data-pagefind-body``, into the folder ``pagefind`` of a site."""
    from pagefind_bin import get_executable  # noqa: PLC0415  # of an extra

    shutil.rmtree(site / FOLDER, ignore_errors=True)
    try:
        command = [get_executable(), "--site", pages, "--output-path", site / FOLDER]
        options = ["--exclude-selectors", _LEFT_OUT, "--quiet"]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)  # noqa: S603  # of the package
    except OSError as error:
        raise UnindexedError(f"Pagefind cannot be run: {error}") from error
    if done.returncode != 0:
        raise UnindexedError(
            f"Pagefind failed with exit code {done.returncode}: {(done.stderr or done.stdout).strip()[-500:]}"
        )
    for pattern in _UNUSED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()
