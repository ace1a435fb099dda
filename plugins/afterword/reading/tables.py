"""The cells of a table in Markdown, as Python-Markdown divides its rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from afterword.reading.inline import code_in
from afterword.text.expression import expression

_PIPE = expression(r"\\\\|\\\||(\|)")
_END_BORDER = expression(r"(?<!\\)(?:\\\\)*\|$")
UNBORDERED = expression(r" *+(?!\|)(?!.*(?<!\\)(?:\\\\)*\| *$)")
"""A line that neither begins nor ends with a border; a table of one column has none."""


def cells_of(rows: Sequence[str]) -> list[tuple[int, int, int]]:
    """The row, start and end of each cell of a table that is shown; a row shows as many as its head has."""
    bordered = not UNBORDERED.match(rows[0])
    cells = [_split(row, bordered=bordered) for row in (rows[0], *rows[2:])]
    places = (0, *range(2, len(rows)))
    return [(at, *cell) for at, row in zip(places, cells, strict=True) for cell in row[: len(cells[0])]]


def columns_of(head: str, below: str) -> int:
    """How many columns a table has that begins with two lines; none where it is no table."""
    bordered = not UNBORDERED.match(head)
    line = _split(below, bordered=bordered)
    marks = {mark for start, end in line for mark in below[start:end]}
    return len(line) if marks <= set("|:- ") and len(line) == len(_split(head, bordered=bordered)) else 0


def _split(row: str, *, bordered: bool) -> list[tuple[int, int]]:
    start, end = len(row) - len(row.lstrip(" ")), len(row.rstrip(" "))
    if bordered:
        start += row[start : start + 1] == "|"
        end -= end > start and _END_BORDER.search(row[start:end]) is not None
    code = list(code_in(row)) if "`" in row else []
    starts = [span[0] for span in code]
    cells = []
    for mark in _PIPE.finditer(row, start, end):
        before = bisect_right(starts, mark.start()) - 1
        if mark[1] and not (before >= 0 and mark.start() < code[before][1]):
            cells.append((start, mark.start()))
            start = mark.end()
    return [*cells, (start, end)]
