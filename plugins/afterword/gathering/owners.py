"""Who approves a change to the reviews of a team, as its own ``CODEOWNERS`` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

# Where the platforms look for the file.
_PLACES: Final = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
# The starter has it until somebody enters a team.
_PLACEHOLDER: Final = "@your-organisation/your-team"


def owners_of(root: Path) -> tuple[str, ...]:
    """The owners of everything in a repository, from the last line for ``*``; none if there is no such line."""
    found: tuple[str, ...] = ()
    for line in text_of(root).splitlines():
        place, *owners = line.partition("#")[0].split() or [""]
        if place == "*":
            found = tuple(owner for owner in owners if owner != _PLACEHOLDER)
    return found


def text_of(root: Path) -> str:
    """The text of the file of owners; empty if there is none, or if it is no plain file."""
    for place in _PLACES:
        file = root / place
        if file.is_file() and not file.is_symlink():
            return file.read_text("utf-8", "replace")
    return ""


def entries(teams: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> Iterator[str]:
    """The lines for the paths of each team, which is given with its owners; a team without owners has none."""
    for team, owners, paths in teams:
        if owners:
            yield f"\n# The reviews of {team}\n"
            yield from (f"/{path.replace(' ', chr(92) + ' ')} {' '.join(owners)}\n" for path in paths)
