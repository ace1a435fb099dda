"""The code and links of a narrative, read as cautiously as possible.

Markdown engines differ in what they treat as code, a link or HTML. So these functions treat as code only what every
engine does, and as a link whatever any engine might. Each pass is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache

from afterword.reading.blocks import blocks_of
from afterword.reading.inline import Found, links_in, next_run, runs_of_ticks, unescaped
from afterword.reading.link import Link
from afterword.reading.texts import Definition, Text
from afterword.settings.limits import AT_ONCE

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`\n]*)$")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@lru_cache(maxsize=AT_ONCE)  # several rules ask
def prose(body: str) -> str:
    """The narrative with its code blanked out; offsets do not change."""
    text = _without(body, list(_fenced(body))) if "```" in body or "~~~" in body else body
    return _without(text, list(_inline_code(text))) if "`" in text else text


@lru_cache(maxsize=AT_ONCE)  # the same
def links(body: str) -> tuple[Link, ...]:
    """Every link and image that a reader of the site sees, in order: what a link is, is decided here alone.

    One that several references share comes once, at its definition.
    """
    return tuple(link for link in written_links(body) if link.shown)


@lru_cache(maxsize=AT_ONCE)  # the same
def written_links(body: str) -> tuple[Link, ...]:
    """The same, and definitions that nothing refers to."""
    blocks = blocks_of(body)
    found: dict[tuple[int, bool], Link] = {}
    for text in blocks.texts:
        for one in links_in(text.text, blocks.definitions):
            target, start, end = _written(one, text, blocks.definitions)
            found.setdefault((start, one.image), Link(as_browser_reads(target), one.image, start, end))
    met = {start for start, _ in found}
    for known in blocks.definitions.values():
        if known.start not in met:
            target = as_browser_reads(_encoded(known.target))
            found[known.start, False] = Link(target, False, known.start, known.end, shown=False)
    return tuple(found[key] for key in sorted(found))


def _written(one: Found, text: Text, definitions: Mapping[str, Definition]) -> tuple[str, int, int]:
    """The target of a link as it is written, and its offsets in the narrative."""
    if one.name:
        known = definitions[one.name]
        return (_encoded(known.target) if known.angled else known.target), known.start, known.end
    written = text.text[one.start : one.end]
    target = _encoded(unescaped(written))
    return target, text.place(one.start), text.place(max(one.start, one.end - 1)) + (one.end > one.start)


def _encoded(target: str) -> str:
    return target.strip().replace(" ", "%20")


def _fenced(body: str) -> Iterator[tuple[int, int]]:
    """Fenced blocks that are closed; an unclosed fence is not code in every engine."""
    opened: tuple[int, str] | None = None
    offset = 0
    for line in body.splitlines(keepends=True):
        match = _FENCE.match(line.rstrip("\n"))
        if match and opened is None:
            opened = (offset, match[1])
        elif match and opened and match[1].startswith(opened[1]) and not match[2].strip():
            yield opened[0], offset + len(line)
            opened = None
        offset += len(line)


def _inline_code(text: str) -> Iterator[tuple[int, int]]:
    """Runs of backticks paired with the next run of the same length in the same paragraph."""
    runs, by_length = runs_of_ticks(text)
    breaks = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    index = 0
    while index < len(runs):
        start, end = runs[index]
        closing = next_run(by_length[end - start], index)
        escaped = text[start - 1 : start] == "\\"
        if closing is None or escaped or bisect_right(breaks, start) != bisect_right(breaks, runs[closing][0]):
            index += 1
            continue
        yield start, runs[closing][1]
        index = closing + 1


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def as_browser_reads(target: str) -> str:
    """Browsers decode entities and drop controls and white space before they read the scheme (WHATWG URL)."""
    if "&" in target:
        from html import unescape

        target = unescape(target)
    return re.sub(r"[\x00-\x20]+", "", target)
