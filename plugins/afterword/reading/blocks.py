"""The blocks of a narrative as Python-Markdown has them: where its text is, and which links it defines.

Code is no text. Lists, quotes, tables, admonitions, definitions and footnotes are taken apart: a link cannot begin in
in one part and end in another. Each line is looked at once for each level that it is nested, so the time is linear.
"""

from __future__ import annotations

import re
from typing import Final

from afterword.reading.block import Block, Part
from afterword.reading.definitions import parted
from afterword.reading.fences import fences, without_fences
from afterword.reading.stretches import lines_of, stretches
from afterword.reading.tables import UNBORDERED, cells_of, columns_of
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


def blocks_of(body: str, *, whole: bool = False) -> Blocks:
    """Take a narrative apart where it may have links; unless it is ``whole``, other texts are left out."""
    text = without_fences(body)
    found = Blocks()
    for start, end in [(0, len(text))] if whole else stretches(text):
        lines = list(lines_of(text, start, end))
        if _PLAIN.fullmatch(text, start, end):
            found.texts.append(Text(text[start:end], tuple(lines)))
        else:
            _read(lines, Part(filled=start > 0), found)
    return found


def _read(lines: list[Line], part: Part, found: Blocks) -> None:
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


def _block(block: list[Line], part: Part, found: Blocks) -> None:
    start, asked = 0, dict[re.Pattern[str], int]()
    while start < len(block):
        takers = _TAKERS if part.depth < DEEPEST else (_text,)
        rest = Block(block, start, part, asked)
        ends = (take(rest, found) for take in takers)
        start = next(end for end in ends if end is not None)
    part.filled = part.filled or bool(block)


def _read_before(end: int, block: Block, found: Blocks) -> int:
    _block(block.lines[block.start : end], block.part, found)
    return end


def _admonition(block: Block, found: Blocks) -> int | None:
    title = _ADMONITION.match(block.first)
    if title is None:
        return None
    if title[1]:
        found.texts.append(Text(title[1], ((block.lines[block.start][0] + title.start(1), title[1]),)))
    return _indented(block.lines, block.start + 1, block.part.opened(), found)


def _inside(block: Block, found: Blocks) -> int | None:
    indented = block.first.startswith("    ")
    return _indented(block.lines, block.start, block.part.last, found) if indented else None


def _table(block: Block, found: Blocks) -> int | None:
    columns = columns_of(block.first, block.second) if "|" in block.second else 0
    if not columns or (columns == 1 and block.line_like(UNBORDERED) is not None):
        return None
    lines = block.rest
    for row, start, end in cells_of([line for _, line in lines]):
        cell = lines[row][1][start:end]
        found.texts.append(Text(cell, ((lines[row][0] + start, cell),)))
    return len(block.lines)


def _title(block: Block, found: Blocks) -> int | None:
    at = block.line_like(_HEADING)
    if at is None:
        return None
    if at > block.start:
        return _read_before(at, block, found)
    block.part.last = None
    _heading(*block.lines[at], found)
    return at + 1


def _underlined(block: Block, found: Blocks) -> int | None:
    if not _UNDERLINE.match(block.second):
        return None
    found.texts.append(Text(block.first, (block.lines[block.start],), title=True))
    block.part.last = None
    return block.start + 2


def _ruled(block: Block, found: Blocks) -> int | None:
    at = block.line_like(_RULE)
    if at == block.start:
        block.part.last = None
        return at + 1
    return None if at is None else _read_before(at, block, found)


def _quoted(block: Block, found: Blocks) -> int | None:
    at = block.line_like(_QUOTE)
    if at == block.start:
        block.part.last = None
        marked = ((line, _QUOTE.match(line[1])) for line in block.rest)
        lines = [_cut(line, mark.end()) if mark else line for line, mark in marked]
        _read(lines, Part(block.part.depth + 1), found)
        return len(block.lines)
    return None if at is None else _read_before(at, block, found)


def _explained(block: Block, found: Blocks) -> int | None:
    """A definition below its terms, and a footnote: what follows, if it is indented, belongs to it."""
    meaning = block.line_like(_MEANING)
    if meaning == block.start and not block.part.filled:
        meaning = None
    note = block.line_like(_NOTE)
    if meaning is None or (note is not None and note < meaning):
        if note is None or note > block.start:
            return None if note is None else _read_before(note, block, found)
        return _opened(block.lines, note, _NOTE, block.part, found)
    found.texts.extend(Text(term, ((place, term),)) for place, term in block.lines[block.start : meaning])
    return _opened(block.lines, meaning, _MEANING, block.part, found)


def _opened(lines: list[Line], at: int, pattern: re.Pattern[str], part: Part, found: Blocks) -> int:
    mark = pattern.match(lines[at][1])
    loose = pattern is _MEANING and at + 1 < len(lines) and _BEGUN.match(lines[at + 1][1])
    end = len(lines) if loose else _unindented(lines, at + 1)
    rest = lines[at + 1 : end] if loose else [_cut(one, 4) for one in lines[at + 1 : end]]
    _block([_cut(lines[at], mark.end() if mark else 0), *rest], part.opened(), found)
    return end


def _heading(at: int, line: str, found: Blocks) -> None:
    title = line.rstrip("#") if not line.endswith("\\#") else line
    opened = len(line) - len(line.lstrip("#"))
    found.texts.append(Text(title[opened:], ((at + opened, title[opened:]),), title=True))


def _indented(lines: list[Line], start: int, inside: Part | None, found: Blocks) -> int:
    """What is indented belongs to the part before it, or is code if there is none."""
    end = _unindented(lines, start)
    if inside is not None and end > start:
        _block([_cut(one, 4) for one in lines[start:end]], inside, found)
    return end


def _unindented(lines: list[Line], start: int) -> int:
    return next((at for at in range(start, len(lines)) if not lines[at][1].startswith("    ")), len(lines))


def _list(block: Block, found: Blocks) -> int | None:
    if not _ITEM.match(block.first):
        return None
    items: list[list[Line]] = []
    for line in block.rest:
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
    return len(block.lines)


def _text(read: Block, found: Blocks) -> int:
    """What is left is text, without the definitions in it; what follows one of these is a block of its own."""
    before, following = parted(read.rest, found.definitions)
    if before is not None:
        read.part.last = None
        found.texts.append(before)
    for lines in following:
        _block(lines, read.part, found)
    return len(read.lines)


def _cut(line: Line, count: int) -> Line:
    return line[0] + count, line[1][count:]


_TAKERS: Final = (_admonition, _inside, _table, _title, _underlined, _ruled, _list, _quoted, _explained, _text)
"""What may be at the head of a block, in the order in which Python-Markdown asks; each returns the line behind it."""
