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
    return in_shell("afterword", *words, *named)


def in_shell(*words: str) -> str:
    """These words as one line for a shell."""
    return " ".join(map(_quoted, words))


def _quoted(text: str) -> str:
    """A text as one word of a shell, on one line; bash and zsh read back what is not printed as it is."""
    if not UNSAFE.search(text):
        return shlex.quote(text)
    inside = text.replace("\\", r"\\").replace("'", r"\'")
    return f"$'{UNSAFE.sub(_escaped, inside)}'"


def _escaped(match: re.Match[str]) -> str:
    # Bytes, since older versions of bash know no `\u`; one that is not UTF-8 stays what it is.
    escaped = "\udc80" <= match[0] <= "\udcff"
    raw = match[0].encode("utf-8", "surrogateescape" if escaped else "surrogatepass")
    return {b"\t": r"\t", b"\n": r"\n", b"\r": r"\r"}.get(raw) or "".join(f"\\x{byte:02x}" for byte in raw)
