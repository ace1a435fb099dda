"""A unified diff, as git and ``diff -u`` write it, file by file; what is none of it is passed over.

Its lengths say where a hunk ends, so that a removed line ``-- x`` is never taken for the header ``--- x``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

ADDED: Final = "+"
REMOVED: Final = "-"

_HUNK: Final = re.compile(r"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)")
_ESCAPE: Final = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_ESCAPED: Final = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_PREFIXES: Final = frozenset({"ab", "ba", "iw", "wi", "ci", "ic", "cw", "wc", "ow", "wo"})
"""First letters of the two sides: those of git, forwards and with ``-R``, and of ``diff.mnemonicPrefix``."""
_BEGIN: Final = frozenset("d-+rc@")
"""What the lines between the hunks that say something begin with."""
_NOWHERE: Final = "/dev/null"


class Line(NamedTuple):
    """A line of a hunk: ``+``, ``-`` or a space, its number (of a removed line that in the old file), and its text."""

    sign: str
    number: int
    text: str


class Hunk(NamedTuple):
    """Lines that follow one another; ``section`` is what git says they are in, such as the head of a function."""

    section: str
    lines: tuple[Line, ...]


class FileDiff(NamedTuple):
    """What changes in a file; a file that is only renamed, or that is binary, has no hunk."""

    path: str
    before: str
    hunks: tuple[Hunk, ...]


def file_diffs(text: str) -> Iterator[FileDiff]:
    """The files of a diff in their order."""
    lines = text.split("\n")
    sides = ("", "")
    hunks: list[Hunk] = []
    begun = False
    at = 0
    while at < len(lines):
        line = lines[at].removesuffix("\r")
        at += 1
        if line[:1] not in _BEGIN:
            continue
        if line.startswith("diff ") or (line.startswith("--- ") and hunks):
            if begun:
                yield _file(sides, hunks)
            begun, hunks = True, []
            sides = _of_command(line) if line.startswith("diff ") else (_side(line), "")
        elif line.startswith(("--- ", "rename from ", "copy from ")):
            begun, sides = True, (_side(line), sides[1])
        elif line.startswith(("+++ ", "rename to ", "copy to ")):
            sides = (sides[0], _side(line))
        elif begun and (head := _HUNK.match(line)):
            found, at = _hunk(head, lines, at)
            hunks.append(found)
    if begun:
        yield _file(sides, hunks)


def _hunk(head: re.Match[str], lines: list[str], at: int) -> tuple[Hunk, int]:
    """A hunk, and where the lines go on; one that is cut short ends where its lines do."""
    old, new = int(head[1]), int(head[3])
    old_end, new_end = old + int(head[2] or 1), new + int(head[4] or 1)
    found: list[Line] = []
    while at < len(lines) and (old < old_end or new < new_end):
        line = lines[at]
        sign = line[:1]
        if sign == REMOVED:
            found.append(Line(REMOVED, old, line[1:].removesuffix("\r")))
            old += 1
        elif sign == ADDED:
            found.append(Line(ADDED, new, line[1:].removesuffix("\r")))
            new += 1
        elif sign in {" ", ""} or line == "\r":  # mail and editors strip the space of an empty line
            found.append(Line(" ", new, line[1:].removesuffix("\r")))
            old, new = old + 1, new + 1
        elif sign != "\\":
            break
        at += 1
    return Hunk(head[5].strip(), tuple(found)), at


def _file(sides: tuple[str, str], hunks: list[Hunk]) -> FileDiff:
    old, new = sides
    there = [side for side in sides if side not in {"", _NOWHERE}]
    if len(there) == 2 and old[1:2] == new[1:2] == "/" and old[0] + new[0] in _PREFIXES:
        old, new = old[2:], new[2:]
    elif len(there) == 1 and there[0][:2] in {"a/", "b/"}:
        old, new = (side if side == _NOWHERE else side[2:] for side in sides)
    before = "" if old == _NOWHERE else old
    return FileDiff(before if new in {"", _NOWHERE} else new, before, tuple(hunks))


def _side(line: str) -> str:
    """The path of a header; ``rename from`` has no prefix, and ``diff -u`` puts a time behind a tab."""
    key, _, rest = line.partition(" ")
    return _unquoted(rest.partition(" ")[2] if key in {"rename", "copy"} else rest.split("\t")[0])


def _of_command(line: str) -> tuple[str, str]:
    """The two sides that ``diff --git`` names; between plain paths only the middle can part them."""
    rest = line.removeprefix("diff --git ")
    if rest == line:
        return "", ""
    if '"' in rest:
        sides = re.findall(r'"(?:[^"\\]|\\.)*"|\S+', rest)
        return (_unquoted(sides[0]), _unquoted(sides[1])) if len(sides) == 2 else ("", "")
    middle = len(rest) // 2
    return rest[:middle], rest[middle + 1 :]


def _unquoted(path: str) -> str:
    if len(path) < 2 or not path[0] == path[-1] == '"':
        return path
    return _ESCAPE.sub(_byte, path[1:-1].encode("utf-8", "replace")).decode("utf-8", "replace")


def _byte(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPED.get(code, code)
