"""The stretches of a narrative in which there may be a link: most of a narrative need not be taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.reading.texts import Line
from afterword.text.signs import Signs

_DEFINED = Signs(r"\]:")
_TAG = re.compile(r"<[A-Za-z]")
# Indented blocks belong to what is before them; a block that is not begins anew.
_APART = re.compile(r"\n[ \t]*\n(?=\S)")


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each block with what is indented below it, where a link or the name of one may be."""
    bracket = "[" if _DEFINED.may_be_in(text) and "]:" in text else "]("
    link, tag = text.find(bracket), _tag(text, 0)
    while link >= 0 or tag >= 0:
        at = min(place for place in (link, tag) if place >= 0)
        apart = _APART.search(text, at)
        end = apart.end() if apart else len(text)
        yield _start(text, at), end
        # Each is sought again only past where it was, so that the time is linear.
        link = text.find(bracket, end) if 0 <= link < end else link
        tag = _tag(text, end) if 0 <= tag < end else tag


def _tag(text: str, start: int) -> int:
    found = _TAG.search(text, start)
    return found.start() if found else -1


def _start(text: str, at: int) -> int:
    """Where the block begins in which an offset is."""
    start = text.rfind("\n", 0, at) + 1
    while start:
        before = text.rfind("\n", 0, start - 1)
        if before >= 0 and not text[start].isspace() and not text[before + 1 : start - 1].strip(" \t"):
            break
        start = before + 1
    return start


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines between two offsets, whose tabs at the head are spaces."""
    for line in text[start:end].split("\n"):
        yield (start, line) if "\t" not in line else _untabbed(start, line)
        start += len(line) + 1


def _untabbed(at: int, line: str) -> Line:
    rest = line.lstrip(" \t")
    before = line[: len(line) - len(rest)]
    return at + len(before) - len(before.expandtabs(4)), before.expandtabs(4) + rest
