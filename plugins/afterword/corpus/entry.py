"""One file of a knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterword.model import Pattern, Review
from afterword.reading import Document, Reading
from afterword.schema import PATTERN

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import Violation


def stem_of(path: str) -> str:
    """The name of a page without its suffix; a path with slashes is cut far sooner than it is parsed."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".md") and len(name) > 3 else Path(path).stem


@dataclass(frozen=True)
class Entry:
    """One file of the knowledge base: how it was read, its data and violations, and its value.

    ``value`` is ``None`` if the file could not be read or does not match the schema; no file is ever dropped.
    """

    path: str
    kind: str  # REVIEW or PATTERN
    reading: Reading
    data: dict[str, Any] = field(default_factory=dict)
    violations: tuple[Violation, ...] = ()
    value: Review | Pattern | None = None

    @cached_property  # every corpus rule uses it for every review
    def id(self) -> str:
        return stem_of(self.path)

    @property
    def document(self) -> Document | None:
        return self.reading.document

    @property
    def public(self) -> bool:
        """Whether a public audience may learn of it: a pattern, or a review that says so.

        Nobody knows what a review says that cannot be read, so it is internal.
        """
        return self.kind == PATTERN or self.data.get("visibility") == "public"
