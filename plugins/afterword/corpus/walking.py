"""Every file below the root of a knowledge base in which somebody may have written a review."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from afterword.corpus.places import SUFFIX, kind_in
from afterword.files.atomic_file import SUFFIX as UNFINISHED
from afterword.settings import Settings

_PAGE_LIKE: Final = re.compile(
    r".*\.(?:md|markdown|mdown|mkdn?|mdwn|mdx|qmd|rmd|txt|text)(?:[.~_-].*|~)?"
    r"|\.?(?:19|20)\d\d[-_.\d]*\D[^.]*(?:\.(?:rst|adoc|asciidoc|org|html?|docx?|odt|ya?ml|toml))?",
    re.IGNORECASE | re.DOTALL,
)
"""Any kind of Markdown or text, also a copy of it; with a date at its head, also other kinds of file."""

_OF_TOOLS: Final = frozenset({"node_modules", "__pycache__", "site-packages"})
_MARKS: Final = frozenset({".git", "pyvenv.cfg", "CACHEDIR.TAG", ".afterword-render", "404.html", "sitemap.xml"})
"""A folder with one of these is another checkout, an environment, a cache, or a built site."""

_SWAP: Final = re.compile(rf"\..*\.sw[a-z]|\.?#.*|\..*{re.escape(UNFINISHED)}", re.DOTALL)
"""What an editor keeps beside a file while it is open, and what we do while we write it."""


def unread_files(settings: Settings) -> Iterator[tuple[str, str | None]]:
    """The paths from the root, sorted, of what by its name may be a text of an author and is not read as a page.

    Each comes with the kind of the pages that are read from its folder.
    """
    inside = (settings.reviews_dir, settings.patterns_dir)
    found: list[tuple[str, str | None]] = []
    for home, below, files in os.walk(settings.root):
        folder = Path(home)
        below[:] = [name for name in below if _is_entered(folder / name, inside)]
        names = [name for name in files if _PAGE_LIKE.fullmatch(name) and not _SWAP.fullmatch(name)]
        kind = kind_in(folder, settings) if names else None
        unread = (name for name in names if not (kind and name.casefold().endswith(SUFFIX)))
        found += (((folder / name).relative_to(settings.root).as_posix(), kind) for name in unread)
    yield from sorted(found)


def _is_entered(folder: Path, inside: tuple[Path, ...]) -> bool:
    if folder.name in _OF_TOOLS:
        return False
    if any(folder.is_relative_to(home) for home in inside):
        return folder.name != ".git"
    if folder.name.startswith("."):
        return False
    try:
        names = {file.name for file in folder.iterdir()}
    except OSError:
        return False
    return _MARKS.isdisjoint(names) and not ("pyproject.toml" in names and _is_base(folder / "pyproject.toml"))


def _is_base(pyproject: Path) -> bool:
    """Whether it is that of another knowledge base."""
    try:
        return b"[tool.afterword" in pyproject.read_bytes()
    except OSError:
        return False
