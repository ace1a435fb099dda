"""A word of a file in place of another, as an edit that keeps the quotes around it."""

from __future__ import annotations

from afterword.edits import Edit
from afterword.reading.document import Document
from afterword.reading.nodes import Scalar


def rewritten(document: Document, node: Scalar, text: str) -> Edit | None:
    """The edit that puts another word into a scalar and keeps its quotes; ``None`` where it is written specially."""
    return replaced(document, node.start, node.end, node.text, text)


def replaced(document: Document, start: int, end: int, old: str, new: str) -> Edit | None:
    """The edit that puts one word in place of another, within its quotes if it has any."""
    written = document.source.text[start:end]
    if written == old:
        return Edit(start, end, new)
    if written in {f'"{old}"', f"'{old}'"}:
        return Edit(start + 1, end - 1, new)
    return None
