"""Where a cursor is in the front matter, from the lines and their indentation.

During typing the front matter rarely parses, so the parser is not used here. The result may be wrong for very unusual
YAML; then there are no completions, or too many, but nothing is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from afterword.lsp.flow import flow_at_end
from afterword.reading.framing import FENCE

# Longer lines are skipped, and values in brackets are followed upwards over at most so many lines.
_LONGEST: Final = 2_000
_FARTHEST: Final = 50
_LINE: Final = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)"
    r"(?:(?P<key>[\"']?[A-Za-z_]\w*[\"']?)(?P<colon>[ \t]*:)(?=[ \t]|$))?",
    re.ASCII,
)
_WORD_END: Final = re.compile(r"[ \t]+#|[ \t]*$")
_WORD_END_IN_BRACKETS: Final = re.compile(r"[,\[\]{}]|:(?=[ \t]|$)|[ \t]+#|[ \t]*$")
_QUOTES: Final = "\"'"


class Cursor(NamedTuple):
    """The word at a cursor, which may be empty.

    ``path`` is that of the value that the word is part of; for a key, that of its group. ``key`` means that the word is
    a key with its colon. ``start`` and ``end`` are columns of the line, and ``taken`` are the keys that the group has
    already. ``inline`` means that the word comes after a key on its line, and ``bracketed`` that it is in brackets.
    """

    path: tuple[str, ...]
    word: str
    start: int
    end: int
    key: bool = False
    inline: bool = False
    bracketed: bool = False
    taken: frozenset[str] = frozenset()


def front_matter_end(lines: Sequence[str]) -> int | None:
    """The line of the closing fence, or the one after the last where there is none; ``None`` without a front matter."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != FENCE:
        return None
    return next((number for number, line in enumerate(lines) if number and line.rstrip() == FENCE), len(lines))


def cursor_at(lines: Sequence[str], number: int, column: int) -> Cursor | None:
    """The cursor at a column of a line; ``None`` outside of the front matter and in comments."""
    end = front_matter_end(lines)
    if end is None or not 0 < number < end:
        return None
    line = lines[number]
    if any(len(near) > _LONGEST for near in lines[max(0, number - _FARTHEST) : number + 1]):
        return None
    if re.search(r"(^|\s)#", line[:column]) and not _quoted(line[:column]):
        return None
    return _in_brackets(lines, number, column) or _in_block(lines, number, column)


def _in_block(lines: Sequence[str], number: int, column: int) -> Cursor:
    line = lines[number]
    match = _matched(line)
    dashes = [match.start("dashes") + at for at, char in enumerate(match["dashes"]) if char == "-"]
    if match["key"] is None:
        begin = max(match.end("dashes"), len(match["indent"]))
        # On an empty line the cursor gives the indentation.
        begin = min(begin, column) if not line.strip() else begin
        outermost = dashes[0] if dashes else begin
        parents = _parents(lines, number, outermost, dashed=bool(dashes))
        taken = frozenset(_siblings(lines, number, begin))
        return _word(line, (*parents, *("*" for _ in dashes)), begin, _WORD_END, taken=taken)
    begin = match.start("key")
    outermost = dashes[0] if dashes else begin
    group = (*_parents(lines, number, outermost, dashed=bool(dashes)), *("*" for _ in dashes))
    if column < match.end("colon"):
        taken = frozenset(_siblings(lines, number, begin))
        return Cursor(group, match["key"].strip(_QUOTES), begin, match.end("key"), key=True, taken=taken)
    value = match.end("colon") + len(line[match.end("colon") :]) - len(line[match.end("colon") :].lstrip(" \t"))
    return _word(line, (*group, match["key"].strip(_QUOTES)), min(value, column), _WORD_END, inline=True)


def _in_brackets(lines: Sequence[str], number: int, column: int) -> Cursor | None:
    """The cursor in a value in brackets that begins on this line or on one above it."""
    for above in range(number, max(0, number - _FARTHEST), -1):
        match = _matched(lines[above])
        begin = match.end("colon") if match["key"] else match.end("dashes")
        opens = lines[above][begin:].lstrip(" \t")[:1] in {"[", "{"} and (match["key"] or match["dashes"])
        if not opens or (above == number and column <= begin):
            continue
        if above < number and _depth(lines[number], column) <= len(match["indent"]):
            return None  # the bracket was never closed, and the line is a field of its own
        text = "\n".join([*lines[above:number], lines[number][:column]])[begin:]
        flow = flow_at_end(text)
        if flow is None:
            return None
        dashes = match["dashes"].count("-")
        first = match.start("dashes") if dashes else match.start("key")
        path = (*_parents(lines, above, first, dashed=bool(dashes)), *("*" for _ in range(dashes)))
        path += (match["key"].strip(_QUOTES),) if match["key"] else ()
        inner = flow.brackets[-1]
        word = _word(lines[number], (*path, *flow.path), column - len(text) + flow.start, _WORD_END_IN_BRACKETS)
        key = inner.mark == "{" and inner.key is None and re.match(r"[\"']?:", lines[number][word.end :]) is not None
        return Cursor(word.path, word.word, word.start, word.end, key=key, bracketed=True, taken=frozenset(inner.taken))
    return None


def _word(
    line: str,
    path: tuple[str, ...],
    start: int,
    ending: re.Pattern[str],
    *,
    inline: bool = False,
    taken: frozenset[str] = frozenset(),
) -> Cursor:
    start = max(0, start)
    start += line[start : start + 1] in {'"', "'"} if line[start : start + 1] else 0
    found = ending.search(line, start)
    word = line[start : found.start() if found else len(line)].rstrip(_QUOTES)
    return Cursor(path, word, start, start + len(word), inline=inline, taken=taken)


def _parents(lines: Sequence[str], number: int, bound: int, *, dashed: bool) -> tuple[str, ...]:
    """The keys and lists that contain what begins at a column, from the outermost to the innermost."""
    path: list[str] = []
    for above in range(number - 1, 0, -1):
        if bound == 0 and not dashed:
            break
        for column, step in reversed(_steps(lines[above])):
            is_dash = step == "*"
            # A list may have the same indentation as its key.
            if column < bound or (column == bound and dashed and not is_dash):
                path.append(step)
                bound, dashed = column, is_dash
    return tuple(reversed(path))


def _steps(line: str) -> list[tuple[int, str]]:
    """The dashes and the key of a line with their columns."""
    if not line.strip() or line.lstrip().startswith("#"):
        return []
    match = _matched(line)
    found = [(match.start("dashes") + at, "*") for at, char in enumerate(match["dashes"]) if char == "-"]
    return [*found, (match.start("key"), match["key"].strip(_QUOTES))] if match["key"] else found


def _siblings(lines: Sequence[str], number: int, column: int) -> Iterator[str]:
    """The other keys of the group whose keys begin at a column."""
    for way in (range(number, 0, -1), range(number + 1, len(lines))):
        for at in way:
            steps = _steps(lines[at])
            if at > number and steps and steps[0][0] < column:
                break
            if at != number:
                yield from (step for place, step in steps if place == column and step != "*")
            if at <= number and steps and steps[0][0] < column:
                break


def _depth(line: str, column: int) -> int:
    """The indentation of a line; of an empty one, the column of the cursor."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else column


def _quoted(text: str) -> bool:
    """Whether a quote is open at the end of a text."""
    return text.count('"') % 2 == 1 or text.count("'") % 2 == 1


def _matched(line: str) -> re.Match[str]:
    match = _LINE.match(line)
    if match is None:
        raise AssertionError("the expression matches every line, at least with nothing")
    return match
