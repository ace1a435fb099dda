"""Characters that look like others: spaces that are none to YAML, and letters of another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from afterword.text.expression import expression
from afterword.text.unseen import UNSEEN

_TABLE: Final = Path(__file__).with_name("lookalikes.txt")
_SIGNS: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019\u201c\u201d", "------''\"\"")
_UNSEEN: Final = expression(UNSEEN)
_AFTER_MARK: Final = re.compile(r"(?m)(?:^[ ]*-?|:)([^\S \t\n]|\u200b)")
_COLON: Final = re.compile(r"(?m)^[ \t-]*\w+[ ]?([\uff1a\ufe55\ua789\u2236])")


def character_name(char: str) -> str:
    """The code point and the name of a character."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control character').lower()}"


def looks(text: str) -> str:
    """A text as a reader sees it: two texts that look the same are equal."""
    seen = text if text.isascii() else _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", seen).translate(_drawn()).translate(_SIGNS))


def disguised(text: str) -> str:
    """The first character that looks like one of ASCII and is none, with its place; empty without one."""
    for place, char in enumerate(text, 1):
        if not char.isascii() and (looks(char) or "x").isascii():
            return f"character {place} is {character_name(char)}"
    return ""


def same_look(text: str, known: Iterable[str]) -> str:
    """How a text differs from a known one that looks the same, as a sentence; empty if none does."""
    seen = looks(text)
    for other in known:
        if other != text and looks(other) == seen:
            return f"`{other}` looks the same, but {_difference(text, other)}."
    return ""


def odd_mark(text: str) -> tuple[int, str] | None:
    """The offset of a character that stands where YAML needs a space or a colon, and what it is."""
    if match := _AFTER_MARK.search(text) or _COLON.search(text):
        wanted = "a space" if match.re is _AFTER_MARK else "a colon"
        return match.start(1), f"This is {character_name(match[1])}, where YAML needs {wanted}"
    return None


def _difference(text: str, other: str) -> str:
    for place, (char, wanted) in enumerate(zip(text, other, strict=False), 1):
        if char != wanted:
            return f"its character {place} is {character_name(wanted)}, and here it is {character_name(char)}"
    longer = max(text, other, key=len)
    extra = longer[min(len(text), len(other))]
    return f"{'this one' if longer is text else 'it'} has one character more, {character_name(extra)}"


@cache
def _drawn() -> Mapping[int, str]:
    """Each letter of the table with the letter of Latin that looks like it."""
    lines = (line.split(" ") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return str.maketrans(dict(lines))
