"""A change of a file as a unified diff for `git apply` and `patch`, exact to the byte.

Secrets in the file are masked; a diff that would show one cannot be applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from afterword.secrecy import Masked, Policy
from afterword.text.printable import printable

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def diff(path: str, before: bytes, after: bytes, policy: Policy | None = None) -> str:
    r"""The difference of two contents; only ``\n`` ends a line, and a missing end of line is noted."""
    name, old, new = printable(path), before.decode("utf-8"), after.decode("utf-8")
    # Masked secrets of one length look alike, so the texts themselves are compared.
    lines = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")
    shown = _covered(lines, _lines(_seen(old, policy)), _lines(_seen(new, policy)))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)


def _covered(lines: Iterator[str], old: list[str], new: list[str]) -> Iterator[str]:
    """The lines of a diff, replaced by the same lines of two other texts."""
    at, to = 0, 0
    for number, line in enumerate(lines):
        if number < 2:
            yield line
        elif hunk := _HUNK.match(line):
            # The first line of an empty range is the one before it.
            at, to = int(hunk[1]) - (hunk[2] != "0"), int(hunk[3]) - (hunk[4] != "0")
            yield line
        else:
            yield line[0] + (new[to] if line[0] == "+" else old[at])
            at, to = at + (line[0] != "+"), to + (line[0] != "-")


def _seen(text: str, policy: Policy | None) -> str:
    """The text as it may be printed, line by line, with the secrets that the rules find masked."""
    lines = text.split("\n")
    covered = Masked("\n".join(line.removesuffix("\r") for line in lines), policy or Policy())
    ends = ("\r" if line.endswith("\r") else "" for line in lines)
    return "\n".join(f"{covered.line(number)}{end}" for number, end in enumerate(ends, 1))


def _lines(text: str) -> list[str]:
    *whole, last = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]
