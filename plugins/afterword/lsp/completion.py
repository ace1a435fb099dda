"""Completions at a cursor: keys, values of a vocabulary, and known names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from afterword.corpus.known_names import Known
from afterword.lsp.cursor import Cursor
from afterword.model import UNKNOWN
from afterword.reading.rewriting import as_scalar
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
        if listed and not cursor.inline:
            return  # the dash of an item is still to come
        for completion in _values(field.item or field, names):
            written = f"[{completion.written}]" if listed else completion.written
            yield Completion(
                completion.label, written, completion.kind, completion.detail, completion.about, completion.trusted
            )


def _keys(group: Field, cursor: Cursor) -> Iterator[Completion]:
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


def _values(field: Field, names: Names) -> Iterator[Completion]:
    for term in field.vocabulary:
        yield Completion(term.value, term.value, CompletionKind.TERM, term.title, term.description)
    if field.kind == "boolean":
        yield from (Completion(word, word, CompletionKind.TERM) for word in ("true", "false"))
    if field.format == "moment":
        yield Completion(UNKNOWN, UNKNOWN, CompletionKind.TERM, "Unknown", "The time is not known.")
    if field.names:
        for known in names(field.names):
            yield Completion(
                known.name, as_scalar(known.name), CompletionKind.NAME, known.title, known.summary, trusted=False
            )


def about(field: Field) -> str:
    """The description of a field, as Markdown."""
    parts = [f"**{field.title}**", field.description]
    shown = field.examples[0] if field.examples else None
    if isinstance(shown, str | int | float):
        parts.append(f"For example: `{shown}`")
    terms = (field.item or field).vocabulary
    parts.append("\n".join(f"- `{term.value}`: {term.description}" for term in terms))
    return "\n\n".join(part for part in parts if part)
