"""Advice where YAML has cut a text without quotes, so that a field is empty or a rest of the text is a field."""

from __future__ import annotations

from afterword.diagnostics import Path
from afterword.reading import Document, Mapping, Scalar
from afterword.reading.comments import text_in_comment
from afterword.reading.nodes import node_at
from afterword.reading.yaml_nodes import AFTER_COMMA, is_rest_of_text
from afterword.rules.wording import shown


def comment_there(document: Document, path: Path) -> str:
    """What YAML reads as a comment where a value is missing, as a sentence with a space; empty without one."""
    value = node_at(document.root, path)
    if not isinstance(value, Scalar) or not (found := text_in_comment(document, value)):
        return ""
    return f"YAML reads {shown(document.source.text[slice(*found)].rstrip())} as a comment: quote the value. "


def comma_there(document: Document, path: Path) -> str:
    """What to do about a field that is the rest of a text after a comma; empty for any other field."""
    parent = node_at(document.root, path[:-1])
    entry = parent.entries.get(str(path[-1])) if isinstance(parent, Mapping) else None
    return AFTER_COMMA if parent and entry and is_rest_of_text(document.source.text, parent.start, entry) else ""
