"""A content security policy that fits a built site: what its pages run and load, and nothing else.

Scripts and styles inside pages are allowed by their hashes, after the W3C's Content Security Policy Level 3, section 8.
Attributes of style are allowed as such: the lengths of bars are given by them, and they can run nothing.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

LARGEST: Final = 64 * 1024 * 1024
"""The most bytes of a page into which a policy is put."""

_DATA: Final = re.compile(r"json|template|text/plain", re.IGNORECASE)
_META: Final = re.compile(r'\s*<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_CHARSET: Final = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_HEADER_ONLY: Final = "frame-ancestors"


@dataclass
class PageContents:
    """What pages hold: hashes of the scripts and styles inside them, and the hosts of their images."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    image_hosts: set[str] = field(default_factory=set)
    handlers: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Reads one page into ``found``; ``handlers`` are attributes that no hash can allow."""

    def __init__(self, contents: PageContents) -> None:
        super().__init__(convert_charrefs=False)
        self._found = contents
        self._into: set[str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._found.handlers |= {name for name in given if name.startswith("on")}
        if tag == "script" and "src" not in given and not _DATA.search(given.get("type", "")):
            self._into, self._text = self._found.scripts, []
        elif tag == "style":
            self._into, self._text = self._found.styles, []
        elif tag == "img":
            parts = urlsplit(given.get("src", ""))
            if parts.scheme == "https" and parts.hostname:
                self._found.image_hosts.add(f"https://{parts.netloc}")

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"} and self._into is not None:
            self._into.add(hash_of("".join(self._text)))
            self._into = None


def hash_of(text: str) -> str:
    """A source expression of a policy for a script or a style: ``'sha256-…'`` of its text in UTF-8."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def read_pages(texts: Iterable[str]) -> PageContents:
    """What some pages hold."""
    found = PageContents()
    for text in texts:
        # A browser reads every line end as one character before it hashes.
        reader = _Reader(found)
        reader.feed(text.replace("\r\n", "\n").replace("\r", "\n"))
        reader.close()
    return found


def policy(contents: PageContents) -> Mapping[str, str]:
    """The directives of a policy."""
    scripts = ["'self'", *sorted(contents.scripts)]
    return {
        "default-src": "'none'",
        "script-src": " ".join(scripts),
        "style-src": " ".join(["'self'", *sorted(contents.styles)]),
        "style-src-attr": "'unsafe-inline'",
        "img-src": " ".join(["'self'", "data:", *sorted(contents.image_hosts)]),
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        _HEADER_ONLY: "'none'",
    }


def written(directives: Mapping[str, str]) -> str:
    """A policy as the value of a header."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def inserted(page: str) -> str:
    """A page with its own policy in a ``meta`` element, in place of one that was put there before.

    What a ``meta`` element cannot say is left out. Raises ``ValueError`` for a page that does not declare its charset,
    since the element belongs right behind that.
    """
    bare = _META.sub("", page)
    charset = _CHARSET.search(bare)
    if charset is None:
        raise ValueError("it has no <meta charset>")
    own = {name: value for name, value in policy(read_pages([bare])).items() if name != _HEADER_ONLY}
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{written(own)}">'
    return bare[: charset.end()] + meta + bare[charset.end() :]


def html_files(site: Path) -> Iterator[Path]:
    """The pages of a built site, sorted."""
    yield from sorted(file for file in site.rglob("*.html") if file.is_file())
