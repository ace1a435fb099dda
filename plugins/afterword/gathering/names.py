"""The names that a team's reviews and files get, and its texts with these names in them.

An id has a date and a slug, so it is replaced wherever it stands: in fields, links, comments and prose. A file may be
called like anything else, so it is replaced only where it is the target of a link, or in a field that names a file.
Addresses of other places stay as they are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

from afterword.evidence.cited import FOLDER as EVIDENCE

# It begins with a letter, so that no date of an id ends in it.
_TEAM: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_LONGEST: Final = 30  # characters in the name of a team
_DATED: Final = re.compile(r"(?P<date>\d{4}(?:-\d{2}){0,2})-(?P<slug>.+)", re.ASCII | re.DOTALL)
_ADDRESS: Final = r"(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|mailto:|www\.)[^\s<>\"`{}|\\^\[\]]*"
# What stands before the path of a file: a link or an image, the definition of a link, or a field.
_LEADING: Final = (
    r"(\]\(\s*<?|^[ >*+-]*\[(?!\^)[^\[\]\n]+\]:\s*<?|(?:^[ -]*|[{,]\s*)[\"']?file[\"']?:\s*[\"']?)(?:\./)?"
)
_ENDING: Final = r"(?=[\s<>()#?\"',}\]]|\Z)"
_NOTHING: Final = re.compile(r"(?!)")


def wrong_with(team: str) -> str:
    """Why a name cannot be that of a team; empty if it can."""
    if not _TEAM.fullmatch(team) or len(team) > _LONGEST:
        return f"use at most {_LONGEST} lower-case letters, digits and single hyphens, and begin with a letter"
    return f"`{EVIDENCE}` is a folder of its own; choose another name" if team == EVIDENCE else ""


def new_id(review: str, team: str, longest: int) -> str:
    """The id of a team's review among those of all: the date, the team, the rest; one that has the team stays.

    One that would be too long loses the end of its slug to a digest, so that it stays the only one.
    """
    match = _DATED.fullmatch(review)
    if match and match["slug"].startswith(f"{team}-"):
        return review
    named = f"{match['date']}-{team}-{match['slug']}" if match else f"{team}-{review}"
    if len(named) <= longest:
        return named
    digest = blake2b(review.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    return f"{named[: longest - len(digest) - 1].rstrip('-')}-{digest}"


@dataclass(frozen=True)
class Names:
    """The new names of a team: ``reviews`` are its ids, ``files`` the paths of what lies beside its reviews.

    ``longest`` is how many characters an id may have.
    """

    team: str
    reviews: tuple[str, ...]
    files: tuple[str, ...]
    longest: int

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Each old id with the new one."""
        return {old: new_id(old, self.team, self.longest) for old in self.reviews}

    def place(self, file: str) -> str:
        """Where a file lies afterwards, from the folder of reviews; evidence keeps its folder, for it has an id."""
        return self._with_ids(file if file.startswith(f"{EVIDENCE}/") else f"{self.team}/{file}")

    def text(self, text: str, below: str = "") -> str:
        """A text of the team with the new names; ``below`` is the folder of its file in that of the reviews."""
        moved = self._moved(below)
        links = _either(moved, _LEADING, _ENDING)
        return self._with_ids(links.sub(lambda link: link[1] + moved[link[2]], text))

    def _with_ids(self, text: str) -> str:
        return self._any_id.sub(lambda found: self.ids[found[1]] if found[1] else found[0], text)

    @cached_property
    def _any_id(self) -> re.Pattern[str]:
        return _either(self.ids, rf"{_ADDRESS}|(?<![A-Za-z0-9_-])", r"(?![A-Za-z0-9_-])")

    def _moved(self, below: str) -> Mapping[str, str]:
        """The links to files that move, as a text in this folder has them; ids in them are replaced later."""
        found: dict[str, str] = {}
        for file in self.files:
            if not file.startswith(f"{EVIDENCE}/"):
                old = posixpath.relpath(file, below or ".")
                new = posixpath.relpath(f"{self.team}/{file}", below or ".")
                found |= {old: new, quote(old): quote(new)}
        return found


def _either(names: Iterable[str], before: str, after: str) -> re.Pattern[str]:
    """A pattern for any of these names; a longer one is tried before its beginning."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(f"{before}({listed}){after}", re.MULTILINE) if listed else _NOTHING
