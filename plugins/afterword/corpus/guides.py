"""The pages of the docs folder that people wrote by hand: they go to the engine as they are."""

from __future__ import annotations

from collections.abc import Iterator
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


def guides(docs: Path, settings: Settings) -> Iterator[Path]:
    """The files of the docs folder that go to the engine as they are, sorted; links are not followed."""
    for file in sorted(docs.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(docs).parts)
        if file.is_file() and not file.is_symlink() and not hidden and not replaced(file, settings):
            yield file
