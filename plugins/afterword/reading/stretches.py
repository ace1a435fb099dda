"""The stretches of a narrative in which there may be a link: most of a narrative need not be taken apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from afterword.reading.texts import Line

_CANDIDATE = re.compile(r"\]\(|<[A-Za-z]")
_BRACKET = re.compile(r"\[|<[A-Za-z]")
# Indented blocks belong to what is before them; a block that is not begins anew.
_APART = re.compile(r"\n[ \t]*\n(?=\S)")


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each block with what is indented below it, where a link or the name of one may be."""
    defines = "]:" in text
    if not (defines or "](" in text or "<" in text):
        return
    starts = [0, *(mark.end() for mark in _APART.finditer(text)), len(text)]
    end = 0
    for candidate in (_BRACKET if defines else _CANDIDATE).finditer(text):
        if candidate.start() >= end:
            after = bisect_right(starts, candidate.start(), hi=len(starts) - 1)
            start, end = starts[after - 1], starts[after]
            yield start, end


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines between two offsets, whose tabs at the head are spaces."""
    for line in text[start:end].split("\n"):
        yield (start, line) if "\t" not in line else _untabbed(start, line)
        start += len(line) + 1


def _untabbed(at: int, line: str) -> Line:
    rest = line.lstrip(" \t")
    before = line[: len(line) - len(rest)]
    return at + len(before) - len(before.expandtabs(4)), before.expandtabs(4) + rest
