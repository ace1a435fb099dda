"""What Python-Markdown would read again and again: it has no bound of its own, and a short text can take it minutes.

Within a paragraph it looks for the end of each bracket, and copies the rest for each line that begins a block and the
whole for each mark. An empty line, which ends the paragraph, ends that too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from afterword.reading.fences import without_fences
from afterword.reading.inline import closing_marks, without_code
from afterword.text.expression import expression

MOST_READ: Final = 500_000
"""So many characters are looked at for all brackets of a narrative; reviews come to some thousands."""

MOST_BEGUN: Final = 100
"""So many headings, rules, definitions and admonitions may follow one another without an empty line.

The parser calls itself for each definition, and Python ends it at some hundreds.
"""

MOST_COPIED: Final = 1_000_000_000
"""So many characters are copied for the marks of a paragraph: less than a second."""

MOST_NOTES: Final = 500
"""So many references to footnotes, and footnotes, are in a narrative: each is looked for among the others."""

MOST_FILLED: Final = 20_000
"""So many cells of a table may be missing, which the parser adds to each row that has fewer than the head."""

_PARAGRAPH = expression(r"(?:^.*\S.*\n?)+", re.MULTILINE)
_BEGINS = expression(r"\s*(?:#|:\s|!!!|\?\?\?|=+\s*$|(?:[-*_]\s*){2,}$)")
_BELOW_HEAD = expression(r"[ \t|:-]*-[ \t|:-]*\n")
_MARK = expression(r"[\\`*_&<\[]")


@dataclass(frozen=True)
class Excess:
    """Offsets in a narrative: where an empty line would end a paragraph, and the brackets that are too many."""

    ends: tuple[int, ...] = ()
    brackets: tuple[int, ...] = ()


def excess(body: str) -> Excess:
    """What of a narrative takes too long; nothing in nearly every one."""
    marks, brackets = len(_MARK.findall(body)), body.count("[")
    few = brackets * len(body) <= MOST_READ and marks * len(body) <= MOST_COPIED
    cells = (body.count("|") + 1) * body.count("\n") > MOST_FILLED  # as if every line were a row as wide as all tables
    if few and not cells and body.count("\n") <= MOST_BEGUN:
        return Excess()
    text = without_fences(body)
    paragraphs = [found.span() for found in _PARAGRAPH.finditer(text)]
    ends = [end for start, stop in paragraphs for end in _ends(text, start, stop)]
    return Excess(tuple(ends), () if few else tuple(_brackets(text, paragraphs)))


def bounded(body: str) -> str:
    """The same text with an empty line where a paragraph has too much, and without a meaning for too many brackets."""
    found = excess(body)
    signs = sorted([*((end, "\n") for end in found.ends), *((at, "\\") for at in found.brackets)])
    parts, at = list[str](), 0
    for place, sign in signs:
        parts += (body[at:place], sign)
        at = place
    return "".join([*parts, body[at:]])


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    """Behind which lines of a paragraph it should end."""
    begun = marks = 0
    first = at = start
    while (end := text.find("\n", at, stop) + 1) and end < stop:
        line = text[at:end]
        if _BELOW_HEAD.fullmatch(line) and at > start and _missing(line, text[end:stop]) > MOST_FILLED:
            yield at
        begun += bool(_BEGINS.match(line))
        marks += len(_MARK.findall(line))
        if begun >= MOST_BEGUN or marks * (end - first) > MOST_COPIED:
            yield end
            begun = marks = 0
            first = end
        at = end


def _missing(below_head: str, rows: str) -> int:
    """How many cells a table lacks if all lines that follow are its rows."""
    return (below_head.count("|") + 1) * (rows.count("\n") + 1) - rows.count("|")


def _brackets(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[int]:
    left, notes = MOST_READ, MOST_NOTES
    for start, stop in paragraphs:
        seen = without_code(text[start:stop])
        closed, ended = (closing_marks(pair, seen, 0, len(seen)) for pair in (b"[]", b"()"))
        for at in (at for at, mark in enumerate(seen) if mark == ord("[")):
            end = closed.get(at, len(seen))
            left -= (ended.get(end + 1, len(seen)) if seen[end + 1 : end + 2] == b"(" else end) - at
            notes -= seen[at + 1 : at + 2] == b"^"
            if left < 0 or notes < 0:
                yield start + at
