"""The places in a file where a step applies: the values at a path, with what an edit needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.diagnostics import Path
from afterword.reading import Document, Mapping, Node, Scalar, Sequence
from afterword.reading.nodes import KeyValue


class Target(NamedTuple):
    """A value with its group or list, its key if it has one, and whether it is in brackets."""

    path: Path
    parent: Node
    value: Node
    key: KeyValue | None
    bracketed: bool


def targets(document: Document, at: str) -> Iterator[Target]:
    """Every place at a path such as ``actions.*.due_date``, in the order of the file."""
    steps = at.split(".")
    yield from _below(document.root, steps, (), document.source.text, bracketed=_in_brackets(document.root, document))


def _below(parent: Node, steps: list[str], path: Path, text: str, *, bracketed: bool) -> Iterator[Target]:
    step, rest = steps[0], steps[1:]
    found: list[tuple[str | int, Node, KeyValue | None]] = []
    if step == "*" and isinstance(parent, Sequence):
        found = [(number, item, None) for number, item in enumerate(parent.items)]
    elif isinstance(parent, Mapping) and (entry := parent.entries.get(step)):
        found = [(step, entry.value, entry)]
    for name, value, key in found:
        inside = bracketed or text[value.start : value.start + 1] in {"[", "{"}
        if not rest:
            yield Target((*path, name), parent, value, key, bracketed)
        else:
            yield from _below(value, rest, (*path, name), text, bracketed=inside)


def _in_brackets(node: Node, document: Document) -> bool:
    return document.source.text[node.start] in "[{"


def plain(node: Node) -> object:
    """The data of a node, with every single value as text, to compare before and after."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(entry.value) for name, entry in node.entries.items()}
