"""Trailing white space in the front matter, where it cannot be intended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.reading.document import Document
from afterword.reading.nodes import Mapping, Node, Scalar
from afterword.text.signs import Signs

_SIGNS = Signs(r" \n|\t\n")
_AT_THE_END = re.compile(r"[ \t]+$", re.MULTILINE)


def trailing_spaces(document: Document) -> Iterator[tuple[int, int]]:
    """Offsets of trailing white space; not within quotes or a block text, where it may be content."""
    offset, front = document.frame.front_offset, document.frame.front_matter
    if not _SIGNS.may_be_in(front):
        return
    found = [(offset + m.start(), offset + m.end()) for m in _AT_THE_END.finditer(front)]
    if not found:
        return
    kept = [stretch for scalar in _scalars(document.root) for stretch in _content(scalar, document.source.text)]
    for start, end in found:
        if not any(begin <= start < close for begin, close in kept):
            yield start, end


def _content(scalar: Scalar, text: str) -> Iterator[tuple[int, int]]:
    """The lines of a scalar in which white space may be content."""
    if scalar.plain or scalar.start == scalar.end:
        return
    if text[scalar.start] in "|>":  # its first line is the header
        yield text.index("\n", scalar.start) + 1, scalar.end
    else:
        yield scalar.start, scalar.end


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    for child in [entry.value for entry in node.entries.values()] if isinstance(node, Mapping) else node.items:
        yield from _scalars(child)
