"""The package as its imports show it: its rooms, their levels and the arrows between them.

``python -m tests.house`` prints the figures and the picture; ``--write`` puts the picture into the guide, and
``--package PATH`` measures another tree, such as an older checkout.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.made import REPOSITORY

PACKAGE = REPOSITORY / "plugins" / "afterword"
GUIDE = REPOSITORY / "docs" / "guides" / "maintain.md"
PICTURE = re.compile(r"(?<=<!-- rooms -->\n\n```text\n).*?(?=```)", re.DOTALL)
"""The block of the guide that is generated here."""


Module = tuple[str, ...]
"""The path of a module below the package, as ``("site", "lists", "cards")``; a package is its folder."""

Arrow = tuple[str, str]
"""From a room to one that it imports."""

ENGINE_ROOM = "mkdocs_adapter"
ORDER = (
    ("diagnostics", "files", "model", "text"),
    ("http", "pages", "settings"),
    ("reading", "secrecy"),
    ("glossary", "language", "migrations", "schema"),
    ("evidence",),
    ("corpus", "rendering"),
    ("analysis", "graphics"),
    ("digest", "publish", "rules"),
    ("check",),
    ("python_api",),
    ("capture", "repairs", "scaffold", "site", "trackers"),
    ("adopting", "gathering"),
    ("lsp", "mcp", "reporters"),
    ("comment",),
    ("cli", ENGINE_ROOM),
    ("__main__",),
)
"""The rooms of the package from the ground up; those of one level do not import one another."""

LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}


@dataclass(frozen=True)
class House:
    """A package in a folder, with what its modules import of one another."""

    package: Path

    @cached_property
    def modules(self) -> Mapping[Module, Path]:
        return {self._module_of(file): file for file in sorted(self.package.rglob("*.py"))}

    @cached_property
    def imports(self) -> tuple[tuple[Module, Module], ...]:
        """Each module with each other one that it imports, sorted."""
        found = {(start, end) for start, file in self.modules.items() for end in map(self._ours, imported(file)) if end}
        return tuple(sorted(arrow for arrow in found if arrow[0]))

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The folders and files at the top of the package."""
        return tuple(sorted({module[0] for module in self.modules if module}))

    @cached_property
    def arrows(self) -> frozenset[Arrow]:
        return frozenset((start[0], end[0]) for start, end in self.imports if start[0] != end[0])

    @cached_property
    def circles(self) -> tuple[frozenset[str], ...]:
        """The groups of rooms that reach one another."""
        below = {room: reached(room, self.arrows) for room in self.rooms}
        groups = {frozenset({room, *(one for one in below[room] if room in below[one])}) for room in self.rooms}
        return tuple(sorted((group for group in groups if len(group) > 1), key=sorted))

    @property
    def lines(self) -> int:
        return sum(len(file.read_text("utf-8").splitlines()) for file in self.modules.values())

    def picture(self) -> str:
        """The rooms by level, each with the rooms that it stands on: those that it reaches by no other way."""
        direct = {room: sorted(_shortest(room, self.arrows), key=lambda to: (-LEVEL[to], to)) for room in self.rooms}
        width = max(map(len, self.rooms))
        levels = []
        for level, rooms in reversed(list(enumerate(ORDER))):
            there = [room for room in rooms if room in direct]
            lines = [f"{room:{width}}  {'->' if direct[room] else ''} {', '.join(direct[room])}" for room in there]
            levels += [f"{level if at == 0 else '':>2}  {line}".rstrip() for at, line in enumerate(lines)]
        return "\n".join(levels) + "\n"

    def _module_of(self, file: Path) -> Module:
        parts = file.relative_to(self.package).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    def _ours(self, name: str) -> Module | None:
        """The module of ours that a name lies in; ``None`` for what is not ours, and for the package itself."""
        package, *parts = name.split(".")
        module = tuple(parts)
        while module and module not in self.modules:
            module = module[:-1]
        return module if package == self.package.name and module else None


@cache
def imported(file: Path) -> tuple[str, ...]:
    """Every name that a file imports, whether at its head or within a function: ``afterword.site.build.build``."""
    names: list[str] = []
    for node in _statements(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(names)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node; expressions, of which there are many more, hold none."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for statement in getattr(node, name, ()):
            yield statement
            yield from _statements(statement)


def reached(room: str, arrows: Iterable[Arrow]) -> set[str]:
    """Every room that can be reached from one, by any number of arrows."""
    found: set[str] = set()
    new = {room}
    while new:
        new = {end for start, end in arrows if start in new} - found
        found |= new
    return found


def _shortest(room: str, arrows: Iterable[Arrow]) -> set[str]:
    ends = {end for start, end in arrows if start == room}
    return {end for end in ends if not any(end in reached(other, arrows) for other in ends - {end})}


def circle(arrows: Iterable[Arrow]) -> list[str]:
    """A circle among arrows, or nothing."""
    below: dict[str, set[str]] = {}
    for start, end in arrows:
        below.setdefault(start, set()).add(end)
    try:
        TopologicalSorter(below).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def main() -> None:
    """Print the figures of a tree and, for our own, the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    house = House(asked.package)
    if asked.write:
        GUIDE.write_text(PICTURE.sub(lambda _: house.picture(), GUIDE.read_text("utf-8"), count=1), "utf-8")
    circles = "; ".join(", ".join(sorted(group)) for group in house.circles) or "none"
    sys.stdout.write(f"{len(house.rooms)} rooms, {len(house.arrows)} arrows, circles: {circles}\n")
    sys.stdout.write(f"{house.lines:,} lines of Python\n")
    if asked.package == PACKAGE:
        sys.stdout.write(house.picture())


if __name__ == "__main__":
    main()
