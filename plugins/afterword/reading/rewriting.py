"""Replace a word of a file by an edit that keeps its quotes, and write a text as a YAML scalar."""

from __future__ import annotations

import re

from afterword.reading.document import Document
from afterword.reading.nodes import Scalar
from afterword.text.edits import Edit

# Begins with a letter or a digit, and has nothing that YAML could read as more than text.
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f:#,\[\]{}\"'\x7f]|:(?=\w)|(?<=\S)#)*(?<!\s)")


def as_scalar(text: str) -> str:
    """A text of one line as a YAML value, in brackets or not: quoted only if necessary."""
    if _PLAIN.fullmatch(text) and text != "null":
        return text
    return "'" + in_quotes(text, "'") + "'"


def in_quotes(text: str, quote: str) -> str:
    """A text of one line as it stands between quotes of a kind."""
    if quote == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"')


def rewritten(document: Document, node: Scalar, text: str) -> Edit | None:
    """The edit that replaces the text of a scalar and keeps its quotes; ``None`` where it cannot be edited safely."""
    return replaced(document, node.start, node.end, node.text, text)


def replaced(document: Document, start: int, end: int, old: str, new: str) -> Edit | None:
    """The edit that replaces one word by another, within its quotes if it has any."""
    written = document.source.text[start:end]
    if written == old:
        return Edit(start, end, as_scalar(new))
    if written in {f'"{old}"', f"'{old}'"}:
        return Edit(start + 1, end - 1, in_quotes(new, written[0]))
    return None
