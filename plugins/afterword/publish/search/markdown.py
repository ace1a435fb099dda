"""The sections of what is written in Markdown, for a site whose engine has yet to make HTML of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from afterword.pages.page import Document
from afterword.publish.search.text import Section, plain, sections
from afterword.text.slug import heading_id

_FRONT: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING: Final = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$", re.MULTILINE)
_FENCED: Final = re.compile(r"^ *(`{3,}|~{3,})[^\n]*\n(.*?)(?:^ *\1[`~]* *$|\Z)", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)(?:\{[^{}]*\})?")
_MARK: Final = re.compile(r"[*`|]+|^[ >#-]+|(?<!\w)_+|_+(?!\w)", re.MULTILINE)


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a page of ours, those of its narrative among them."""
    return (*sections(document.before), *told(document.narrative), *sections(document.after))


def told(text: str) -> tuple[Section, ...]:
    """The sections of a text in Markdown; what stands under its title has no anchor."""
    return tuple(section for section in _parted(_prose(text)) if section.text)


def first_title(text: str) -> str:
    """The title of a text in Markdown; empty if it has none."""
    found = _HEADING.search(_prose(text))
    return _plain(found[2]) if found else ""


def _parted(text: str) -> Iterator[Section]:
    name, title, at = "", "", 0
    for heading in _HEADING.finditer(text):
        yield Section(name, title, _plain(text[at : heading.start()]))
        title, at = ("" if heading[1] == "#" else _plain(heading[2])), heading.end()
        name = heading_id(title)
    yield Section(name, title, _plain(text[at:]))


def _prose(text: str) -> str:
    """The text without front matter, and with its blocks of code as lines that are no headings."""
    return _FENCED.sub(lambda block: re.sub(r"(?m)^", " ", block[2]), _FRONT.sub("", text))


def _plain(text: str) -> str:
    return plain(_MARK.sub(" ", _LINK.sub(r"\1", text)))
