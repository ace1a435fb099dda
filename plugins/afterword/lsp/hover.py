"""The hover text of the word under the cursor, and the page that it refers to."""

from __future__ import annotations

from typing import NamedTuple

from afterword.corpus import Loaded
from afterword.lsp.completion import Names, about, field_at
from afterword.lsp.cursor import Cursor
from afterword.schema import PATTERN, REVIEW, Field

_KINDS = {"review": REVIEW, "pattern": PATTERN}


class HoverText(NamedTuple):
    """A text about a word; ``trusted`` means that it comes from the schema and may contain Markdown."""

    text: str
    trusted: bool = True


def hover_text(root: Field, cursor: Cursor, names: Names) -> HoverText | None:
    """The description of a key, of a value of a vocabulary, or of a name."""
    if cursor.key:
        field = field_at(root, (*cursor.path, cursor.word))
        return HoverText(about(field)) if field else None
    field = field_at(root, cursor.path)
    if field is None or not cursor.word:
        return None
    if term := field.terms.get(cursor.word):
        return HoverText(f"**{term.title}** (`{term.value}`)\n\n{term.description}")
    known = next((name for name in names(field.names) if name.name == cursor.word), None) if field.names else None
    if known is not None and known.title:
        return HoverText(f"{known.title}\n\n{known.summary}".strip(), trusted=False)
    return None


def declared_at(root: Field, cursor: Cursor, loaded: Loaded) -> str | None:
    """The path of the review or the pattern that the word under the cursor refers to."""
    field = field_at(root, cursor.path)
    if field is None or cursor.key:
        return None
    kind = _KINDS.get(field.names)
    pages = loaded.of_kind(kind) if kind else ()
    return next((entry.path for entry in pages if entry.id == cursor.word), None)
