"""Any field as HTML by what the schema says of it, so that a field added to the schema appears without an edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from afterword.model import UNKNOWN, parse_day, parse_moment
from afterword.rendering.html import NOTHING, definitions, grid, joined, listed, plain
from afterword.rendering.links import outside
from afterword.rendering.words import amount, spoken_day
from afterword.schema import Field

LabelledValue = tuple[str, Markup]
"""A label and its content."""


LONGEST_CELL = 40


def inline(field: Field | None, value: Any) -> Markup:
    """A value within a line: a term by its title, a moment in words, a URL as a link."""
    if isinstance(value, Mapping):
        return joined((Markup("{}: {}").format(plain(label), text) for label, text in entries(field, value)), "; ")
    if isinstance(value, Sequence) and not isinstance(value, str):
        item = field.item if field else None
        return joined((_labelled(field, item, one) for one in value), "; ")
    if isinstance(value, bool):
        return plain("yes" if value else "no")
    if isinstance(value, int | float):
        return plain(amount(value))
    return _text(field, str(value))


def block(field: Field | None, value: Any) -> Markup:
    """A value on lines of its own: a list as a list, a list of objects as a table, an object as definitions."""
    if isinstance(value, Mapping):
        return definitions(entries(field, value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        if not value:
            return Markup("None. This was checked, and nothing applies.")
        item = field.item if field else None
        if any(isinstance(one, Mapping) for one in value):
            return table(item, value)
        return listed(_labelled(field, item, one) for one in value)
    return inline(field, value)


def entries(field: Field | None, data: Mapping[str, Any], known: Collection[str] = ()) -> list[LabelledValue]:
    """Label and value of each field of an object in the order of the schema, but for those already ``known``."""
    children = field.children if field else {}
    names = [name for name in children if name in data] + [name for name in data if name not in children]
    return [
        ((children[name].title if name in children else name), _below(children.get(name), data[name]))
        for name in names
        if name not in known
    ]


def _below(field: Field | None, value: Any) -> Markup:
    # An object of short values, such as a cost, is read across and not down.
    if isinstance(value, Mapping) and all(_short(one) for one in value.values()):
        return table(field, [value])
    return block(field, value)


def _short(value: Any) -> bool:
    return not isinstance(value, Mapping | list) and len(str(value)) <= LONGEST_CELL


def table(item: Field | None, rows: Sequence[Any], known: Collection[str] = ()) -> Markup:
    """A list of objects as a table with a column for each field that any of them has."""
    objects = [row for row in rows if isinstance(row, Mapping)]
    children = item.children if item else {}
    carried = dict.fromkeys([*children, *(name for row in objects for name in row)])
    columns = [name for name in carried if name not in known and any(name in row for row in objects)]
    heads = [children[name].title if name in children else name for name in columns]
    numeric = [name in children and children[name].kind in {"number", "integer"} for name in columns]
    cells = [[inline(children.get(name), row[name]) if name in row else NOTHING for name in columns] for row in objects]
    return grid(heads, cells, numeric)


def _labelled(field: Field | None, item: Field | None, value: Any) -> Markup:
    if field and isinstance(value, str) and value in field.terms:
        return plain(field.terms[value].title)
    return inline(item, value)


def _text(field: Field | None, value: str) -> Markup:
    if field is None:
        return plain(value)
    if value in field.terms:
        return plain(field.terms[value].title)
    if field.format == "moment" and value != UNKNOWN and (moment := parse_moment(value)):
        return plain(moment.spoken())
    if field.format == "date" and (day := parse_day(value)):
        return plain(spoken_day(day))
    if field.format == "uri":
        return outside(value, value.split("://", 1)[-1].rstrip("/"))
    return plain(value)
