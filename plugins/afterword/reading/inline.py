"""The links in one text of a narrative, found in the order in which Python-Markdown looks for them.

Code and escaped characters come first, then links and images with a target, then those with a name. What a link
encloses is looked at again, for images in it. The text is one byte for each character, so that what has been read can
be blanked without a copy; each pass is linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from afterword.text.expression import expression

ESCAPED: Final = "\\`*_{}[]()>#+-.!|~"
"""The characters before which a backslash is no part of the text."""

_BLANK: Final = b"x"
_TICKS = expression(r"`+")
_ESCAPE = expression(rb"\\([\\`*_{}\[\]()>#+\-.!|~])")
_TARGET = expression(rb"\(\s*([^()'\"<]*)\)")
_ANGLED = expression(rb"\(\s*<([^<>]*)>\s*(?:(?:'[^']*'|\"[^\"]*\")\s*)?\)")
_OPENED = expression(rb"\(\s*")
_NAME = expression(rb"\s?\[([^\]]*)\]")
_AUTOLINK = expression(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")

_PASSES: Final = ((0, "named"), (0, "aimed"), (1, "aimed"), (1, "named"), (0, "short"), (1, "short"))
"""Whether an image is looked for, and in which form."""


class Found(NamedTuple):
    """A link or an image: either the offsets of its target in the text, or the name that stands for its target."""

    image: bool
    start: int = 0
    end: int = 0
    name: str = ""
    angled: bool = False


@dataclass
class _Search:
    text: str
    names: Collection[str]
    seen: bytearray
    left: int
    found: list[tuple[int, Found]] = field(default_factory=list)
    alternatives: list[tuple[int, int]] = field(default_factory=list)


def links_in(text: str, names: Collection[str] = ()) -> list[Found]:
    """The links of a text, in order; ``names`` are those that the narrative defines, in lower case."""
    seen = without_code(text)
    search = _Search(text, names, seen, 8 * len(text) + 1000)
    if "[" in text and ("](" in text or names):
        _look(search, 0, len(text), 0)
    if "<" in text:
        for link in _AUTOLINK.finditer(text):
            if seen[link.start()] == ord("<"):
                search.found.append((link.start(), Found(image=False, start=link.start(1), end=link.end(1))))
    return list(_shown(search))


def without_code(text: str) -> bytearray:
    """One byte for each character of a text, whose code and escaped characters are blanked."""
    seen = bytearray(text.encode("ascii", "replace"))
    if "`" in text:
        for start, end in code_in(text):
            seen[start:end] = _BLANK * (end - start)
    if "\\" in text:
        for escape in list(_ESCAPE.finditer(bytes(seen))):
            seen[escape.start() : escape.end()] = _BLANK * 2
    return seen


def closing_marks(pair: bytes, seen: bytearray, low: int, high: int) -> dict[int, int]:
    """The bracket of a pair that closes each opening one."""
    pairs, opened = {}, []
    for mark in re.finditer(b"[%s]" % re.escape(pair), memoryview(seen)[low:high]):
        if mark[0] == pair[:1]:
            opened.append(low + mark.start())
        elif opened:
            pairs[opened.pop()] = low + mark.start()
    return pairs


def unescaped(text: str) -> str:
    """A text without the backslashes that only protect the next character, and without marks of code."""
    if "`" in text:
        spans = reversed(list(code_in(text)))
        for start, end in spans:
            text = text[:start] + text[start:end].strip("`").strip() + text[end:]
    return re.sub(rf"\\([{re.escape(ESCAPED)}])", r"\1", text) if "\\" in text else text


def code_in(text: str) -> Iterator[tuple[int, int]]:
    """Runs of backticks, each with the next run of its length or else the longest one that is shorter."""
    runs, by_length = runs_of_ticks(text)
    index = 0
    while index < len(runs):
        start, end = runs[index]
        escaped = _slashes(text, start) % 2
        length = end - start - escaped
        closing = next_run(by_length.get(length, []), index)
        if closing is None:
            shorter = max((one for one, places in by_length.items() if places[-1] > index), default=0)
            closing = next_run(by_length[shorter], index) if 0 < shorter < length else None
        if not length or closing is None:
            index += 1
            continue
        yield start + escaped, runs[closing][1]
        index = closing + 1


def runs_of_ticks(text: str) -> tuple[list[tuple[int, int]], dict[int, list[int]]]:
    """The offsets of each run of backticks, and the numbers of the runs of each length."""
    runs = [mark.span() for mark in _TICKS.finditer(text)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(runs):
        by_length[end - start].append(number)
    return runs, by_length


def next_run(numbers: list[int], number: int) -> int | None:
    """The first of some runs, by their sorted numbers, that comes after another one."""
    after = bisect_right(numbers, number)
    return numbers[after] if after < len(numbers) else None


def _slashes(text: str, end: int) -> int:
    at = end
    while text[at - 1 : at] == "\\":
        at -= 1
    return end - at


def _look(search: _Search, low: int, high: int, first: int) -> None:
    for number in range(first, len(_PASSES)):
        image, form = _PASSES[number]
        if form != "aimed" and not search.names:
            continue
        closing = closing_marks(b"[]", search.seen, low, high)
        at = low
        for opened in sorted(closing):
            is_image = search.seen[opened - 1 : opened] == b"!" and opened > low
            start, closed = opened - is_image, closing[opened]
            if start < at or is_image != bool(image) or search.seen[opened] != ord("["):
                continue
            one, end = _match(search, form, (opened, closed, high), image=bool(image))
            if one:
                search.found.append((start, one))
                if image:
                    search.alternatives.append((opened, closed))
                else:
                    _look(search, opened + 1, closed, number + 1)
                search.seen[start:end] = _BLANK * (end - start)
            at = end


def _match(search: _Search, form: str, place: tuple[int, int, int], *, image: bool) -> tuple[Found | None, int]:
    """A link, and where to go on: behind it, or behind the bracket that opens none."""
    opened, closed, high = place
    if form == "aimed":
        aimed = _aimed(search, closed + 1, high)
        if aimed is None:
            return None, opened + 1
        start, end, after, angled = aimed
        return Found(image, *_stripped(search.text, start, end), angled=angled), after
    given, after = (opened + 1, closed), closed + 1
    if form == "named":
        second = _NAME.match(search.seen, closed + 1, high)
        if second is None:
            return None, opened + 1
        given, after = second.span(1) if second[1] else given, second.end()
    # What was blanked is no part of a name that somebody could define.
    untouched = search.seen[slice(*given)] == search.text[slice(*given)].encode("ascii", "replace")
    name = " ".join(search.text[slice(*given)].lower().split()) if untouched else ""
    return (Found(image, name=name) if name in search.names else None), after


def _aimed(search: _Search, at: int, high: int) -> tuple[int, int, int, bool] | None:
    """The offsets of a target between parentheses, where the link ends, and whether the target is in angle brackets."""
    seen = search.seen
    if simple := _TARGET.match(seen, at, high):
        return *simple.span(1), simple.end(), False
    if angled := _ANGLED.match(seen, at, high):
        return *angled.span(1), angled.end(), True
    if not (opening := _OPENED.match(seen, at, high)):
        return None
    return _counted(search, opening.end(), high)


def _counted(search: _Search, start: int, high: int) -> tuple[int, int, int, bool] | None:
    """The same, character by character: parentheses in pairs, and a title that a quote opens and closes."""
    depth = backup = 1
    fallback = -1
    opened: dict[int, int] = {}  # the two kinds of quote, in the order in which they are met
    ended: dict[int, int] = {}
    last = 0
    for at in range(start, min(high, start + search.left)):
        search.left -= 1
        mark = search.seen[at]
        if mark == ord(")") and last in ended:
            return start, opened[last], at + 1, False
        if mark in b"()" and not opened:
            depth += 1 if mark == ord("(") else -1
            if depth == 0:
                return start, at, at + 1, False
        elif mark in b"()" and backup > 0:
            backup -= 1
            fallback = at if backup == 0 else fallback
        elif mark in opened:
            ended[mark] = at
        elif mark in b"'\"":
            backup = backup if opened else depth
            opened[mark] = at
        if mark != ord(" "):
            last = mark
    return (start, fallback, fallback + 1, False) if fallback >= 0 and backup == 0 else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    written = text[start:end]
    return start + len(written) - len(written.lstrip()), max(start, end - len(written) + len(written.rstrip()))


def _shown(search: _Search) -> Iterator[Found]:
    """What was found, in order, without links in the text of an image, which is no more than text."""
    ends = sorted(search.alternatives)
    after = inside = 0
    for at, one in sorted(search.found, key=lambda pair: pair[0]):
        while after < len(ends) and ends[after][0] < at:
            inside = max(inside, ends[after][1])
            after += 1
        if at >= inside:
            yield one
