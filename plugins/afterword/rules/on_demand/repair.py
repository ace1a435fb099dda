"""Repairs, and how they find the place of a problem."""

from __future__ import annotations

from typing import Final, NamedTuple

from afterword.diagnostics import Diagnostic
from afterword.diagnostics import Path as Way
from afterword.reading import Document, Mapping, Node, Sequence
from afterword.text.edits import Edit


class Repair(NamedTuple):
    """Edits that fix a problem, and what they do, as a sentence without a full stop."""

    title: str
    edits: tuple[Edit, ...]


class Left(NamedTuple):
    """Why a problem is left for its author, as a sentence without a full stop."""

    reason: str


FOR_ITS_AUTHOR: Final = Left("Needs your input")


class Place(NamedTuple):
    """The place of a problem: its path, the mapping or list there, and the value itself if it exists."""

    path: Way
    parent: Node
    value: Node | None


def place_of(document: Document, diagnostic: Diagnostic) -> Place:
    """Follow the pointer of a diagnostic through the front matter."""
    path: list[str | int] = []
    parent: Node = document.root
    value: Node | None = document.root
    for step in diagnostic.pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if value is None:
            break
        parent = value
        if isinstance(parent, Sequence) and name.isdecimal():
            path.append(int(name))
            value = parent.items[int(name)] if int(name) < len(parent.items) else None
        else:
            path.append(name)
            entry = parent.entries.get(name) if isinstance(parent, Mapping) else None
            value = entry.value if entry else None
    return Place(tuple(path), parent, value)
