"""Text of an author in a page of a platform: shown as it is, and neither a link, a mention, an image nor markup.

Platforms make links out of plain text after Markdown has been read: ``@name``, ``#12``, ``owner/name#12``, addresses,
commits. Escaping does not stop that, and code does. So only plain words stand outside of code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from afterword.text.printable import printable

_CODE = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"\(?(?:[A-Za-z]+(?:['-][A-Za-z]+)*|\d{1,3}(?:,\d{3})*)[.,;:!?)]*|…")
_COMMIT = re.compile(r"\W*[0-9a-f]{7,}\W*")


def harmless(text: str, longest: int) -> str:
    """HTML on one line for inside a block of HTML; what stands in backticks is code, and so is all but words."""
    shown = printable(text, longest)
    parts: list[str] = []
    at = 0
    for match in _CODE.finditer(shown):
        parts += [*_words(shown[at : match.start()]), code(match[1])]
        at = match.end()
    return "".join([*parts, *_words(shown[at:])])


def code(text: str) -> str:
    """A text as code, whatever it holds."""
    return f"<code>{html.escape(printable(text))}</code>"


def _words(text: str) -> Iterator[str]:
    for word in re.split(r"( +)", text):
        plain = not word.strip() or (_WORD.fullmatch(word) and not _COMMIT.fullmatch(word))
        # Marks that close a sentence follow a code span without a space before them.
        yield word if plain or re.fullmatch(r"[.,;:!?)(]+", word) else code(word)
