"""The headings of a narrative, and the edits that move them down a level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from afterword.reading.narrative import prose
from afterword.text.edits import Edit

DEEPEST: Final = 6

_ATX: Final = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)([^\n]*)$", re.MULTILINE)
_CLOSING: Final = re.compile(r"(?:^|[ \t])#+$")
# The line above is no item, quote, row, heading or indented code.
_SETEXT: Final = re.compile(r"^ {0,3}(?![-*+>|#]|\d+[.)]\s)(\S[^\n]*)\n {0,3}(=+|-+)[ \t]*$", re.MULTILINE)
_MARKS: Final = re.compile(r"[`*_~\[\]]|\]\([^)]*\)|\{[#:.][^}]*\}")


class Heading(NamedTuple):
    """A heading, with its level, its words without markup, and its offsets in the narrative.

    ``mark`` are the offsets of its hashes, or of the line below it.
    """

    level: int
    text: str
    start: int
    end: int
    mark: tuple[int, int]
    underlined: bool


def headings(body: str) -> tuple[Heading, ...]:
    """Every heading in order; those in code are none."""
    text = prose(body)
    found = [*_hashed(text, body), *_underlined(text, body)] if "#" in text or "=" in text or "--" in text else []
    return tuple(sorted(found, key=lambda heading: heading.start))


def lowered(body: str, wanted: Iterable[Heading]) -> Iterator[Edit]:
    """The edits that move headings of a narrative down a level; the deepest ones stay where they are."""
    for heading in wanted:
        start, end = heading.mark
        if not heading.underlined:
            if heading.level < DEEPEST:
                yield Edit(start, start, "#")
        elif heading.level == 1:
            yield Edit(start, end, "-" * max(3, end - start))
        else:
            line = body[heading.start : body.index("\n", heading.start)]
            yield Edit(heading.start, heading.end, f"### {line.strip()}")


def bare(text: str) -> str:
    """The words of a heading, to compare it with a title: without markup, case and punctuation."""
    return " ".join(re.findall(r"\w+", _MARKS.sub("", text).casefold()))


def _hashed(text: str, body: str) -> Iterator[Heading]:
    for match in _ATX.finditer(text):
        written = _CLOSING.sub("", body[slice(*match.span(2))].strip()).strip()
        yield Heading(len(match[1]), written, *match.span(), match.span(1), underlined=False)


def _underlined(text: str, body: str) -> Iterator[Heading]:
    for match in _SETEXT.finditer(text):
        level, written = 1 if match[2][0] == "=" else 2, body[slice(*match.span(1))].strip()
        yield Heading(level, written, *match.span(), match.span(2), underlined=True)
