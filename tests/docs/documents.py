"""The documents of the repository and the fenced blocks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.made import REPOSITORY

_FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,})(?P<info>[^`]*)")


def documents() -> list[str]:
    """Every document that people of this project wrote, relative to the root; the register has its own tests."""
    found = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "schema/README.md"]
    found += [path.relative_to(REPOSITORY).as_posix() for path in sorted((REPOSITORY / "docs").rglob("*.md"))]
    return [name for name in found if not name.startswith("docs/patterns/")]


def text_of(document: str) -> str:
    return (REPOSITORY / document).read_text("utf-8")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that its title names, its lines, and the line on which it begins."""

    language: str
    title: str
    lines: tuple[str, ...]
    at: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        opening = _FENCE.fullmatch(lines[at])
        if opening is None:
            at += 1
            continue
        indent, fence = opening["indent"], opening["fence"]
        end = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == fence)
        language, _, rest = opening["info"].strip().partition(" ")
        title = re.search(r'title="([^"]+)"', rest)
        inside = tuple(line.removeprefix(indent) for line in lines[at + 1 : end])
        yield Block(language, title[1] if title else "", inside, at + 1)
        at = end + 1


def prose(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside fenced blocks and comments, with their numbers; code spans are blanked out."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        opening = _FENCE.fullmatch(line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif opening:
            fence = opening["fence"]
        else:
            yield number, re.sub(r"`[^`]+`", "`code`", line)


def folder_of(document: str) -> Path:
    return (REPOSITORY / document).parent


def table(document: str, head: str) -> list[list[str]]:
    """The rows of the table whose first header cell is ``head``."""
    text = text_of(document)
    rows = text.partition(f"| {head} |")[2].partition("\n\n")[0].split("\n")[2:]
    return [[cell.strip() for cell in row.strip().strip("|").split(" | ")] for row in rows]


def names_in(cell: str) -> list[str]:
    """What a cell names as code."""
    return re.findall(r"`([^`]+)`", cell)
