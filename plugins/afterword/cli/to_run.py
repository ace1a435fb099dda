"""A command that a message tells to run, as one line for a shell."""

from __future__ import annotations

import re
import shlex

import click

from afterword.text.printable import UNSAFE


def to_run(*words: str) -> str:
    """The command with these words, about the knowledge base that ``--root`` named for the one that runs."""
    context = click.get_current_context(silent=True)
    root = context.params.get("root") if context else None
    named = ("--root", str(root)) if root else ()
    return " ".join(map(_quoted, ("afterword", *words, *named)))


def _quoted(text: str) -> str:
    """A text as one word of a shell, on one line; bash and zsh read back what is not printed as it is."""
    if not UNSAFE.search(text):
        return shlex.quote(text)
    inside = text.replace("\\", r"\\").replace("'", r"\'")
    return f"$'{UNSAFE.sub(_escaped, inside)}'"


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if named := {9: r"\t", 10: r"\n", 13: r"\r"}.get(code):
        return named
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8, as Python reads it
        return f"\\x{code - 0xDC00:02x}"
    # For a shell, `\xad` is a byte and no character.
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
