"""An author's narrative, made harmless as text before any engine sees it.

The rules refuse raw HTML and foreign schemes with a message; this is the second lock, for when a check was skipped. It
leaves ordinary Markdown as it is. The third lock is ``sanitise``, after the engine.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from afterword.reading.effort import bounded
from afterword.reading.fences import fences
from afterword.reading.link import SCHEMES
from afterword.rendering.html import attribute
from afterword.rendering.targets import with_plain_targets

_CODE: Final = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_AUTOLINK: Final = re.compile(r"<(https?://[^\s<>\"'`]+)>")
_INLINE_LINK: Final = re.compile(r"(!?)(\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*)(?:<([^<>\n]*)>|([^)\s<>]*))")
# A footnote begins like the definition of a link.
_DEFINITION: Final = re.compile(r"^(\s*\[(?!\^)[^\]]+\]:\s*)(?:<([^<>\n]*)>|([^\s<>]*))")
# What ends a target that has no angle brackets around it.
_NOT_IN_TARGET: Final = re.compile(r"[\s()]")
_SETEXT: Final = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
_WORTH_A_LOOK: Final = re.compile(r"[<{}\[`~#]|^ {0,3}[=-]+\s*$")
# Each length of runs makes the parser look through the paragraph once more.
_LONG_TICKS: Final = re.compile("`{31,}")
# A lexer of a language may take the square of the length of a block; a diagram has none.
_MOST_COLOURED: Final = 4_000
_MOST_COLOURED_IN_ALL: Final = 20_000
_LANGUAGE: Final = re.compile(r"(?<=[`~])[ ]*(?!mermaid[ ]*$)[\w+#.-]+[ ]*$")
# Where a fence in a quote ends is not known here.
_LANGUAGE_IN_QUOTE: Final = re.compile(r"^([ ]*>[ >]*(?:`{3,}|~{3,}))(?![ ]*mermaid[ ]*$)[^`]+$")
_UNTRIMMED: Final = re.compile(r"[\x00-\x20\x7f]+")


def defuse(body: str, image_hosts: Collection[str] = ()) -> str:
    """Take from a narrative what could be HTML, attributes, a template, a foreign scheme or the work of minutes.

    Headings of level 1 become level 2, since the title of the page is above them.
    """
    out: list[str] = []
    lines = with_plain_targets(body.expandtabs(4)).split("\n")
    fenced = fences(lines)
    at = coloured = 0
    while at < len(lines):
        if end := fenced.get(at, 0):
            if language := _LANGUAGE.search(lines[at]):
                length = sum(map(len, lines[at:end]))
                coloured += length
                if length > _MOST_COLOURED or coloured > _MOST_COLOURED_IN_ALL:
                    lines[at] = lines[at][: language.start()]
            out += lines[at : end + 1]
            at = end + 1
            continue
        out.append(_line(lines[at], out, image_hosts))
        at += 1
    return bounded("\n".join(out).strip("\n"))


def _line(line: str, before: list[str], image_hosts: Collection[str]) -> str:
    if not _WORTH_A_LOOK.search(line):
        return line
    line = _LANGUAGE_IN_QUOTE.sub(r"\1", _LONG_TICKS.sub("`" * 30, line))
    if (mark := _SETEXT.match(line)) and before and before[-1].strip():
        if mark[1].startswith("="):
            before[-1] = f"## {before[-1].strip()}"
            return ""
        return line
    if re.match(r"#(?!#)| {1,3}#[ \t]", line):
        line = "#" + line.lstrip(" ")
    # An opened and never closed fence would swallow the rest of the page in some engines.
    line = re.sub(r"^(\s*)([`~])(?=\2{2,})", r"\1\\\2", line) if re.match(r"\s*(`{3,}|~{3,})[^`]*$", line) else line
    if definition := _DEFINITION.match(line):
        line = definition[1] + _target(definition[2], definition[3]) + line[definition.end() :]
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(line):
        parts += (_text(line[at : code.start()], image_hosts), _code(code))
        at = code.end()
    return "".join((*parts, _text(line[at:], image_hosts)))


def _code(found: re.Match[str]) -> str:
    # What one engine takes for code another may not: no bare angle bracket is left in either case.
    return f"<code>{attribute(found[2])}</code>" if re.search(r"[<{]", found[2]) else found[0]


def _text(text: str, image_hosts: Collection[str]) -> str:
    text = _INLINE_LINK.sub(lambda found: _link(found, image_hosts), text)
    kept: list[str] = []
    at = 0
    for link in _AUTOLINK.finditer(text):
        kept += (_escaped(text[at : link.start()]), link[0])
        at = link.end()
    return "".join((*kept, _escaped(text[at:])))


def _escaped(text: str) -> str:
    return re.sub(r"(?<!\\)[{}]", r"\\\g<0>", text.replace("<", "&lt;"))


def _link(found: re.Match[str], image_hosts: Collection[str]) -> str:
    bang, opening = found.groups()[:2]
    target = _target(found[3], found[4])
    if target == "#":
        return f"{opening}#"
    host = urlsplit(target).hostname if "//" in target else None
    return f"{'' if bang and host and host not in image_hosts else bang}{opening}{target}"


def _target(angled: str | None, bare: str | None) -> str:
    """A target as every engine reads it, without angle brackets; ``#`` for one of a scheme that is not allowed."""
    target = bare or "" if angled is None else _NOT_IN_TARGET.sub(lambda found: f"%{ord(found[0]):02X}", angled)
    return target if _harmless(target) else "#"


def _harmless(target: str) -> bool:
    # As a browser reads it: entities decoded, control characters dropped.
    plain = _UNTRIMMED.sub("", html.unescape(target))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return not scheme or scheme[1].lower() in SCHEMES
