"""Text of an author in a page of a platform: shown as it is, and neither a link, a mention, an image nor markup.

Platforms make links out of plain text after Markdown has been read: ``@name``, ``#12``, ``GH-12``, ``[[page]]``,
``owner/name#12``, addresses, commits. Escaping does not stop that, and code does. So only plain words, numbers and the
marks of sentences stand outside of code.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from afterword.text.backticks import backticks
from afterword.text.printable import WHOLE, printable, shortened

_CODE: Final = re.compile(r"`([^`]+)`")
_WIDE: Final = "、。\uff0c\uff1b\uff1a\uff01\uff1f"
"""The marks of sentences in scripts that put no space behind them."""

_ENDING: Final = f".,;:!?…{_WIDE}"
_PAIRED: Final = "()\"'“”„«»「」『』\u2018\u2019\u201a\u2039\u203a\uff08\uff09"
"""Marks around a word; square and curly brackets are not among them, since platforms read those in plain text."""

_ALONE: Final = frozenset("-—+=/%→≥≤\u2013\u00d7")
"""Signs that mean nothing to a platform while there is space around them."""

_WORDS: Final = re.compile(rf"[^\W_]+(?:(?:['\u2019\u2010\u2011-]|[—…・「」『』\u2013\uff08\uff09{_WIDE}]+)[^\W_]+)*")
_NUMBER: Final = re.compile(r"v?\d+(?:[.,]\d+)*(?:%|[^\W\d_]{0,3})")
_TIME: Final = re.compile(r"(?:\d{4}-\d\d-\d\dT)?\d\d:\d\dZ?")
_LETTERS: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
"""Such as "e.g."."""

_COMMIT: Final = re.compile(r"(?<![^\W_])[0-9a-f]{7,}(?![^\W_])")


def harmless(text: str, longest: int) -> str:
    """HTML on one line for inside a block of HTML; what stands in backticks is code, and so is all but words."""
    return "".join(_parts(printable(shortened(text, longest), WHOLE), _element))


def harmless_markdown(text: str, longest: int = WHOLE) -> str:
    """The same for a place inside a line of Markdown, where ``<code>`` would not keep its content from being read."""
    line = ""
    for part in _parts(printable(shortened(text, longest), WHOLE), _span):
        # Backticks that touch would be read as one longer mark.
        line += f" {part}" if line.endswith("`") and part.startswith("`") else part
    return line


def code(text: str) -> str:
    """A text as code, whatever it holds."""
    return _element(printable(text))


def code_markdown(text: str) -> str:
    """The same inside a line of Markdown."""
    return _span(printable(text))


def _element(shown: str) -> str:
    return f"<code>{html.escape(shown)}</code>"


def _span(shown: str) -> str:
    """A code span, in more backticks than it has in a row."""
    marks = backticks(shown)
    return f"{marks} {shown} {marks}" if shown.startswith("`") or shown.endswith("`") else f"{marks}{shown}{marks}"


def _parts(shown: str, as_code: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for match in _CODE.finditer(shown):
        yield from _words(shown[at : match.start()], as_code)
        yield as_code(match[1])
        at = match.end()
    yield from _words(shown[at:], as_code)


def _words(text: str, as_code: Callable[[str], str]) -> Iterator[str]:
    for token in re.split(r"( +)", text):
        word = token.lstrip(_PAIRED).rstrip(_PAIRED + _ENDING)
        plain = not word or word.isspace() or token in _ALONE
        if not plain and not (plain := _is_plain(word, token[token.find(word) + len(word) :])):
            # What is in pairs inside of it, as in `f(x)`, belongs to it.
            word = token.rstrip(_ENDING) if any(mark in word for mark in _PAIRED) else word
        before, _, after = token.partition(word) if word else (token, "", "")
        yield from (before, word if plain else as_code(word), after)


def _is_plain(word: str, after: str) -> bool:
    """Whether a platform reads nothing into a word; ``after`` are the marks behind it."""
    bare = word if word.isascii() else "".join(char for char in word if unicodedata.category(char)[0] != "M")
    if _COMMIT.search(bare) or any(_is_ticket(*pair) for pair in pairwise(bare.split("-"))):
        return False
    if _NUMBER.fullmatch(bare):
        return not (bare.endswith("%") and after[:1] not in {"", *".,;!?"})  # `%"name"` is a milestone
    if _TIME.fullmatch(bare):
        return ":" not in after  # `:00:` could be an emoji
    return bool(_WORDS.fullmatch(bare) or _LETTERS.fullmatch(bare))


def _is_ticket(name: str, number: str) -> bool:
    """Whether two parts that a hyphen joins read as the name of a ticket, such as GH-12."""
    return number[:1].isdigit() and any(map(str.isalpha, name))
