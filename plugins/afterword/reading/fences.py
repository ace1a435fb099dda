"""Fenced code of a narrative, as the site shows it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from afterword.text.signs import Signs

_SIGNS = Signs("```|~~~")
_FENCE = re.compile(r"^( *)(`{3,}|~{3,})[ ]*([\w+#.-]*)[ ]*$")


def fences(lines: Sequence[str]) -> dict[int, int]:
    """For each line that opens a fence, the line that closes it; an unclosed fence is none.

    A line with less indentation ends the place in which a fence could be closed.
    """
    opening = {
        at: mark for at, line in enumerate(lines) if "```" in line or "~~~" in line if (mark := _FENCE.match(line))
    }
    if not opening:
        return {}
    lower = _lower(lines)
    found: dict[int, int] = {}
    closing: dict[str, list[int]] = defaultdict(list)
    for at in opening:
        closing[lines[at].rstrip()].append(at)
    free = 0
    for at, mark in opening.items():
        places = closing.get(mark[1] + mark[2], [])
        after = bisect_right(places, at)
        if at >= free and after < len(places) and places[after] < lower[at]:
            found[at] = places[after]
            free = places[after] + 1
    return found


def without_fences(text: str) -> str:
    """A text whose fenced code is blank; offsets do not change."""
    if not _SIGNS.may_be_in(text):
        return text
    lines = text.split("\n")
    for start, end in fences(lines).items():
        lines[start : end + 1] = (" " * len(line) for line in lines[start : end + 1])
    return "\n".join(lines)


def _lower(lines: Sequence[str]) -> list[int]:
    """For each line, the next one that is not empty and has less indentation; the end if there is none."""
    next_lower = [len(lines)] * len(lines)
    waiting: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if line.strip():
            indent = len(line) - len(line.lstrip(" "))
            while waiting and waiting[-1][0] > indent:
                next_lower[waiting.pop()[1]] = at
            waiting.append((indent, at))
    return next_lower
