"""The targets of an author's links as every engine and every browser reads them: one word, percent-encoded, in NFC."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from afterword.pages.site_paths import site_path
from afterword.reading.link import Link
from afterword.reading.narrative import written_links

_SPECIAL: Final = re.compile(r"[^!-~]|[()<>\\%]")
_OPENED: Final = re.compile(r"(?:\(|\]:)\s*(<)\s*\Z")
_CLOSED: Final = re.compile(r"\s*>")
_FAR: Final = 200
_IN_PATH: Final = "/:@!$'*+,;=~-._"


def with_plain_targets(body: str) -> str:
    """A narrative in which no target of a link needs angle brackets, and each has one spelling.

    A file whose name has a space, an umlaut or an accent is then found, however the author wrote its name: macOS
    writes some letters as two characters, and CommonMark takes no space.
    """
    parts: list[str] = []
    at = 0
    for link in written_links(body):
        start, end = _with_brackets(body, link)
        plain = plain_target(link.target)
        if start < at or body[start:end] == plain or not (start < link.start or _SPECIAL.search(body[start:end])):
            continue
        parts += (body[at:start], plain)
        at = end
    return "".join((*parts, body[at:]))


def plain_target(target: str) -> str:
    """One target, as a browser would read it before, in its one spelling."""
    try:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return _words(target)
        path = site_path(unquote(parts.path, errors="strict"))
    except ValueError:
        return _words(target)
    rest = target[len(parts.path) :]
    return quote(path, safe=_IN_PATH) + _words(rest)


def _words(text: str) -> str:
    return re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", text)


def _with_brackets(body: str, link: Link) -> tuple[int, int]:
    """The offsets of a target with its angle brackets; those of a bare address are no part of its target."""
    before = _OPENED.search(body, max(0, link.start - _FAR), link.start)
    closing = _CLOSED.match(body, link.end)
    return (before.start(1), closing.end()) if before and closing else (link.start, link.end)
