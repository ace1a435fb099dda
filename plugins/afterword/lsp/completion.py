"""What can be written at a cursor: keys, words of a vocabulary, and names that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from afterword.corpus.known_names import Known
from afterword.lsp.cursor import Cursor
from afterword.model import UNKNOWN
from afterword.reading.rewriting import as_scalar
from afterword.schema import Field

Names = Callable[[str], tuple[Known, ...]]
"""From a kind of name to the names that are known."""


class CompletionKind(Enum):
    """What an offer is, for the icon that an editor shows."""

    KEY = auto()
    TERM = auto()
    NAME = auto()


@dataclass(frozen=True)
class Completion:
    """One thing to write: how it is listed, what is written, a line and a text about it.

    ``written`` may hold line ends; lines after the first are indented from the column of the word. ``trusted`` says
    that the text is of the schema and may hold Markdown, and not of an author.
    """

    label: str
    written: str
    kind: CompletionKind
    detail: str = ""
    about: str = ""
    trusted: bool = True


def field_at(root: Field, path: tuple[str, ...]) -> Field | None:
    """The field at a path; ``None`` for one that the schema does not know."""
    try:
        return root.at(*path)
    except KeyError:
        return None


def completions(root: Field, cursor: Cursor, names: Names) -> Iterator[Completion]:
    """Everything that the schema lets stand at a cursor, in its order."""
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
        yield Completion(UNKNOWN, UNKNOWN, CompletionKind.TERM, "Unknown", "It is not known, and nobody guesses.")
    if field.names:
        for known in names(field.names):
            yield Completion(
                known.name, as_scalar(known.name), CompletionKind.NAME, known.title, known.summary, trusted=False
            )


def about(field: Field) -> str:
    """What the schema says of a field, as Markdown."""
    said = [f"**{field.title}**", field.description]
    shown = field.examples[0] if field.examples else None
    if isinstance(shown, str | int | float):
        said.append(f"For example: `{shown}`")
    terms = (field.item or field).vocabulary
    said.append("\n".join(f"- `{term.value}`: {term.description}" for term in terms))
    return "\n\n".join(part for part in said if part)
