"""The code and links of a narrative, read as cautiously as possible.

Markdown engines differ in what they treat as code, a link or HTML. So these functions treat as code only what every
engine does, and as a link whatever any engine might. Each pass is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`\n]*)$")
_TICKS = re.compile(r"`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_TARGET = r"\(\s*(?:<(?P<angled>[^<>\n]*)>|<?(?P<target>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*))"
# Each is only searched if its mark occurs.
_LINKS = (
    ("![", re.compile(r"(?P<image>!)\[[^\[\]\n]*\]" + _TARGET)),
    ("](", re.compile(r"\]" + _TARGET)),
    # A footnote begins like the definition of a link.
    (
        "]:",
        re.compile(r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:\s*(?:<(?P<angled>[^<>\n]+)>|<?(?P<target>[^\s<>]+))", re.MULTILINE),
    ),
    ("<", re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")),
)


@dataclass(frozen=True)
class Link:
    """A link or an image, its target as a browser reads it, and its offsets in the narrative."""

    target: str
    image: bool
    start: int
    end: int


@lru_cache(maxsize=1)  # the rules check one narrative after another
def prose(body: str) -> str:
    """The narrative with its code blanked out; offsets do not change."""
    text = _without(body, list(_fenced(body))) if "```" in body or "~~~" in body else body
    return _without(text, list(_inline_code(text))) if "`" in text else text


@lru_cache(maxsize=1)  # the same
def links(body: str) -> tuple[Link, ...]:
    """Every link and image, in order."""
    text = prose(body)
    found: dict[int, Link] = {}
    for mark, pattern in _LINKS:
        for match in pattern.finditer(text) if mark in text else ():
            groups = match.groupdict()
            name = "target" if groups.get("angled") is None else "angled"
            target = match[name].strip().replace(" ", "%20") if name == "angled" else match[name]
            link = Link(_as_browser_reads(target), groups.get("image") == "!", *match.span(name))
            found.setdefault(link.start, link)
    return tuple(found[start] for start in sorted(found))


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
    runs = [match.span() for match in _TICKS.finditer(text)]
    breaks = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, (start, end) in enumerate(runs):
        by_length[end - start].append(index)
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = by_length[end - start]
        after = bisect_right(same, index)
        closing = same[after] if after < len(same) else None
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


def _as_browser_reads(target: str) -> str:
    """Browsers decode entities and drop controls and white space before they read the scheme (WHATWG URL)."""
    if "&" in target:
        from html import unescape

        target = unescape(target)
    return re.sub(r"[\x00-\x20]+", "", target)
