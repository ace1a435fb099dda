"""Which groups and lists a line of the front matter is in, from the indentation of the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

QUOTES: Final = "\"'"
_LINE: Final = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)"
    r"(?:(?P<key>[\"']?[A-Za-z_]\w*[\"']?)(?P<colon>[ \t]*:)(?=[ \t]|$))?",
    re.ASCII,
)


def goes_on(lines: Sequence[str], number: int, column: int) -> bool:
    """Whether the value of a key goes on below its line."""
    below = next((line for line in lines[number + 1 :] if line.strip() and not line.lstrip().startswith("#")), "")
    indent = len(below) - len(below.lstrip(" "))
    return indent > column or (indent == column and re.match(r" *-(?: |$)", below) is not None)


def continues(lines: Sequence[str], number: int, begin: int) -> bool:
    """Whether what begins at a column would be a further line of a value above it."""
    for above in range(number - 1, 0, -1):
        steps = _steps(lines[above])
        if steps and steps[0][0] < begin:
            at, _ = steps[-1]
            rest = lines[above][matched(lines[above]).end() :].strip(" \t")
            return at < begin and bool(rest) and not rest.startswith("#")
        indent = len(lines[above]) - len(lines[above].lstrip(" "))
        if not steps and indent <= begin and lines[above].strip() and not lines[above].lstrip().startswith("#"):
            return begin > 0
    return False


def parents(lines: Sequence[str], number: int, bound: int, *, dashed: bool) -> tuple[str, ...]:
    """The keys and lists that contain what begins at a column, from the outermost to the innermost."""
    path: list[str] = []
    for above in range(number - 1, 0, -1):
        if bound == 0 and not dashed:
            break
        for column, step in reversed(_steps(lines[above])):
            is_dash = step == "*"
            # A list may have the same indentation as its key.
            if column < bound or (column == bound and dashed and not is_dash):
                path.append(step)
                bound, dashed = column, is_dash
    return tuple(reversed(path))


def _steps(line: str) -> list[tuple[int, str]]:
    """The dashes and the key of a line with their columns."""
    if not line.strip() or line.lstrip().startswith("#"):
        return []
    match = matched(line)
    found = [(match.start("dashes") + at, "*") for at, char in enumerate(match["dashes"]) if char == "-"]
    return [*found, (match.start("key"), match["key"].strip(QUOTES))] if match["key"] else found


def siblings(lines: Sequence[str], number: int, column: int) -> Iterator[str]:
    """The other keys of the group whose keys begin at a column."""
    for way in (range(number, 0, -1), range(number + 1, len(lines))):
        for at in way:
            steps = _steps(lines[at])
            if at > number and steps and steps[0][0] < column:
                break
            if at != number:
                yield from (step for place, step in steps if place == column and step != "*")
            if at <= number and steps and steps[0][0] < column:
                break


def depth(line: str, column: int) -> int:
    """The indentation of a line; of an empty one, the column of the cursor."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else column


def matched(line: str) -> re.Match[str]:
    """The indentation, the dashes and the key of a line."""
    match = _LINE.match(line)
    if match is None:
        raise AssertionError("the expression matches every line, at least with nothing")
    return match
