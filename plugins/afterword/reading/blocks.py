"""The blocks of a narrative as Python-Markdown has them: where its text is, and which links it defines.

Code is no text. Lists, quotes, tables, admonitions, definitions and footnotes are taken apart: a link cannot begin in
in one part and end in another. Each line is looked at once for each level that it is nested, so the time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from afterword.reading.definitions import parted
from afterword.reading.fences import fences, without_fences
from afterword.reading.stretches import lines_of, stretches
from afterword.reading.tables import cells_of
from afterword.reading.texts import Blocks, Line, Text
from afterword.text.expression import expression

DEEPEST = 20
"""How deep parts are taken apart; no page shows more."""

# A paragraph, as most are: each line begins with a letter.
_PLAIN = expression(r"(?:[A-Za-z][^\n|\t]*+\n?)+\s*")
_HEADING = expression(r"#{1,6}(?=[^#]|$)")
_UNDERLINE = expression(r"(?:=+|-+)[ ]*$")
_RULE = expression(r" {0,3}(?:(?:-+ {0,2}){3,}|(?:_+ {0,2}){3,}|(?:\*+ {0,2}){3,})$")
_ITEM = expression(r" {0,3}(?:\d+\.|[*+-]) +")
_DEEPER_ITEM = expression(r" {4,7}(?:\d+\.|[*+-]) +")
_QUOTE = expression(r" {0,3}> ?")
_MEANING = expression(r" {0,3}: {1,3}")
_BEGUN = expression(r" {0,3}[^ :]")
_NOTE = expression(r" {0,3}\[\^[^\]\n]*\]: *")
_ADMONITION = expression(r"(?:!!!|\?\?\?\+?) ?[\w\- ]+(?: +\"(.*?)\")? *$")


@dataclass
class _Part:
    """Something that holds blocks; ``last`` is its last child, to which an indented block belongs."""

    depth: int = 0
    last: _Part | None = None
    filled: bool = False

    def opened(self) -> _Part:
        self.last = _Part(self.depth + 1)
        return self.last


def blocks_of(body: str, *, whole: bool = False) -> Blocks:
    """Take a narrative apart where it may have links; unless it is ``whole``, other texts are left out."""
    text = without_fences(body)
    found = Blocks()
    for start, end in [(0, len(text))] if whole else stretches(text):
        lines = list(lines_of(text, start, end))
        if _PLAIN.fullmatch(text, start, end):
            found.texts.append(Text(text[start:end], tuple(lines)))
        else:
            _read(lines, _Part(filled=start > 0), found)
    return found


def _read(lines: list[Line], part: _Part, found: Blocks) -> None:
    """Every block of some lines, in order."""
    block: list[Line] = []
    fenced = fences([line for _, line in lines])
    at = 0
    while at < len(lines):
        if at in fenced or not lines[at][1].strip():
            _block(block, part, found)
            block, at = [], fenced.get(at, at) + 1
        else:
            block.append(lines[at])
            at += 1
    _block(block, part, found)


def _block(block: list[Line], part: _Part, found: Blocks) -> None:
    filled, absent = bool(block), set[re.Pattern[str]]()
    while block:
        takers = _TAKERS if part.depth < DEEPEST else (_text,)
        rests = (take(_Block(block, part, absent), found) for take in takers)
        block = next(rest for rest in rests if rest is not None)
    part.filled = part.filled or filled


class _Block(NamedTuple):
    """What is left of a block, where it is, and what none of its lines is."""

    lines: list[Line]
    part: _Part
    absent: set[re.Pattern[str]]

    @property
    def first(self) -> str:
        return self.lines[0][1]

    @property
    def second(self) -> str:
        return self.lines[1][1] if len(self.lines) > 1 else ""

    def line_like(self, pattern: re.Pattern[str]) -> int | None:
        """The first line that a pattern matches; each line is asked once."""
        if pattern in self.absent:
            return None
        at = next((at for at, (_, line) in enumerate(self.lines) if pattern.match(line)), None)
        if at is None:
            self.absent.add(pattern)
        return at

    def read_before(self, at: int, found: Blocks) -> list[Line]:
        _block(self.lines[:at], self.part, found)
        return self.lines[at:]


def _admonition(block: _Block, found: Blocks) -> list[Line] | None:
    title = _ADMONITION.match(block.first)
    if title is None:
        return None
    if title[1]:
        found.texts.append(Text(title[1], ((block.lines[0][0] + title.start(1), title[1]),)))
    return _indented(block.lines[1:], block.part.opened(), found)


def _inside(block: _Block, found: Blocks) -> list[Line] | None:
    return _indented(block.lines, block.part.last, found) if block.first.startswith("    ") else None


def _table(block: _Block, found: Blocks) -> list[Line] | None:
    cells = cells_of([line for _, line in block.lines]) if "|" in block.second else ()
    for row, start, end in cells:
        cell = block.lines[row][1][start:end]
        found.texts.append(Text(cell, ((block.lines[row][0] + start, cell),)))
    return [] if cells else None


def _title(block: _Block, found: Blocks) -> list[Line] | None:
    at = block.line_like(_HEADING)
    if at:
        return block.read_before(at, found)
    block.part.last = block.part.last if at is None else None
    return None if at is None else _heading(block.lines, found)


def _underlined(block: _Block, found: Blocks) -> list[Line] | None:
    if not _UNDERLINE.match(block.second):
        return None
    found.texts.append(Text(block.first, (block.lines[0],), title=True))
    block.part.last = None
    return block.lines[2:]


def _ruled(block: _Block, found: Blocks) -> list[Line] | None:
    at = block.line_like(_RULE)
    if at == 0:
        block.part.last = None
        return block.lines[1:]
    return block.read_before(at, found) if at else None


def _quoted(block: _Block, found: Blocks) -> list[Line] | None:
    at = block.line_like(_QUOTE)
    if at == 0:
        block.part.last = None
        marked = ((line, _QUOTE.match(line[1])) for line in block.lines)
        lines = [_cut(line, mark.end()) if mark else line for line, mark in marked]
        _read(lines, _Part(block.part.depth + 1), found)
        return []
    return block.read_before(at, found) if at else None


def _explained(block: _Block, found: Blocks) -> list[Line] | None:
    """A definition below its terms, and a footnote: what follows, if it is indented, belongs to it."""
    meaning = block.line_like(_MEANING)
    if meaning == 0 and not block.part.filled:
        meaning = None
    note = block.line_like(_NOTE)
    if meaning is None or (note is not None and note < meaning):
        if note is None:
            return None
        return block.read_before(note, found) if note else _opened(block.lines, _NOTE, block.part, found)
    found.texts.extend(Text(term, ((place, term),)) for place, term in block.lines[:meaning])
    return _opened(block.lines[meaning:], _MEANING, block.part, found)


def _opened(lines: list[Line], pattern: re.Pattern[str], part: _Part, found: Blocks) -> list[Line]:
    mark = pattern.match(lines[0][1])
    loose = pattern is _MEANING and len(lines) > 1 and _BEGUN.match(lines[1][1])
    end = len(lines) if loose else _unindented(lines, 1)
    rest = lines[1:end] if loose else [_cut(one, 4) for one in lines[1:end]]
    _block([_cut(lines[0], mark.end() if mark else 0), *rest], part.opened(), found)
    return lines[end:]


def _heading(block: list[Line], found: Blocks) -> list[Line]:
    at, line = block[0]
    title = line.rstrip("#") if not line.endswith("\\#") else line
    opened = len(line) - len(line.lstrip("#"))
    found.texts.append(Text(title[opened:], ((at + opened, title[opened:]),), title=True))
    return block[1:]


def _indented(block: list[Line], inside: _Part | None, found: Blocks) -> list[Line]:
    """What is indented belongs to the part before it, or is code if there is none."""
    end = _unindented(block, 0)
    if inside is not None and end:
        _block([_cut(one, 4) for one in block[:end]], inside, found)
    return block[end:]


def _unindented(block: list[Line], start: int) -> int:
    return next((at for at in range(start, len(block)) if not block[at][1].startswith("    ")), len(block))


def _list(block: _Block, found: Blocks) -> list[Line] | None:
    if not _ITEM.match(block.first):
        return None
    items: list[list[Line]] = []
    for line in block.lines:
        if _ITEM.match(line[1]) or (_DEEPER_ITEM.match(line[1]) and not items[-1][0][1].startswith("    ")):
            items.append([line])
        else:
            items[-1].append(line)
    for item in items:
        if mark := _ITEM.match(item[0][1]):
            inside = block.part.opened()
            _block([_cut(item[0], mark.end()), *item[1:]], inside, found)
        else:
            _block([_cut(one, 4) if one[1].startswith("    ") else one for one in item], inside, found)
    return []


def _text(read: _Block, found: Blocks) -> list[Line]:
    """What is left is text, without the definitions in it; what follows one of these is a block of its own."""
    before, following = parted(read.lines, found.definitions)
    if before is not None:
        read.part.last = None
        found.texts.append(before)
    for lines in following:
        _block(lines, read.part, found)
    return []


def _cut(line: Line, count: int) -> Line:
    return line[0] + count, line[1][count:]


_TAKERS: Final = (_admonition, _inside, _table, _title, _underlined, _ruled, _list, _quoted, _explained, _text)
"""What may be at the head of a block, in the order in which Python-Markdown asks; each returns what is left of it."""
