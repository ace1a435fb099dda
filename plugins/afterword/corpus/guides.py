"""The pages of the docs folder that people wrote by hand: they go to the engine as they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from afterword.settings import Settings


def replaced(file: Path, settings: Settings) -> bool:
    """Whether a file of the docs folder is for our reader only.

    No engine may see an author's front matter, and files beside reviews and patterns are published in a safe form.
    """
    if settings.reviews_dir in file.parents:
        return True
    if file.suffix.casefold() == ".md":
        return file.parent == settings.patterns_dir
    return settings.patterns_dir in file.parents


def guides(docs: Path, settings: Settings, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Path]:
    """The files of the docs folder that go to the engine as they are, sorted; links are not followed.

    Of what is directly in the folder, only the names that are ``wanted``.
    """
    yield from sorted(file for file in _files(docs, wanted) if not replaced(file, settings))


def guides_and_linked(docs: Path, settings: Settings) -> Iterator[Path]:
    """The same and what links lead to, which MkDocs follows."""
    yield from sorted(file for file in files_and_linked(docs, set()) if not replaced(file, settings))


def files_and_linked(folder: Path, met: set[str]) -> Iterator[Path]:
    """The files in a folder and below it, and what links lead to; no folder is ``met`` twice."""
    real = os.path.realpath(folder)
    try:
        names = sorted(os.listdir(folder)) if real not in met else []  # noqa: PTH208  # only the names are needed
    except OSError:
        return
    met.add(real)
    for item in (folder / name for name in names if not name.startswith(".")):
        if os.path.isdir(item):  # noqa: PTH112  # the other raises where nobody may look
            yield from files_and_linked(item, met)
        elif os.path.isfile(item):  # noqa: PTH113  # the same
            yield item


def _files(folder: Path, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Path]:
    try:
        with os.scandir(folder) as found:
            items = list(found)
    except OSError:
        return
    for item in items:
        if item.name.startswith(".") or not wanted(item.name) or item.is_symlink():
            continue
        if item.is_dir():
            yield from _files(folder / item.name)
        elif item.is_file():
            yield folder / item.name
