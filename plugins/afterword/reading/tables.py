"""The cells of a table in Markdown, as Python-Markdown divides its rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from afterword.reading.inline import code_in
from afterword.text.expression import expression

_PIPE = expression(r"\\\\|\\\||(\|)")
_END_BORDER = expression(r"(?<!\\)(?:\\\\)*\|$")


def cells_of(rows: Sequence[str]) -> list[tuple[int, int, int]]:
    """The row, start and end of each cell that is shown; empty where the rows, two at least, are no table.

    A row shows as many cells as the line below the head has.
    """
    head = rows[0].strip(" ")
    bordered = head.startswith("|") or _END_BORDER.search(head) is not None
    first, line = _split(rows[0], bordered=bordered), _split(rows[1], bordered=bordered)
    marks = {mark for start, end in line for mark in rows[1][start:end]}
    if len(first) != len(line) or not marks <= set("|:- "):
        return []
    if len(first) == 1 and not (bordered and all(_bordered(row) for row in rows[1:])):
        return []
    found = [(0, start, end) for start, end in first]
    for at, row in enumerate(rows[2:], start=2):
        found += [(at, start, end) for start, end in _split(row, bordered=bordered)[: len(line)]]
    return found


def _bordered(row: str) -> bool:
    row = row.strip(" ")
    return row.startswith("|") or _END_BORDER.search(row) is not None


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
