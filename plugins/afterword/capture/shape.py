"""What lies in an answer, whose shape nobody promises."""

from __future__ import annotations

from typing import Any


def at(value: Any, *path: str) -> Any:
    """What lies on a path of names; ``None`` where there is nothing, or something else on the way."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def many(value: Any) -> list[Any]:
    """A list as it is; empty for what is none."""
    return value if isinstance(value, list) else []


def first(value: Any) -> Any:
    """The first of a list; ``None`` if there is none."""
    return value[0] if isinstance(value, list) and value else None
