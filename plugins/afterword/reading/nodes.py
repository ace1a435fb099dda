"""Front matter as written in the file: each value as text with the offsets where it begins and ends."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from afterword.diagnostics import Path

FIELD_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""What the key of a mapping must be."""


class Scalar(NamedTuple):
    """A single value; ``plain`` if it has no quotes, so that the schema may type it."""

    text: str
    plain: bool
    start: int
    end: int


class Sequence(NamedTuple):
    """A list."""

    items: list[Node]
    start: int
    end: int


class KeyValue(NamedTuple):
    """A key of a mapping with its value."""

    start: int
    end: int
    value: Node


class Mapping(NamedTuple):
    """A mapping; keys are unique and in the order of the file."""

    entries: dict[str, KeyValue]
    start: int
    end: int


Node = Scalar | Sequence | Mapping


def node_at(node: Node, path: Path) -> Node | None:
    """The node at ``path``; ``None`` where there is none."""
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            node = node.entries[str(part)].value
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node


def value_range(node: Node, path: Path) -> tuple[int, int]:
    """Offsets of the value at ``path``, or of its nearest existing ancestor.

    A list or mapping is shown by its key or its first character, since marking a whole block does not help.
    """
    shown = (node.start, node.end)
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            entry = node.entries[str(part)]
            node = entry.value
            empty = node.start == node.end
            is_scalar = isinstance(node, Scalar) and not empty
            shown = (node.start, node.end) if is_scalar else (entry.start, entry.end)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            shown = (node.start, node.end)
        else:
            break
    return shown


def key_range(node: Node, path: Path) -> tuple[int, int]:
    """Offsets of the key that ends ``path``; where it is not a key, as ``value_range``."""
    for part in path[:-1]:
        if isinstance(node, Mapping) and part in node.entries:
            node = node.entries[str(part)].value
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    if path and isinstance(node, Mapping) and path[-1] in node.entries:
        entry = node.entries[str(path[-1])]
        return entry.start, entry.end
    return value_range(node, path[-1:])
