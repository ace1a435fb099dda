"""A table as a value: typed columns with the prose of the schema, and rows in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Value = str | int | float | bool | tuple[str, ...] | None
"""A cell. Days and instants are ISO 8601 texts, a list holds texts, and ``None`` is what a review does not say."""


class ColumnType(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    INSTANT = "instant"  # UTC, to the second
    TIME = "time"  # UTC, to the microsecond
    LIST = "list"  # of texts


@dataclass(frozen=True)
class Column:
    """One column; ``description`` is that of the field from which it comes."""

    name: str
    kind: ColumnType
    description: str = ""


class Table(NamedTuple):
    """Rows of equal length, in the order of the corpus: newest review first, then as the review lists them."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Sequence[Value], ...]
