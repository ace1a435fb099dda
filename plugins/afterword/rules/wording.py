"""How messages name fields, values and kinds, so that they sound alike."""

from __future__ import annotations

from typing import Any

from afterword.diagnostics import Path, one_of
from afterword.schema import Contract, Field
from afterword.text.nearest import suggest

_LONGEST_SHOWN = 80

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a group of fields",
    "string": "text",
}


def where(path: Path) -> str:
    """A place in the front matter as an author would point to it: ``root_causes[2].layer``."""
    if not path:
        return "the front matter"
    said = ""
    for part in path:
        if part == "*" or isinstance(part, int):
            said += f"[{part + 1}]" if isinstance(part, int) else "[]"
        else:
            said += f".{part}" if said else str(part)
    return f"`{said}`"


def named(path: Path) -> str:
    """A place as the subject of a sentence."""
    return where(path) if path else "The front matter"


def shown(value: Any) -> str:
    """A value as it was typed, shortened; lists and groups are only counted."""
    if isinstance(value, str | int | float):
        text = str(value)
        return f"`{text[:_LONGEST_SHOWN]}…`" if len(text) > _LONGEST_SHOWN else f"`{text}`"
    return found(value)


def found(value: Any) -> str:
    """What kind of value was found, with the value where it is short."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if value is None:
        return "empty"
    return f"{'text' if isinstance(value, str) else 'a number'}: {shown(value)}"


def a_kind(kind: str) -> str:
    """A JSON type in plain words."""
    return _KINDS.get(kind, str(kind))


def field_at(contract: Contract, path: Path) -> Field | None:
    """The field of the schema at a path of the data; ``None`` for one that the schema does not know."""
    try:
        return contract.fields.at(*("*" if isinstance(part, int) else part for part in path))
    except KeyError:
        return None


def for_example(field: Field | None) -> str:
    """The field's example as a sentence, where it is short enough to be one."""
    if field is None or not field.examples or not isinstance(field.examples[0], str | int | float):
        return ""
    name = "" if field.path[-1] == "*" else f"{field.name}: "
    return f" For example: `{name}{field.examples[0]}`."


def meant(contract: Contract, parent: Path, key: str) -> str:
    """What an unknown key may have been meant to be: a field like it, or one that belongs elsewhere."""
    group = field_at(contract, parent)
    known = list(group.children) if group else []
    if near := suggest(key, known):
        return near.lstrip()
    from afterword.migrations import OLDEST, once_called

    if step := once_called(parent, key):
        return f"It is `{step.to.split('.')[0]}` here; `afterword migrate --from {OLDEST}` writes it so."
    homes = [field for field in contract.fields.walk() if field.name == key and field.path[-1] != "*"]
    if homes:
        return f"`{key}` belongs under {where(homes[0].path[:-1])}."
    return f"It has {one_of(known)}. What fits none of them belongs in the narrative below."
