"""One knowledge base of many: the base with its settings and pages, and what each team adds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from afterword.gathering.owners import entries, file_in_force, owners_of
from afterword.gathering.team import Taken, Team
from afterword.settings import Settings, SettingsError

_NOT_COPIED: Final = frozenset({".git", ".venv", ".cache", "__pycache__", "node_modules"})
_BUILT: Final = "site"


def write_whole(fresh: Path, base: Settings, teams: Sequence[Team]) -> None:
    """Write one knowledge base into an empty folder.

    Raises ``SettingsError`` if two files have one name, and for links; ``OSError`` if something cannot be written.
    """
    _copy_base(base.root, fresh)
    reviews, patterns = (fresh / folder.relative_to(base.root) for folder in (base.reviews_dir, base.patterns_dir))
    owned = []
    for team in teams:
        written = [_put(reviews, taken, team) for taken in team.reviews()]
        for taken in team.patterns():
            _put_shared(patterns, taken, base)
        paths = tuple(file.relative_to(fresh).as_posix() for file in written)
        owned.append((team.name, owners_of(team.settings.root), paths))
    if lines := "".join(entries(owned)):
        with file_in_force(fresh).open("a", encoding="utf-8", newline="\n") as file:
            file.write(lines)


def refuse_overlaps(out: Path, base: Path, roots: Iterable[Path]) -> None:
    """Raise ``SettingsError`` if what is read and what is written lie in one another."""
    places = [Path(os.path.realpath(place)) for place in (out, base, *roots)]
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            if one.is_relative_to(other) or other.is_relative_to(one):
                raise SettingsError(f"{one} and {other} are one folder, or one is in the other; keep them apart.")


def _copy_base(root: Path, fresh: Path) -> None:
    for home, folders, names in os.walk(root):
        left_out = _NOT_COPIED | {_BUILT} if Path(home) == root else _NOT_COPIED
        folders[:] = sorted(name for name in folders if name not in left_out)
        for name in sorted([*names, *(name for name in folders if (Path(home) / name).is_symlink())]):
            source = Path(home) / name
            if source.is_symlink():
                raise SettingsError(f"{source} is a link, which is not followed; put a copy in its place.")
            target = fresh / source.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _put(folder: Path, taken: Taken, team: Team) -> Path:
    file = folder / taken.path
    if file.exists():
        raise SettingsError(
            f"{taken.source} of {team.name} would be {taken.path}, which is there already; rename one of the two."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(taken.content)
    return file


def _put_shared(folder: Path, taken: Taken, base: Settings) -> None:
    """Write a pattern that is not there yet. That of the base counts, and two teams may have the same one."""
    file = folder / taken.path
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(taken.content)
    elif not (base.patterns_dir / taken.path).exists() and file.read_bytes() != taken.content:
        raise SettingsError(
            f"{taken.source} differs from the page of the same name of another team; agree on one and put it into "
            f"{base.patterns_dir}, whose pages come before those of teams."
        )
