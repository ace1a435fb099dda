"""Who approves a change to the reviews of a team, as its own ``CODEOWNERS`` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

# Where the platforms look for the file, in their order: the first that exists is in force.
_PLACES: Final = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
# The starter has it until somebody enters a team.
_PLACEHOLDER: Final = "@your-organisation/your-team"


def owners_of(root: Path) -> tuple[str, ...]:
    """The owners of everything in a repository, from the last line for ``*``; none if there is no such line.

    A file in which nobody has entered a team yet is passed over.
    """
    for file in _files(root):
        lines = [line.partition("#")[0].split() for line in file.read_text("utf-8", "replace").splitlines()]
        owners = next((line[1:] for line in reversed(lines) if line[:1] == ["*"]), [])
        if owners != [_PLACEHOLDER]:
            return tuple(owner for owner in owners if owner != _PLACEHOLDER)
    return ()


def file_in_force(root: Path) -> Path:
    """The file of owners that the platform reads, or where it would be."""
    return next(_files(root), root / "CODEOWNERS")


def _files(root: Path) -> Iterator[Path]:
    places = (root / place for place in _PLACES)
    return (file for file in places if file.is_file() and not file.is_symlink())


def entries(teams: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> Iterator[str]:
    """The lines for the paths of each team, which is given with its owners; a team without owners has none."""
    for team, owners, paths in teams:
        if owners:
            yield f"\n# The reviews of {team}\n"
            yield from (f"/{path.replace(' ', chr(92) + ' ')} {' '.join(owners)}\n" for path in paths)
