"""A change of a file as a unified diff that `git apply` and `patch` take, byte for byte.

What the file gives away is covered; a diff that would show it tells the change, and can no longer be applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from afterword.secrecy import Masked, Policy
from afterword.text.printable import printable

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def diff(path: str, before: bytes, after: bytes, policy: Policy | None = None) -> str:
    r"""The difference of two contents; only ``\n`` ends a line, and an end of line that is missing is said."""
    name, old, new = printable(path), before.decode("utf-8"), after.decode("utf-8")
    # Secrets of one length look alike when they are covered, so the texts themselves are compared.
    lines = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")
    shown = _covered(lines, _lines(_seen(old, policy)), _lines(_seen(new, policy)))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)


def _covered(lines: Iterator[str], old: list[str], new: list[str]) -> Iterator[str]:
    """The lines of a diff with those of other texts in their places."""
    at, to = 0, 0
    for number, line in enumerate(lines):
        if number < 2:
            yield line
        elif hunk := _HUNK.match(line):
            # The first line of an empty stretch is the one before it.
            at, to = int(hunk[1]) - (hunk[2] != "0"), int(hunk[3]) - (hunk[4] != "0")
            yield line
        else:
            yield line[0] + (new[to] if line[0] == "+" else old[at])
            at, to = at + (line[0] != "+"), to + (line[0] != "-")


def _seen(text: str, policy: Policy | None) -> str:
    """The text as it may be printed, line for line; secrets are looked for as in the text that the rules see."""
    lines = text.split("\n")
    covered = Masked("\n".join(line.removesuffix("\r") for line in lines), policy or Policy())
    ends = ("\r" if line.endswith("\r") else "" for line in lines)
    return "\n".join(f"{covered.line(number)}{end}" for number, end in enumerate(ends, 1))


def _lines(text: str) -> list[str]:
    *whole, last = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]
