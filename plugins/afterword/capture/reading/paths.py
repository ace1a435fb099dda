"""A place in JSON, by a path such as ``data.result.0.value``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from afterword.capture.naming import has
from afterword.text.nearest import suggest

_REQUIRED: Final = object()


class NoPathError(ValueError):
    """There is nothing at a path; the message is the end of a sentence that begins with the path."""


def at_path(plain: Any, path: str, otherwise: Any = _REQUIRED) -> Any:
    """What stands at a path: its parts are split by dots, and a name that has dots itself is found too.

    Raises ``NoPathError`` if there is nothing, unless there is a value for that.
    """
    found = next(_found(plain, path), _REQUIRED)
    if found is not _REQUIRED:
        return found
    if otherwise is not _REQUIRED:
        return otherwise
    raise NoPathError(_missing(plain, path))


def _found(plain: Any, path: str) -> Iterator[Any]:
    if isinstance(plain, dict):
        parts = path.split(".")
        for count in range(len(parts), 0, -1):
            if (name := ".".join(parts[:count])) in plain:
                rest = ".".join(parts[count:])
                yield from _found(plain[name], rest) if rest else (plain[name],)
    elif isinstance(plain, list):
        first, _, rest = path.partition(".")
        if first.isascii() and first.isdigit() and int(first[:9]) < len(plain):
            yield from _found(plain[int(first[:9])], rest) if rest else (plain[int(first[:9])],)


def _missing(plain: Any, path: str) -> str:
    if isinstance(plain, dict):
        return f"is not there; there is {has(plain)}.{suggest(path.partition('.')[0], map(str, plain))}".rstrip(".")
    if isinstance(plain, list):
        return f"is not there; there is a list of {len(plain):,}, so begin with a number from 0"
    return "is not there; there is a single value"
