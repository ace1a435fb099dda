"""Make text that an author wrote safe to print: one line, no controls, no more than a reader needs."""

from __future__ import annotations

import re
import sys
from typing import Final

from afterword.text.expression import expression
from afterword.text.unseen import CONTROLS, DIRECTIONS, IGNORABLE, JOINERS, MISPLACED, NONCHARACTERS

LONGEST: Final = 400

WHOLE: Final = sys.maxsize
"""The longest for machines, which are told everything."""

UNSAFE: Final = expression(
    rf"[{CONTROLS}{IGNORABLE}{JOINERS}{DIRECTIONS}{NONCHARACTERS}\ud800-\udfff]|{MISPLACED}"
    # Runners of pipelines obey `##[command]`, wherever in a line it stands.
    r"|(?<=#)#(?=\w*\[)"
)
"""What would move the cursor, colour the terminal, begin a line, or be seen by nobody."""


def printable(text: str, longest: int = LONGEST) -> str:
    r"""Escape what would move the cursor, colour the terminal or begin a line: ``\x1b``, ``\n``, ``\u202e``."""
    short = text if len(text) <= longest else text[:longest] + "…"
    return UNSAFE.sub(_escaped, short)


def shortened(text: str, longest: int, rest: str = "…") -> str:
    """A text of at most so many characters, cut between two words and never inside code; ``rest`` follows the cut."""
    if len(text) <= longest:
        return text
    short = text[: longest + 1].rpartition(" ")[0]
    if short.count("`") % 2:
        short = short.rpartition("`")[0]
    return f"{short.rstrip()} {rest}" if short.strip() else f"{text[:longest]}{rest}"


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    named = {9: r"\t", 10: r"\n", 13: r"\r"}
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return named.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
