"""From nodes to data: the schema, not the spelling, decides the type of a plain scalar."""

from __future__ import annotations

import math
import re
from typing import Any

from afterword.reading.nodes import Mapping, Node, Scalar, Sequence
from afterword.schema.fields import Field

# Numbers of the YAML 1.2 core schema, without its other bases, its infinities and its NaN.
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,3})?", re.ASCII)
NULLS = frozenset({"", "~", "null"})


def typed(node: Node, field: Field | None) -> Any:
    """The data of a node: text as typed, and a number or a boolean only where the schema requires one.

    So ``NO``, ``12:30`` and ``1.10`` stay as typed. A value that does not fit stays text, and the schema rejects it.
    """
    if isinstance(node, Scalar):
        return typed_scalar(node.text, field.kind if field else "string") if node.plain else node.text
    if isinstance(node, Sequence):
        item = field.item if field else None
        return [typed(child, item) for child in node.items]
    children = field.children if field else {}
    return {name: typed(entry.value, children.get(name)) for name, entry in node.entries.items()}


def typed_document(root: Mapping, field: Field) -> dict[str, Any]:
    """The data of a whole front matter."""
    data: dict[str, Any] = typed(root, field)
    return data


def typed_scalar(text: str, kind: str) -> Any:
    """The data of a single value without quotes."""
    if text in NULLS:
        return None
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    if kind in {"integer", "number"} and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "number" and _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
