"""How messages name fields, values and types, so that all messages use the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from afterword.diagnostics import Path, counted
from afterword.schema import Contract, Field

RUN_MIGRATE = "run `afterword migrate --from 0` to update the file."
"""The advice for a field of an earlier schema or of another tool."""

_LONGEST_SHOWN = 80

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}


def where(path: Path) -> str:
    """A path in the front matter as an author would write it: ``root_causes[2].layer``."""
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
    """A path as the subject of a sentence."""
    return where(path) if path else "The front matter"


def shown(value: Any) -> str:
    """A value as it was typed, shortened; for a list or a mapping, only its type."""
    if isinstance(value, str | int | float):
        text = str(value)
        return f"`{text[:_LONGEST_SHOWN]}…`" if len(text) > _LONGEST_SHOWN else f"`{text}`"
    return found(value)


def found(value: Any) -> str:
    """The type of a value, with the value where it is short."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {counted(len(value), 'item')}"
    if value is None:
        return "empty"
    return f"{'text' if isinstance(value, str) else 'a number'}: {shown(value)}"


def a_kind(kind: str) -> str:
    """A JSON type in words."""
    return _KINDS.get(kind, str(kind))


def field_at(contract: Contract, path: Path) -> Field | None:
    """The schema field at a path of the data; ``None`` for one that the schema does not have."""
    try:
        return contract.fields.at(*("*" if isinstance(part, int) else part for part in path))
    except KeyError:
        return None


def or_delete(contract: Contract, data: Mapping[str, Any], path: Path, what: str) -> str:
    """The advice to leave a field out, as the end of a clause; empty where the check would then miss it."""
    field = field_at(contract, path)
    rest = {name: value for name, value in data.items() if name != path[0]}
    needed = (field is not None and field.required) or (len(path) == 1 and path[0] in contract.missing(rest))
    return "" if needed else f", or delete the {what}"


def for_example(field: Field | None) -> str:
    """The field's example as a sentence, in the form of a line of YAML; empty where there is none."""
    if field is None or not field.examples:
        return ""
    name = "" if field.path[-1] == "*" else f"{field.name}: "
    return f" For example: `{name}{_flow(field.examples[0])}`."


def _flow(value: Any) -> str:
    """A value on one line of YAML: single values as they are typed, lists and mappings in brackets."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_in_brackets(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_in_brackets, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in_brackets(value: Any) -> str:
    text = _flow(value)
    if isinstance(value, dict | list):
        return text
    from afterword.reading.rewriting import as_scalar

    return as_scalar(text)
