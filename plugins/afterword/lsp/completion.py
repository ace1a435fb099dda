"""Completions at a cursor: keys, values of a vocabulary, and known names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from afterword.corpus.known_names import Known
from afterword.lsp.cursor import Cursor
from afterword.model import UNKNOWN
from afterword.reading.rewriting import as_scalar, in_quotes
from afterword.schema import Field

Names = Callable[[str], tuple[Known, ...]]
"""From a kind of name to the names that are known."""


class CompletionKind(Enum):
    """What a completion is, for the icon in the editor."""

    KEY = auto()
    TERM = auto()
    NAME = auto()


class Completion(NamedTuple):
    """One completion: its label, the text to insert, a detail and a description.

    ``written`` may have several lines; those after the first are indented from the column of the word. ``trusted``
    means that the texts come from the schema, not from an author, and may contain Markdown.
    """

    label: str
    written: str
    kind: CompletionKind
    detail: str = ""
    about: str = ""
    trusted: bool = True


def field_at(root: Field, path: tuple[str, ...]) -> Field | None:
    """The field at a path; ``None`` if the schema does not have it."""
    try:
        return root.at(*path)
    except KeyError:
        return None


def completions(root: Field, cursor: Cursor, names: Names) -> Iterator[Completion]:
    """Everything that the schema allows at a cursor, in its order."""
    field = field_at(root, cursor.path)
    if field is None:
        return
    if cursor.key or (field.children and not cursor.inline):
        yield from _keys(field, cursor)
    elif not cursor.inline or not field.children:
        listed = field.item is not None
        # The dash of an item is still to come, or a list would be a text.
        if not listed or (cursor.inline and not cursor.quote):
            for completion in _values(field.item or field, names, cursor):
                yield completion._replace(written=f"[{completion.written}]") if listed else completion


def _keys(group: Field, cursor: Cursor) -> Iterator[Completion]:
    if cursor.quote and not cursor.key:
        return
    for name, field in group.children.items():
        if name in cursor.taken and name != cursor.word:
            continue
        required = "required" if field.required else ""
        yield Completion(
            name, name if cursor.key else _begun(field, cursor), CompletionKind.KEY, required, about(field)
        )


def _begun(field: Field, cursor: Cursor) -> str:
    if cursor.bracketed or not (field.children or field.item):
        return f"{field.name}: "
    return f"{field.name}:\n  " + ("- " if field.item else "")


def _values(field: Field, names: Names, cursor: Cursor) -> Iterator[Completion]:
    for term in field.vocabulary:
        yield Completion(term.value, _scalar(term.value, cursor), CompletionKind.TERM, term.title, term.description)
    if field.kind == "boolean" and not cursor.quote:
        yield from (Completion(word, word, CompletionKind.TERM) for word in ("true", "false"))
    if field.format == "moment":
        unknown = _scalar(UNKNOWN, cursor)
        yield Completion(UNKNOWN, unknown, CompletionKind.TERM, "Unknown", "The time is not known.")
    if field.names:
        for known in names(field.names):
            written = _scalar(known.name, cursor)
            yield Completion(known.name, written, CompletionKind.NAME, known.title, known.summary, trusted=False)


def _scalar(text: str, cursor: Cursor) -> str:
    """A text as it stands at the cursor, whose quotes are kept."""
    if not cursor.quote:
        return as_scalar(text)
    return in_quotes(text, cursor.quote) + ("" if cursor.closed else cursor.quote)


def about(field: Field) -> str:
    """The description of a field, as Markdown."""
    parts = [f"**{field.title}**", field.description]
    shown = field.examples[0] if field.examples else None
    if isinstance(shown, str | int | float):
        parts.append(f"For example: `{shown}`")
    terms = (field.item or field).vocabulary
    parts.append("\n".join(f"- `{term.value}`: {term.description}" for term in terms))
    return "\n\n".join(part for part in parts if part)
