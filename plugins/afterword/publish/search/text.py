"""The text of a page, section by section, as the search reads and shows it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# What lists and tables repeat of other pages, the way above a title, the marks beside headings, and what is no text.
_APART: Final = re.compile(
    r"<(\w+)\b[^>]*?\s(?:data-search-exclude\b|class=\"(?:aw-kicker|headerlink)\b)[^>]*>|<(script|style|svg)\b[^>]*>"
)
# Within each of its tags one of these stands: they are looked for first, one after the other, since what begins with
# the same letters is found far quicker. What is no text comes first, so that no other is looked for in it.
_SIGNS: Final = tuple(
    map(re.compile, (r"<s(?:cript|tyle|vg)\b", r"data-search-exclude\b", r"class=\"(?:aw-kicker|headerlink)\b"))
)
_HEADING: Final = re.compile(r"<h[1-6]\b(?:[^>]*?\bid=\"([^\"]*)\")?[^>]*>(.*?)</h[1-6]>", re.DOTALL)
# Within a word these part nothing; any other element does.
_INLINE: Final = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|time|u|wbr)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")


class Section(NamedTuple):
    """A part of a page below a heading: the anchor and the title of that, both empty before the first, and its text."""

    anchor: str
    title: str
    text: str


def sections(content: str) -> tuple[Section, ...]:
    """The sections of the HTML of a page that have a text; what stands under the title of the page has no anchor."""
    return tuple(Section(*found) for found in _parted(_without_repeats(content)) if found[2])


def title_of(content: str) -> str:
    """The text of the first heading of a page; empty if it has none."""
    found = _HEADING.search(content)
    return plain(_without_repeats(found[2])) if found else ""


def plain(part: str) -> str:
    """HTML as text, with single spaces."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", part))).split())


def _parted(content: str) -> Iterator[tuple[str, str, str]]:
    anchor, title, at = "", "", 0
    for heading in _HEADING.finditer(content):
        top = heading[0].startswith("<h1")
        if not top and not heading[1]:
            continue  # a heading without an anchor belongs to the text of its section
        yield anchor, title, plain(content[at : heading.start()])
        anchor, title, at = ("", "", heading.end()) if top else (heading[1], plain(heading[2]), heading.end())
    yield anchor, title, plain(content[at:])


def _without_repeats(content: str) -> str:
    for sign in _SIGNS:
        content = _without(sign, content)
    return content


def _without(sign: re.Pattern[str], content: str) -> str:
    """The HTML without the elements in whose tags a sign stands."""
    kept, at = [], 0
    while found := sign.search(content, at):
        # What is not in a tag is passed over with the text before the next tag.
        tag = _APART.search(content, content.rfind(">", at, found.start()) + 1 or at)
        if not tag:
            break
        kept.append(content[at : tag.start()])
        at = _end(content, tag.end(), tag[1] or tag[2])
    return "".join([*kept, content[at:]])


def _end(content: str, at: int, tag: str) -> int:
    """Where an element ends that begins before ``at``."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(content, at):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(content)
