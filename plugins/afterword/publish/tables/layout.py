"""Which tables and columns there are: read from the schema, so that a new field is a new column without more ado."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from afterword.model import parse_moment
from afterword.publish.tables.table import Column, ColumnType, Value
from afterword.schema import Field

_KINDS: Final = {
    "number": ColumnType.NUMBER,
    "integer": ColumnType.WHOLE,
    "boolean": ColumnType.FLAG,
    "array": ColumnType.LIST,
}
_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"


class Shape(NamedTuple):
    """One table: the list of the schema whose items are its rows, and the fields that are its columns.

    The table of the reviews themselves has the root of the schema for its list. ``path`` leads from an item of the
    table above to the list.
    """

    name: str
    list_field: Field
    path: tuple[str, ...]
    leaves: tuple[tuple[str, Field, tuple[str, ...]], ...]
    below: tuple[Shape, ...]

    def columns(self) -> Iterator[Column]:
        """The columns of its leaves; a moment gives two more, its bounds in UTC."""
        for name, field, _ in self.leaves:
            yield Column(name, _kind(field), field.description)
            if field.format == "moment":
                yield Column(f"{name}_earliest", ColumnType.INSTANT, f"{field.title}: not before this instant.")
                yield Column(f"{name}_latest", ColumnType.INSTANT, f"{field.title}: before this instant.")

    def cells(self, item: Any) -> Iterator[Value]:
        """The cells of one item, in the order of ``columns``."""
        for _, field, path in self.leaves:
            found = _at(item, path)
            yield _cell(found)
            if field.format == "moment":
                moment = parse_moment(found)
                yield moment.earliest.strftime(_INSTANT) if moment else None
                yield moment.latest.strftime(_INSTANT) if moment else None


def shape_of(
    name: str, field: Field, path: tuple[str, ...] = (), prefix: str = "", *, taken: frozenset[str] = frozenset()
) -> Shape:
    """The table of a field whose children are its columns; lists of objects below it become tables of their own.

    A field with a name that is ``taken`` by a column of ours gets an underscore at its end.
    """
    leaves: list[tuple[str, Field, tuple[str, ...]]] = []
    below: list[Shape] = []
    for way, child in _children(field, ()):
        joined = "_".join(way)
        if child.item is not None and child.item.children:
            inner = f"{prefix}{joined}"
            below.append(shape_of(inner, child.item, way, f"{inner}_", taken=taken))
        else:
            leaves.append((f"{joined}_" if joined in taken else joined, child, way))
    return Shape(name, field, path, tuple(leaves), tuple(below))


def items_at(item: Any, path: tuple[str, ...]) -> list[Any]:
    """The items of the list at a path; none where the review does not have it."""
    found = _at(item, path)
    return found if isinstance(found, list) else []


def _children(field: Field, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    for name, child in field.children.items():
        if child.children:
            yield from _children(child, (*way, name))
        else:
            yield (*way, name), child


def _kind(field: Field) -> ColumnType:
    return ColumnType.DAY if field.format == "date" else _KINDS.get(field.kind, ColumnType.TEXT)


def _at(item: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        item = item.get(step) if isinstance(item, dict) else None
    return item


def _cell(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
