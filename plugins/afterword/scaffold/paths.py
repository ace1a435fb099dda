"""Values by their paths, as on the command line: ``detection.by``, ``models.0.name``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from afterword.diagnostics import Path
from afterword.schema import Field


def put(data: dict[str, Any], path: str, value: str, fields: Field) -> None:
    """Set the value at a path such as ``detection.by`` or ``models.0.name``; commas separate the items of a list.

    Raises ``KeyError`` with the part of the path that the schema does not have.
    """
    target: Any = data
    field = fields
    steps = [step for step in re.split(r"[.\[\]]+", path) if step]
    if not steps:
        raise KeyError(path)
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        below = field.item if step.isdecimal() else field.children.get(step)
        if below is None:
            raise KeyError(step)
        field = below
        if following is None:
            _assign(target, step, _as_list(value) if field.kind == "array" else value)
        else:
            target = _descend(target, step, following)


def field_of(path: str, fields: Field) -> Field | None:
    """The field at a path as ``put`` takes it; ``None`` if the schema has none."""
    field: Field | None = fields
    for step in filter(None, re.split(r"[.\[\]]+", path)):
        if field is not None:
            field = field.item if step.isdecimal() else field.children.get(step)
    return field


def spelled(path: Path) -> str:
    """A path as ``put`` takes it."""
    return ".".join(map(str, path))


def value_at(data: Any, path: Path) -> Any:
    """The value at a path; ``None`` if there is none."""
    for step in path:
        if isinstance(data, list):
            data = data[step] if isinstance(step, int) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def drop(data: Any, path: Path) -> None:
    """Remove the value at a path, and what is empty without it."""
    parent, last = value_at(data, path[:-1]), path[-1]
    if value_at(data, path) is not None:
        del parent[last]
    if len(path) > 1 and parent is not None and not parent:
        drop(data, path[:-1])


def take_away(data: Any, path: str, fields: Field) -> None:
    """Remove the value at a path as ``put`` takes it. Raises ``KeyError`` for one that the schema does not have."""
    steps = [step for step in re.split(r"[.\[\]]+", path) if step]
    if not steps or field_of(path, fields) is None:
        raise KeyError(path)
    drop(data, tuple(int(step) if step.isdecimal() else step for step in steps))


def in_order(entry: dict[str, Any], group: Field) -> None:
    """Put the fields of an entry into the order of the schema."""
    for name in group.children:
        if name in entry:
            entry[name] = entry.pop(name)


def leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every single value with its path; ``put`` of all of them restores the data."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, (*path, name))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from leaves(value, (*path, position))
    else:
        yield path, str(data)


def _as_list(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


def _assign(target: Any, step: str, value: Any) -> None:
    if isinstance(target, list):
        _reach(target, int(step), "")
        target[int(step)] = value
    else:
        target[step] = value


def _descend(target: Any, step: str, following: str) -> Any:
    empty: Any = [] if following.isdecimal() else {}
    if isinstance(target, list):
        _reach(target, int(step), empty)
        below = target[int(step)]
    else:
        below = target.setdefault(step, empty)
    if type(below) is not type(empty):  # the parent was given as text before
        raise KeyError(following)
    return below


def _reach(items: list[Any], position: int, empty: Any) -> None:
    if position > len(items):
        raise KeyError(str(position))
    if position == len(items):
        items.append(empty)
