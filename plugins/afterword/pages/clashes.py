"""Files of the docs folder at an address of ours: a page of one's own replaces ours only by the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from afterword.pages import addresses


class Ours(NamedTuple):
    """A file that we make: its path below the docs folder, and the file of the repository that it shows, if any.

    A page of the same path may take the place of one that is ``replaceable``.
    """

    path: str
    source: str = ""
    replaceable: bool = True


class Clash(NamedTuple):
    """A file of the docs folder, by its path there, and ours at the same address of the site."""

    own: str
    ours: Ours
    address: str

    def message(self, docs: str) -> str:
        """What is wrong; ``docs`` is the docs folder, relative to the root."""
        other = self.ours.source or f"the generated {_kind(self.ours.path)} `{self.ours.path}`"
        return f"{docs}/{self.own} and {other} have the same address, `/{self.address}`"

    def remedy(self, docs: str) -> str:
        """What to do about it."""
        if self.ours.replaceable and self.own.endswith(".md"):
            return f"To replace the generated page, rename yours to {docs}/{self.ours.path}; otherwise rename it"
        return f"Rename or move {docs}/{self.own}"

    def told(self, docs: str) -> str:
        """Both as sentences."""
        return f"{self.message(docs)}. {self.remedy(docs)}."


def clashes(own: Iterable[str], ours: Iterable[Ours], *, folders: bool) -> Iterator[Clash]:
    """Each file of ``own``, by its path below the docs folder, that has the address of one of ours.

    Files that replace ours, by the rule of the guide, do not clash; those that need a folder where there is a file do.
    """
    files = set(own)
    made = {addresses.built_file(one.path, folders=folders): one for one in ours}
    needed = {folder: one for place, one in made.items() for folder in _above(place)}
    for path in sorted(files):
        place = addresses.built_file(path, folders=folders)
        found = next((made[there] for there in (place, *_above(place)) if there in made), needed.get(place))
        if found is None or (found.path == path and found.replaceable):
            continue
        if found.replaceable and found.path in files:
            continue  # ours is replaced; the engine says what it makes of two pages of one's own
        yield Clash(path, found, place.removesuffix("index.html") if addresses.is_index(place) else place)


def _above(place: str) -> list[str]:
    """The folders of a file of the site."""
    return [place[:at] for at, mark in enumerate(place) if mark == "/"]


def _kind(path: str) -> str:
    return "page" if path.endswith(".md") else "file"
