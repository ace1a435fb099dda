"""Snippets for the front matter, made from the schema, for editors without the language server."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from afterword.reading.rewriting import as_scalar
from afterword.scaffold.json_schema import json_schema
from afterword.schema import Contract, Field

PREFIX: Final = "aw-"
"""The prefix of the word that inserts a snippet; the name of the field follows."""

_DRAFT = "draft"


class _Stops:
    """Numbers the tab stops, in the TextMate syntax of VS Code and Neovim."""

    def __init__(self) -> None:
        self._last = 0

    def place(self, field: Field) -> str:
        """A tab stop with the values of a vocabulary, or with the example of the field."""
        self._last += 1
        if field.vocabulary:
            return f"${{{self._last}|{','.join(_escaped(as_scalar(term.value), ',|') for term in field.vocabulary)}|}}"
        return f"${{{self._last}:{_escaped(_example(field), '}')}}}"


def vscode(contract: Contract) -> str:
    """A file ``.code-snippets``: a draft with the required fields, and a snippet for each field of a review."""
    fields = contract.fields
    required = [field for field in fields.children.values() if field.required]
    stops = _Stops()
    draft = ["---", *(line for field in required for line in _lines(field, stops, "")), "---", "", "$0"]
    made = {"Afterword: a draft": _snippet(_DRAFT, draft, "A draft with only the required fields.")}
    for field in fields.children.values():
        made[f"Afterword: {field.title}"] = _snippet(
            field.name, [*_lines(field, _Stops(), ""), "$0"], field.description
        )
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


FORMATS: Final[Mapping[str, Callable[[Contract], str]]] = {"vscode": vscode, "json-schema": json_schema}
"""The function that makes the file of each format, by name."""


def _snippet(name: str, body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown,yaml", "prefix": f"{PREFIX}{name}", "body": body, "description": description}


def _lines(field: Field, stops: _Stops, indent: str) -> Iterator[str]:
    """The lines of a field: for a group the required fields, or else all; for a list the fewest items allowed."""
    if field.item is not None:
        yield f"{indent}{field.name}:"
        for number in range(max(1, field.bounds.get("minItems", 1))):
            yield from _item(field, field.item, number, stops, indent)
    elif field.children:
        yield f"{indent}{field.name}:"
        for child in _asked(field):
            yield from _lines(child, stops, f"{indent}  ")
    else:
        yield f"{indent}{field.name}: {stops.place(field)}"


def _item(field: Field, item: Field, number: int, stops: _Stops, indent: str) -> Iterator[str]:
    if item.children:
        first, *rest = (line for child in _asked(item) for line in _lines(child, stops, f"{indent}    "))
        yield f"{indent}  - {first.strip()}"
        yield from rest
    else:
        # If the item has no example, the list has one.
        shown = (*item.examples, *(field.examples[0] if field.examples else ()))
        yield f"{indent}  - {stops.place(replace(item, examples=shown[number:]))}"


def _asked(group: Field) -> list[Field]:
    return [child for child in group.children.values() if child.required] or list(group.children.values())


def _example(field: Field) -> str:
    shown = field.examples[0] if field.examples else ""
    if isinstance(shown, bool):
        return str(shown).lower()
    return str(shown) if isinstance(shown, int | float) else as_scalar(str(shown))


def _escaped(text: str, special: str) -> str:
    return re.sub(rf"[\\${re.escape(special)}]", r"\\\g<0>", text)
