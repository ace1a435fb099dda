"""Front matter that is wrong in one place, made from the schema: every field with every kind of wrong value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from afterword.schema import REVIEW, Contract, Field
from tests.knowledge import DRAFT, PATTERN_PAGE, overlaid, page


class Wrong(NamedTuple):
    """A file with one wrong value: what is wrong, the line of the field at the top level, and the whole text."""

    what: str
    line: int
    text: str


BARE = {REVIEW: DRAFT, "pattern": PATTERN_PAGE.split("---\n")[1]}
OF_TYPES: dict[str, Any] = {"number": 42, "boolean": True, "list": ["x"], "mapping": {"x": "y"}, "nothing": None}
TEXTS = {
    "empty": "",
    "blank": " ",
    "a no-break space": "\u00a0",
    "two lines": "one\ntwo",
    "another form": "Of no form at all!",
    "no such day": "2025-02-30",
    "no such time": "2025-01-01T25:00Z",
    "a path": "../../etc/passwd",
    "a script": "javascript:alert(1)",
}


def wrong_values(contract: Contract) -> Iterator[Wrong]:
    """Each field of the schema, at every depth, with each wrong value in turn."""
    for field in contract.fields.walk():
        if field.path:
            for what, value in _wrong(field):
                yield _file(contract, field, what, value)
        for what, value in _wrong_group(field) if field.path else ():
            yield _file(contract, field, what, value)
    text = BARE[contract.name] + "nobody_knows_this: 1\n"
    yield Wrong("an unknown field", text.count("\n") + 1, page(text))


def _file(contract: Contract, field: Field, what: str, value: Any) -> Wrong:
    top = field.path[0]
    below = value
    for at in range(len(field.path) - 1, 0, -1):
        step, parent = field.path[at], contract.fields.at(*field.path[:at])
        below = [below] if step == "*" else {**_fewest(parent), step: below}
    text = overlaid(BARE[contract.name], f"{top}: {json.dumps(below)}\n")
    line = next(at for at, one in enumerate(text.split("\n"), 2) if one.startswith(f"{top}:"))
    return Wrong(f"{'.'.join(field.path)}: {what}", line, page(text))


def _wrong(field: Field) -> Iterator[tuple[str, Any]]:
    yield from OF_TYPES.items()
    yield from TEXTS.items()
    bounds = field.bounds
    for name, step in (("minimum", -1), ("maximum", 1)):
        if name in bounds:
            yield f"beyond its {name}", bounds[name] + step * max(1, abs(bounds[name]) // 10)
    if "maxLength" in bounds:
        yield "too long", "x" * (bounds["maxLength"] + 1)
    if "minLength" in bounds:
        yield "too short", "x" * (bounds["minLength"] - 1)
    yield "an empty list", []
    yield "an empty mapping", {}
    if field.item is not None:
        right = right_value(field.item)
        yield "twice the same", [right, right]
        yield "too many", [right] * (bounds.get("maxItems", 1000) + 1)
        yield "a list in a list", [[right]]


def _wrong_group(field: Field) -> Iterator[tuple[str, Any]]:
    if field.kind != "object" or not field.children:
        return
    whole = {name: right_value(child) for name, child in field.children.items()}
    yield "an unknown key", {**whole, "nobody_knows_this": 1}
    for name in field.children:
        yield f"without {name}", {key: value for key, value in whole.items() if key != name}


def _fewest(field: Field) -> dict[str, Any]:
    return {name: right_value(child) for name, child in field.children.items() if child.required}


def right_value(field: Field) -> Any:
    """A value that the schema accepts: the example of a field, or one of the fewest fields and items."""
    if field.examples:
        return field.examples[0]
    if field.vocabulary:
        return field.vocabulary[0].value
    if field.kind == "object":
        return _fewest(field) or {name: right_value(child) for name, child in list(field.children.items())[:1]}
    if field.item is not None:
        return [right_value(field.item)]
    return {"number": 1, "integer": 1, "boolean": True}.get(field.kind, "2025-01-01")
