"""Regular expressions of an organisation, in its schema and its settings: only those that always come to an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.text.expression import expression

_ATOM = expression(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")  # an escape or a class of characters


def unsafe_pattern(pattern: str) -> str | None:
    """Why a regular expression must not be used, as the end of a sentence about it; ``None`` when it is safe."""
    try:
        re.compile(pattern, re.ASCII)
    except re.error as error:
        return f"is not a regular expression: {error}"
    if not all(_separated(group) for group in _repeated_groups(pattern)):
        return "repeats a repetition or a choice, which can take for ever; begin the group with a separator"
    if pattern != r"\S" and not re.fullmatch(r"\^[^|]*\$", _ATOM.sub("x", pattern)):
        return "is not anchored; begin it with ^ and end it with $"
    return None


def _repeated_groups(pattern: str) -> Iterator[str]:
    """What stands in each group that is repeated."""
    opened: list[int] = []
    at = 0
    while at < len(pattern):
        if atom := _ATOM.match(pattern, at):
            at = atom.end()
            continue
        if pattern[at] == "(":
            opened.append(at + 1)
        elif pattern[at] == ")" and pattern[at + 1 : at + 2] in {"*", "+", "{"}:
            yield pattern[opened.pop() : at].removeprefix("?:")
        elif pattern[at] == ")":
            opened.pop()
        at += 1


def _separated(group: str) -> bool:
    # `(-[a-z0-9]+)*` is linear: each round begins with a literal that the repetition inside cannot match.
    if not re.search(r"[+*?|(]|,\d*}", _ATOM.sub("x", group)):
        return True
    first, rest = group[0], group[1:]
    one_class = re.fullmatch(r"(\[(?!\^)[^]]*\])[+*]", rest)
    return first in "-_/:" and one_class is not None and not re.match(one_class[1], first)
