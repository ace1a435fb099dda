"""A chart as a value: what it shows, on how many reviews it rests, the drawing, and the numbers behind it."""

from __future__ import annotations

from typing import NamedTuple

from afterword.graphics.charts.drawing import Drawing


class Link(NamedTuple):
    """A cell of a table that leads to a page of the site; ``page`` is the path of its file."""

    text: str
    page: str
    anchor: str = ""


Cell = str | int | float | Link | None
"""``None`` is a missing value, which is not zero."""


class Table(NamedTuple):
    """The numbers of a chart, row by row below their ``head``."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Chart(NamedTuple):
    """One chart of a page.

    ``name`` is its anchor and the name of its CSV file. ``base`` says on how many of how many reviews it rests.
    ``says`` is the text alternative of the drawing, in a sentence. ``drawing`` is ``None``
    where there is nothing to draw yet; ``hint`` then says what would fill it.
    """

    name: str
    title: str
    base: str
    says: str
    table: Table
    drawing: Drawing | None
    hint: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show yet, so that the hint replaces it."""
        return self.drawing is None and bool(self.hint)
