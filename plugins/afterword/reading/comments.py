"""Comments that are probably text: a `#` directly before a word, where a value without quotes would go on."""

from __future__ import annotations

import re
from typing import Final

from afterword.reading.document import Document
from afterword.reading.nodes import Scalar
from afterword.text.signs import Signs

_SIGNS: Final = Signs(r"[ \t]#[^\W_]")
_COMMENT: Final = re.compile(
    r"(?P<line>[ \t]*(?:\n(?P<margin>[ \t]+))?)(?<=[ \t])(?P<text>#(?!afterword:)[^\W_][^\n]*)"
)
_UNUSED_FIELD: Final = re.compile(r"#[a-z0-9_]+:(?:\s|$)", re.ASCII)


def may_have_text_in_comments(document: Document) -> bool:
    """Whether a closer look at the values of a front matter may find anything."""
    return _SIGNS.may_be_in(document.frame.front_matter)


def text_in_comment(document: Document, scalar: Scalar, margin: int = 0) -> tuple[int, int] | None:
    """Where a comment begins and ends that was probably meant to be part of a value.

    It is on the line of the value, or on the next one and indented more than ``margin``, so that text would go on
    there. A field that somebody has taken out, as in ``#owner: serving``, is a comment.
    """
    if not scalar.plain:
        return None
    found = _COMMENT.match(document.source.text, scalar.end, document.frame.front_end)
    if found is None:
        return None
    below = found["margin"]
    if below is not None and (len(below) <= margin or _UNUSED_FIELD.match(found["text"])):
        return None
    return found.span("text")
