"""Hidden files among the reviews and patterns: git and other tools obey some, and a reviewer hardly sees them."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from afterword.secrecy import masked_path
from afterword.settings import Settings

_HARMLESS: Final = frozenset({".gitkeep", ".keep", ".DS_Store"})


def hidden_changes(base: Settings, proposed: Settings) -> list[str]:
    """The paths, sorted, of those that the base branch does not have, or has with another content."""
    found = {path for folder in (proposed.reviews_dir, proposed.patterns_dir) for path in _hidden(folder, proposed)}
    return [masked_path(path) for path in sorted(found) if not _same(base.root / path, proposed.root / path)]


def _hidden(folder: Path, settings: Settings) -> Iterator[str]:
    for home, below, names in os.walk(folder):
        inside = Path(home).relative_to(folder).parts
        for name in (*names, *(name for name in below if Path(home, name).is_symlink())):
            if name not in _HARMLESS and any(part.startswith(".") for part in (*inside, name)):
                yield Path(os.path.relpath(Path(home, name), settings.root)).as_posix()


def _same(file: Path, other: Path) -> bool:
    try:
        if (file.is_symlink() or other.is_symlink()) and file.readlink() != other.readlink():
            return False
        return file.is_dir() or filecmp.cmp(file, other, shallow=False)
    except OSError:
        return False
