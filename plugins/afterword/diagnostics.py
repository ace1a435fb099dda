"""Problems are values: what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way to a value in the front matter: keys and list positions."""


class Severity(StrEnum):
    """How much a problem matters: an error rejects the review, a warning does not, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Span:
    """A stretch of a file; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Problem(NamedTuple):
    """What a reader or a rule found, before the rule's code and severity are put to it."""

    message: str
    span: Span = START
    help: str = ""
    pointer: Path = ()


@dataclass(frozen=True)
class Diagnostic:
    """A problem of one file under the code of its rule; ``path`` is relative to the root."""

    code: str
    name: str
    severity: Severity
    path: str
    span: Span
    pointer: str
    message: str
    help: str

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.span.line, self.span.column, self.code, self.message)


def json_pointer(path: Path) -> str:
    """Write a path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def pointer_path(pointer: str) -> Path:
    """The path that a JSON Pointer names; what looks like the number of an item is one."""
    names = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    return tuple(int(name) if name.isdecimal() else name for name in names)


def field_path(path: Path) -> str:
    """The path of the field to which the value at a path belongs: ``actions.*.due`` for the due day of any action."""
    return ".".join("*" if isinstance(part, int) else part for part in path)


def one_of(words: Iterable[str], limit: int = 12) -> str:
    """List allowed words for a message: ``a, b or c``; the tail of a long list is counted, never dropped."""
    listed = list(words)
    if len(listed) > limit:
        return f"{', '.join(listed[:limit])} and {len(listed) - limit} more"
    return " or ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def listed(words: Iterable[str]) -> str:
    """``a, b and c``."""
    parts = list(words)
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def counted(number: int, one: str, many: str = "") -> str:
    """``1 review``, ``2,000 reviews``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
