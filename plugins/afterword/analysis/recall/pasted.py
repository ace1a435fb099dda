"""What people say in a text that they paste, without what only machines read: frames, paths, addresses, times, ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_FRAME: Final = re.compile(
    r"""
    ^[ \t]*(?:
        File\ "[^"\n]*",\ line\ \d+.*(?:\n[ \t]{4,}\S.*)?    # of Python, with the line of code below it
      | at\ .*(?:\.\w+:\d+(?::\d+)?\)?|\((?:Native\ Method|Unknown\ Source|<anonymous>)\))$    # of Java or JavaScript
      | \.\.\.\ \d+\ more$
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_NOISE: Final = re.compile(
    r"""
      \b[a-z]{1,9}(?:\+[a-z]{1,9})?://[^\s"')]+
    | (?<![\w./\\~-])(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^\s"')]+    # a path from the root, from home or from here
    | (?<![\w./\\-])[\w.-]+(?:[/\\][\w.-]+)+\.\w{1,5}\b    # any path to a file, and no "training/serving"
    | \b\d{4}-\d\d-\d\d[T ]\d\d:[\d:.,Z+-]+
    | \b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b
    | \b(?:0x[0-9a-fA-F]+|(?=[a-fA-F]*\d)[0-9a-fA-F]{7,})\b
    | (?<![\w.])(?:[^\W\d]\w*\.){2,}(?=[^\W\d])    # what stands before the name of an error
    """,
    re.VERBOSE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def spoken_lines(text: str) -> Iterable[str]:
    """The lines of a text without such noise; of those that differ in nothing but numbers one is given."""
    lines = _NOISE.sub(" ", _FRAME.sub("", text)).splitlines()
    return {tuple(_LETTERS.findall(line)): line for line in lines}.values()
