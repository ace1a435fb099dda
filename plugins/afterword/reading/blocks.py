"""The blocks of a narrative as Python-Markdown has them: where its text is, and which links it defines.

Code, whether fenced or indented, is no text. Lists, quotes, tables, admonitions, definitions and footnotes are taken
apart, since a link cannot begin in one of their parts and end in another. Each line is looked at once for each level
that it is nested, so the time is linear in the length of the narrative.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.reading.fences import fences, without_fences
from afterword.reading.tables import cells_of
from afterword.reading.texts import Blocks, Definition, Line, Text

DEEPEST = 20
"""How deep parts are taken apart; no page shows more."""

_HEADING = re.compile(r"#{1,6}(?=[^#]|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_RULE = re.compile(r" {0,3}(?:(?:-+ {0,2}){3,}|(?:_+ {0,2}){3,}|(?:\*+ {0,2}){3,})$")
_ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
_DEEPER_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
_QUOTE = re.compile(r" {0,3}> ?")
_MEANING = re.compile(r" {0,3}: {1,3}")
_CANDIDATE = re.compile(r"\]\(|<[A-Za-z]")
_BRACKET = re.compile(r"\[|<[A-Za-z]")
# Indented blocks belong to what is before them; a block that is not begins anew.
_APART = re.compile(r"\n[ \t]*\n(?=\S)")
_BEGUN = re.compile(r" {0,3}[^ :]")
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]*\]: *")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?) ?[\w\- ]+(?: +\"(.*?)\")? *$")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?P<id>[^\[\]]*)\]: *(?:\n *)?(?:<(?P<angled>[^<>\n]*)>|(?P<target>\S++))"
    r" *(?:\n *)?(?:([\"'])(?:.*)\4 *|\(.*\) *)?$",
    re.MULTILINE,
)


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
    if whole:
        _read(list(_lines_of(text, 0, len(text))), _Part(), found)
        return found
    defines = "]:" in text
    if not (defines or "](" in text or "<" in text):
        return found
    starts = [0, *(mark.end() for mark in _APART.finditer(text)), len(text)]
    end = 0
    for candidate in (_BRACKET if defines else _CANDIDATE).finditer(text):
        if candidate.start() >= end:
            after = bisect_right(starts, candidate.start(), hi=len(starts) - 1)
            start, end = starts[after - 1], starts[after]
            _read(list(_lines_of(text, start, end)), _Part(filled=start > 0), found)
    return found


def _lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    for line in text[start:end].split("\n"):
        yield (start, line) if "\t" not in line else _untabbed(start, line)
        start += len(line) + 1


def _untabbed(at: int, line: str) -> Line:
    rest = line.lstrip(" \t")
    before = line[: len(line) - len(rest)]
    return at + len(before) - len(before.expandtabs(4)), before.expandtabs(4) + rest


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
    filled = bool(block)
    while block:
        block = _taken(block, part, found) if part.depth < DEEPEST else _text(block, part, found)
    part.filled = part.filled or filled


def _taken(block: list[Line], part: _Part, found: Blocks) -> list[Line]:
    """Read the first piece of a block; returns the rest of it."""
    first = block[0][1]
    if title := _ADMONITION.match(first):
        if title[1]:
            found.texts.append(Text(title[1], ((block[0][0] + title.start(1), title[1]),)))
        return _indented(block[1:], part.opened(), found)
    if first.startswith("    "):
        return _indented(block, part.last, found)
    if len(block) > 1 and "|" in block[1][1] and (cells := cells_of([line for _, line in block])):
        for row, start, end in cells:
            cell = block[row][1][start:end]
            found.texts.append(Text(cell, ((block[row][0] + start, cell),)))
        return []
    for at, (_, line) in enumerate(block):
        if _HEADING.match(line):
            return _parted(block, at, part, found) or _heading(block, found)
    if len(block) > 1 and _UNDERLINE.match(block[1][1]):
        found.texts.append(Text(first, (block[0],), title=True))
        return block[2:]
    for at, (_, line) in enumerate(block):
        if _RULE.match(line):
            return _parted(block, at, part, found) or block[1:]
    if _ITEM.match(first):
        return _list(block, part, found)
    for at, (_, line) in enumerate(block):
        if _QUOTE.match(line):
            return _parted(block, at, part, found) or _quote(block, part, found)
    for at, (_, line) in enumerate(block):
        if mark := (_MEANING.match(line) if at or part.filled else None) or _NOTE.match(line):
            if at and not _NOTE.match(line):
                found.texts += (Text(term, ((place, term),)) for place, term in block[:at])
                block, at = block[at:], 0
            if at:
                return _parted(block, at, part, found)
            inside = part.opened()
            loose = len(block) > 1 and not _NOTE.match(line) and _BEGUN.match(block[1][1])
            end = len(block) if loose else _unindented(block, 1)
            rest = block[1:end] if loose else [_cut(one, 4) for one in block[1:end]]
            _block([_cut(block[0], mark.end()), *rest], inside, found)
            return block[end:]
    return _text(block, part, found)


def _parted(block: list[Line], at: int, part: _Part, found: Blocks) -> list[Line]:
    """Read what is before a line; returns the rest, which is empty if nothing was before it."""
    if at:
        _block(block[:at], part, found)
        return block[at:]
    part.last = None
    return []


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


def _list(block: list[Line], part: _Part, found: Blocks) -> list[Line]:
    items: list[list[Line]] = []
    for line in block:
        if _ITEM.match(line[1]) or (_DEEPER_ITEM.match(line[1]) and not items[-1][0][1].startswith("    ")):
            items.append([line])
        else:
            items[-1].append(line)
    for item in items:
        if mark := _ITEM.match(item[0][1]):
            inside = part.opened()
            _block([_cut(item[0], mark.end()), *item[1:]], inside, found)
        else:
            _block([_cut(one, 4) if one[1].startswith("    ") else one for one in item], inside, found)
    return []


def _quote(block: list[Line], part: _Part, found: Blocks) -> list[Line]:
    inside = _Part(part.depth + 1)
    marked = ((line, _QUOTE.match(line[1])) for line in block)
    _read([_cut(line, mark.end()) if mark else line for line, mark in marked], inside, found)
    return []


def _text(block: list[Line], part: _Part, found: Blocks) -> list[Line]:
    """What is left is text, without the definitions in it; what follows one of these is a block of its own."""
    text = "\n".join(line for _, line in block)
    whole = Text(text, tuple(block))
    definitions = list(_DEFINITION.finditer(text)) if "]:" in text else []
    starts = [*(one.start() for one in definitions), len(text)]
    if before := text[: starts[0]].rstrip("\n"):
        part.last = None
        found.texts.append(Text(before, whole.lines[: before.count("\n") + 1]))
    last = text.count("\n", 0, starts[0])
    for one, following in zip(definitions, starts[1:], strict=True):
        group = "target" if one["angled"] is None else "angled"
        start, end = one.span(group)
        known = Definition(one[group], whole.place(start), whole.place(end - 1) + 1, group == "angled")
        found.definitions[one["id"].strip().lower()] = known
        first = last + one[0].count("\n") + 1
        last = first + text.count("\n", one.end() + 1, following) + (following == len(text))
        _block(block[first:last], part, found)
    return []


def _cut(line: Line, count: int) -> Line:
    return line[0] + count, line[1][count:]
