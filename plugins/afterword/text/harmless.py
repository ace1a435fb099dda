"""Text of an author in a page of a platform: shown as it is, and neither a link, a mention, an image nor markup.

Platforms make links out of plain text after Markdown has been read: ``@name``, ``#12``, ``owner/name#12``, addresses,
commits. Escaping does not stop that, and code does. So only plain words stand outside of code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from afterword.text.backticks import backticks
from afterword.text.printable import printable

_CODE = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"\(?(?:[A-Za-z]+(?:['-][A-Za-z]+)*|\d{1,3}(?:,\d{3})*)[.,;:!?)]*|…")
_COMMIT = re.compile(r"\W*[0-9a-f]{7,}\W*")


def harmless(text: str, longest: int) -> str:
    """HTML on one line for inside a block of HTML; what stands in backticks is code, and so is all but words."""
    return "".join(_parts(printable(text, longest), code))


def harmless_markdown(text: str, longest: int) -> str:
    """The same for a place inside a line of Markdown, where ``<code>`` would not keep its content from being read."""
    line = ""
    for part in _parts(printable(text, longest), _span):
        # Backticks that touch would be read as one longer mark.
        line += f" {part}" if line.endswith("`") and part.startswith("`") else part
    return line


def code(text: str) -> str:
    """A text as code, whatever it holds."""
    return f"<code>{html.escape(printable(text))}</code>"


def _span(text: str) -> str:
    """A text as a code span, in more backticks than it has in a row."""
    shown = printable(text)
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
    for word in re.split(r"( +)", text):
        plain = not word.strip() or (_WORD.fullmatch(word) and not _COMMIT.fullmatch(word))
        # Marks that close a sentence follow a code span without a space before them.
        yield word if plain or re.fullmatch(r"[.,;:!?)(]+", word) else as_code(word)
