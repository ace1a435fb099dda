"""Every file below the root of a knowledge base in which somebody may have written a review."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from afterword.corpus.places import SUFFIX, kind_below, resolved
from afterword.files import ANSWERS, UNFINISHED
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

_SWAP: Final = re.compile(rf"\..*\.sw[a-z]|\.?#.*|\..*{re.escape(UNFINISHED)}|{re.escape(ANSWERS)}.*", re.DOTALL)
"""What an editor keeps beside a file while it is open, what we do while we write it, and answers."""


def unread_files(settings: Settings) -> Iterator[tuple[str, str | None]]:
    """The paths from the root, sorted, of what by its name may be a text of an author and is not read as a page.

    Each comes with the kind of the pages that are read from its folder.
    """
    inside = frozenset(os.fspath(folder) for folder in (settings.reviews_dir, settings.patterns_dir))
    yield from sorted(_below(os.fspath(settings.root), "", resolved(settings), inside))


def every_file(root: Path, inside: str) -> Iterator[str]:
    """The paths from the root of all files inside a folder, also hidden ones, but for those of tools."""
    for folder, below, names in os.walk(root / inside):
        below[:] = sorted(name for name in below if name not in {".git", *_OF_TOOLS})
        yield from (Path(folder, name).relative_to(root).as_posix() for name in names)


def _below(
    folder: str, path: str, homes: Mapping[str, Path], inside: Collection[str]
) -> Iterator[tuple[str, str | None]]:
    """Those in a folder, which has the ``path`` from the root, and below it; folders in ``inside`` are ours."""
    ours = folder in inside
    try:
        with os.scandir(folder) as scanned:
            items = list(scanned)
    except OSError:
        return
    if path and not ours and _is_foreign(folder, {item.name for item in items}):
        return
    # Everything below one of our folders is ours too.
    inside = {item.path for item in items} if ours else inside
    names = []
    for item in items:
        if item.is_dir(follow_symlinks=False):
            if item.name not in _OF_TOOLS and not item.name.startswith("." if item.path not in inside else ".git"):
                yield from _below(item.path, f"{path}{item.name}/", homes, inside)
        # A link to a folder holds no text; one among the reviews is refused by the reader.
        elif _PAGE_LIKE.fullmatch(item.name) and not _SWAP.fullmatch(item.name) and not _to_folder(item):
            names.append(item.name)
    kind = kind_below(Path(folder), homes) if names else None
    yield from ((path + name, kind) for name in names if not (kind and name.casefold().endswith(SUFFIX)))


def _to_folder(item: os.DirEntry[str]) -> bool:
    return item.is_symlink() and os.path.isdir(item.path)  # noqa: PTH112  # `is_dir` of an entry raises for a loop


def _is_foreign(folder: str, names: Collection[str]) -> bool:
    """Whether a folder with these names in it belongs to a tool or to another repository."""
    if not _MARKS.isdisjoint(names):
        return True
    return "pyproject.toml" in names and _is_base(Path(folder, "pyproject.toml"))


def _is_base(pyproject: Path) -> bool:
    """Whether it is that of another knowledge base."""
    try:
        return b"[tool.afterword" in pyproject.read_bytes()
    except OSError:
        return False
