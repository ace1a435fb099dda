"""A word of a file in place of another, as an edit that keeps the quotes around it; and a word as YAML takes it."""

from __future__ import annotations

import re

from afterword.reading.document import Document
from afterword.reading.nodes import Scalar
from afterword.text.edits import Edit

# Begins with a letter or a digit, and holds nothing that YAML could take for more than text.
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f:#,\[\]{}\"'\x7f]|:(?=\w)|(?<=\S)#)*(?<!\s)")


def as_scalar(text: str) -> str:
    """A text of one line as a value in YAML, in brackets or not: quoted only where it has to be."""
    if _PLAIN.fullmatch(text) and text != "null":
        return text
    return "'" + text.replace("'", "''") + "'"


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
