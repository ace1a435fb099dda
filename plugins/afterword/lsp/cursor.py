"""Where a cursor is in the front matter, from the lines and their indentation.

During typing the front matter rarely parses, so the parser is not used here. The result may be wrong for very unusual
YAML; then there are no completions, or too many, but nothing is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from afterword.lsp.flow import QUOTED, flow_at_end
from afterword.lsp.indentation import QUOTES, continues, depth, goes_on, matched, parents, siblings
from afterword.reading.framing import FENCE

# Longer lines are skipped, and values in brackets are followed upwards over at most so many lines.
_LONGEST: Final = 2_000
_FARTHEST: Final = 50
_COMMENT: Final = r"(?:(?<=[ \t])|[ \t]+)#"
_WORD_END: Final = re.compile(rf"{_COMMENT}|[ \t]*$")
_WORD_END_IN_BRACKETS: Final = re.compile(rf"[,\[\]{{}}]|:(?=[ \t]|$)|{_COMMENT}|[ \t]*$")
# An anchor, an alias, a tag, a text of several lines, a value in brackets, or a key of its own is no word to replace.
_SPECIAL: Final = re.compile(r"[ \t]*(?:[&*!|>%@`\[{]|[?-](?:[ \t]|$))")


class Cursor(NamedTuple):
    """The word at a cursor, which may be empty.

    ``path`` is that of the value that the word is part of; for a key, that of its group. ``key`` means that the word is
    a key with its colon. ``start`` and ``end`` are columns of the line, and ``taken`` are the keys that the group has
    already. ``inline`` means that the word comes after a key on its line, and ``bracketed`` that it is in brackets.
    ``quote`` is the quote before the word, and ``closed`` means that there is one behind it, too.
    """

    path: tuple[str, ...]
    word: str
    start: int
    end: int
    key: bool = False
    inline: bool = False
    bracketed: bool = False
    taken: frozenset[str] = frozenset()
    quote: str = ""
    closed: bool = False


def front_matter_end(lines: Sequence[str]) -> int | None:
    """The line of the closing fence, or the one after the last where there is none; ``None`` without a front matter."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != FENCE:
        return None
    return next((number for number, line in enumerate(lines) if number and line.rstrip() == FENCE), len(lines))


def cursor_at(lines: Sequence[str], number: int, column: int) -> Cursor | None:
    """The cursor at a column of a line; ``None`` outside of the front matter, in comments, and beside a word."""
    end = front_matter_end(lines)
    if end is None or not 0 < number < end:
        return None
    line = lines[number]
    column = min(column, len(line))
    if any(len(near) > _LONGEST for near in lines[max(0, number - _FARTHEST) : number + 1]):
        return None
    if re.search(r"(^|\s)#", line[:column]) and not _quoted(line[:column]):
        return None
    found = _in_brackets(lines, number, column) or _in_block(lines, number, column)
    return found if found and found.start <= column <= found.end and line[found.end : found.end + 1] != "#" else None


def _in_block(lines: Sequence[str], number: int, column: int) -> Cursor | None:
    line = lines[number]
    match = matched(line)
    dashes = [match.start("dashes") + at for at, char in enumerate(match["dashes"]) if char == "-"]
    if match["key"] is None:
        begin = max(match.end("dashes"), len(match["indent"]))
        # Where nothing follows, the cursor gives the indentation.
        begin = begin if line[begin:].strip() else max(min(begin, column), dashes[-1] + 1 if dashes else 0)
        if not dashes and continues(lines, number, begin):
            return None
        outermost = dashes[0] if dashes else begin
        above = parents(lines, number, outermost, dashed=bool(dashes))
        taken = frozenset(siblings(lines, number, begin))
        return _word(line, (*above, *("*" for _ in dashes)), begin, column, _WORD_END)._replace(taken=taken)
    begin = match.start("key")
    outermost = dashes[0] if dashes else begin
    group = (*parents(lines, number, outermost, dashed=bool(dashes)), *("*" for _ in dashes))
    if column < match.end("colon"):
        taken = frozenset(siblings(lines, number, begin))
        return Cursor(group, match["key"].strip(QUOTES), begin, match.end("key"), key=True, taken=taken)
    if goes_on(lines, number, begin):
        return None
    value = match.end("colon") + len(line[match.end("colon") :]) - len(line[match.end("colon") :].lstrip(" \t"))
    path = (*group, match["key"].strip(QUOTES))
    return _word(line, path, min(value, column), column, _WORD_END)._replace(inline=True)


def _in_brackets(lines: Sequence[str], number: int, column: int) -> Cursor | None:
    """The cursor in a value in brackets that begins on this line or on one above it."""
    for above in range(number, max(0, number - _FARTHEST), -1):
        match = matched(lines[above])
        begin = match.end("colon") if match["key"] else match.end("dashes")
        opens = lines[above][begin:].lstrip(" \t")[:1] in {"[", "{"} and (match["key"] or match["dashes"])
        if not opens or (above == number and column <= begin):
            continue
        if above < number and depth(lines[number], column) <= len(match["indent"]):
            return None  # the bracket was never closed, and the line is a field of its own
        text = "\n".join([*lines[above:number], lines[number][:column]])[begin:]
        flow = flow_at_end(text)
        if flow is None:
            return None
        dashes = match["dashes"].count("-")
        first = match.start("dashes") if dashes else match.start("key")
        path = (*parents(lines, above, first, dashed=bool(dashes)), *("*" for _ in range(dashes)))
        path += (match["key"].strip(QUOTES),) if match["key"] else ()
        inner = flow.brackets[-1]
        start = column - len(text) + flow.start
        if start < 0:
            return None  # the word begins on a line above
        word = _word(lines[number], (*path, *flow.path), start, column, _WORD_END_IN_BRACKETS)
        key = inner.mark == "{" and inner.key is None and re.match(r"[\"']?:", lines[number][word.end :]) is not None
        return word._replace(key=key, bracketed=True, taken=frozenset(inner.taken))
    return None


def _word(line: str, path: tuple[str, ...], start: int, column: int, ending: re.Pattern[str]) -> Cursor:
    """The word that begins at a place of a line; one that must not be replaced lies before its beginning."""
    if (quote := line[start : start + 1]) and quote in QUOTES:
        quoted = QUOTED.match(line, start)
        found = quoted or ending.search(line, start + 1)
        end = quoted.end() - 1 if quoted else found.start() if found else len(line)
        return Cursor(path, line[start + 1 : end], start + 1, end, quote=quote, closed=quoted is not None)
    if _SPECIAL.match(line, start):
        return Cursor(path, "", start, -1)
    found = ending.search(line, start)
    end = found.start() if found else len(line)
    word = line[start:end]
    # More words may follow a space.
    return Cursor(path, word, start, column if word and column > end and not line[end:column].strip(" \t") else end)


def _quoted(text: str) -> bool:
    """Whether a quote is open at the end of a text."""
    return text.count('"') % 2 == 1 or text.count("'") % 2 == 1
