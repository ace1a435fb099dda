"""Where reviews and patterns lie: which files of a knowledge base are pages, and from where their links lead.

Reviews are directly in their folder, or below it in folders by year or month: ``2025``, ``2025/11`` or ``2025-11``.
Any other folder below is for images and data. An id is the name of a file, whatever its folder.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from afterword.evidence.cited import is_evidence
from afterword.files.reason import reason
from afterword.pages import addresses
from afterword.schema import PATTERN, REVIEW
from afterword.settings import Settings, SettingsError

SUFFIX: Final = ".md"
HOMES: Final = {REVIEW: addresses.REVIEW_FOLDER, PATTERN: addresses.PATTERN_FOLDER}
"""The folder of each kind of page on the site."""

DATED: Final = re.compile(r"\d{4}(-\d{2})?|\d{4}/(\d{4}-)?\d{2}", re.ASCII)
"""The folders in which reviews are read, by their paths below the folder of the reviews."""


def folders(settings: Settings) -> Mapping[str, Path]:
    """The folder of each kind of page."""
    return {REVIEW: settings.reviews_dir, PATTERN: settings.patterns_dir}


def pages(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every page of a knowledge base, with its kind."""
    for kind, folder in folders(settings).items():
        yield from ((kind, file) for file in files_in(folder, dated=kind == REVIEW))


def files_in(folder: Path, *, dated: bool = False, below: str = "") -> Iterator[Path]:
    """The pages in a folder: every file with a Markdown name, and links of any name.

    With ``dated``, those in its folders by year or month as well. The order does not depend on the file system.
    Raises ``SettingsError`` for a folder that cannot be read, or that is something else.
    """
    here = folder / below
    try:
        found = os.scandir(here)
    except OSError as error:
        if not os.path.lexists(here):
            return
        raise SettingsError(
            f"{here} cannot be read: {reason(error)}. Check what it is, and its permissions."
        ) from error
    with found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        if item.name.casefold().endswith(SUFFIX) or item.is_symlink() or _special(item):
            yield here / item.name
        elif dated and item.is_dir() and is_dated(inside := f"{below}/{item.name}".lstrip("/")):
            yield from files_in(folder, dated=True, below=inside)


def file_beside(review: str, file: str, settings: Settings) -> str | None:
    """The path of a file on the site that a review names relative to itself; ``None`` where it leads out of there.

    Files of evidence are named from the folder of reviews, wherever the review is.
    """
    if is_evidence(file):
        return f"{HOMES[REVIEW]}/{file}"
    place = posixpath.normpath(posixpath.join(site_folder(review, REVIEW, settings), file))
    return place if place.startswith(f"{HOMES[REVIEW]}/") else None


def is_dated(below: str) -> bool:
    """Whether a folder, by its path below the folder of the reviews, is one by year or month."""
    return DATED.fullmatch(below) is not None


def kind_of(file: Path, settings: Settings) -> str | None:
    """The kind of page that a file would be read as, by its folder; ``None`` where nothing is read."""
    return kind_in(file.parent, settings) if file.suffix.casefold() == SUFFIX else None


def kind_in(folder: Path, settings: Settings) -> str | None:
    """The kind of pages that are read from a folder, or ``None``."""
    return kind_below(folder, resolved(settings))


def resolved(settings: Settings) -> Mapping[str, Path]:
    """The folder of each kind of page, with links resolved."""
    return {kind: home.resolve() for kind, home in folders(settings).items()}


def kind_below(folder: Path, homes: Mapping[str, Path]) -> str | None:
    """The same, if it is asked for many folders: ``homes`` are those that ``resolved`` returns."""
    for kind, there in homes.items():
        for up in (folder, *folder.parents[:2]) if kind == REVIEW else (folder,):
            if _same(up, there) and (up == folder or is_dated(folder.relative_to(up).as_posix())):
                return kind
    return None


def site_folder(path: str, kind: str, settings: Settings) -> str:
    """The folder of the site from which the links of a page lead, by its path: ``postmortems/2025``, ``patterns``."""
    below = folder_below(path, settings) if kind == REVIEW else ""
    return f"{HOMES[kind]}/{below}".rstrip("/")


def folder_below(review: str, settings: Settings) -> str:
    """The folder by year or month that a review is in, by its path: ``2025/11``, or empty."""
    home = f"{settings.reviews}/"
    if review.startswith(home):  # nearly always, and every rule about links asks
        return posixpath.dirname(review[len(home) :])
    return posixpath.dirname(Path(os.path.relpath(settings.root / review, settings.reviews_dir)).as_posix())


def _same(folder: Path, other: Path) -> bool:
    # On a file system that does not tell capitals from small letters, one folder has many names.
    alike = folder.name.casefold() == other.name.casefold()
    return folder == other or (alike and folder.exists() and other.exists() and folder.samefile(other))


def _special(item: os.DirEntry[str]) -> bool:
    return not item.is_file(follow_symlinks=False) and not item.is_dir(follow_symlinks=False)
