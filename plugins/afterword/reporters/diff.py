"""A change of a file as a unified diff that `git apply` and `patch` take, byte for byte."""

from __future__ import annotations

from difflib import unified_diff

from afterword.reporters.printable import printable


def diff(path: str, before: bytes, after: bytes) -> str:
    r"""The difference of two contents; only ``\n`` ends a line, and an end of line that is missing is said."""
    name = printable(path)
    lines = unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(raw: bytes) -> list[str]:
    *whole, last = raw.decode("utf-8").split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]
