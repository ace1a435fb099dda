"""The addresses that the files of a built site name, by kind of file.

A kind that is not known is an error, so that a new one is not left out.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from icalendar import Calendar

_ADDRESSES: Final = frozenset({"href", "src", "action", "formaction", "poster", "data", "cite", "manifest", "ping"})
_IN_META: Final = frozenset({"og:url", "og:image", "twitter:image"})
_ENDINGS: Final = "html|json|xml|ics|csv|js|css|svg|png"
_LIKE_ONE: Final = re.compile(rf"(?:https?://|\.{{0,2}}/)\S*|[\w./-]+\.(?:{_ENDINGS})(?:[?#]\S*)?")
_IN_STYLE: Final = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_INSIDE: Final = r"""((?:[^>"']|"[^"]*"|'[^']*')*+)"""
_TAGS: Final = re.compile(
    rf"<!--.*?-->|<(script|style)(?=[\s>]){_INSIDE}>(.*?)</\1>|<([a-z][^\s/>]*){_INSIDE}>", re.DOTALL
)
"""A comment, an element whose content is no HTML, or any other tag that opens."""
_ATTRIBUTES: Final = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_KEYS: Final = re.compile(r"(?:.*_)?(?:url|api|feed|calendar|href|base)")
_PART: Final = re.compile(r'afterword\.part\("([a-z]+)(?:/\w+)?",(.*)\);\n', re.DOTALL)
_SILENT: Final = frozenset(
    {
        *(".png", ".svg", ".gif", ".jpg", ".jpeg", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".eot"),
        *(".map", ".parquet", ".inv"),
    }
)


class HtmlPage:
    """The addresses of one page, those that its scripts resolve from the root of the site, and its anchors.

    It looks at the tags alone: the parser of the library takes most of the time of a walk, and others judge the HTML.
    """

    def __init__(self, text: str) -> None:
        self.found: list[str] = []
        self.from_the_root: list[str] = []
        self.anchors: set[str] = set()
        for closed, its, data, tag, attributes in _TAGS.findall(text):
            given = {name: unescape("".join(value)) for name, *value in _ATTRIBUTES.findall(its or attributes)}
            self._tag(closed or tag, given)
            if data.strip() and given.get("type", "").endswith("json"):
                self.found += _of_value(json.loads(data))

    def _tag(self, tag: str, given: Mapping[str, str]) -> None:
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        for name, value in given.items():
            if name in _ADDRESSES:
                self.found.append(value)
            elif name in ("srcset", "imagesrcset"):
                self.found += [one.split()[0] for one in value.split(",") if one.strip()]
            elif name == "style":
                self.found += _IN_STYLE.findall(value)
            elif name == "data-page":
                self.from_the_root.append(value)
            elif name.startswith("data-") and _LIKE_ONE.fullmatch(value):
                self.found.append(value)
        if tag == "meta" and given.get("property", given.get("name")) in _IN_META:
            self.found.append(given.get("content", ""))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.found += re.findall(r"url=(\S+)", given.get("content", ""))


def addresses_in(path: str, raw: bytes | HtmlPage, base: str, root: str) -> Iterator[str]:
    """Every address that a file names, whole; ``base`` is the file's own, ``root`` that of the site.

    A page of HTML may come as it has been read.
    """
    name, _, ending = path.rpartition("/")[2].rpartition(".")
    if not name or not ending or f".{ending}" in _SILENT:
        return
    assert ending in _READERS, f"{path} is of a kind that the walk does not know"
    if ending == "html":
        page = raw if isinstance(raw, HtmlPage) else HtmlPage(raw.decode())
        yield from (root + address for address in page.from_the_root)
        # A menu names most addresses twice.
        yield from _whole(dict.fromkeys(page.found), base)
    elif isinstance(raw, bytes):
        # Data names what lies on the site from its root, as its description says.
        yield from _whole(_READERS[ending](raw), base if ending in ("xml", "css") else root)


def _whole(written: Iterable[str], base: str) -> Iterator[str]:
    for address in written:
        if not address.startswith(("data:", "mailto:", "tel:", "javascript:", "blob:")):
            yield urljoin(base, address)


def _html(raw: bytes) -> Iterator[str]:
    yield from HtmlPage(raw.decode()).found


def _xml(raw: bytes) -> Iterator[str]:
    for element in ET.fromstring(raw).iter():  # noqa: S314  # our own
        text = (element.text or "").strip()
        yield from (value for name, value in element.attrib.items() if name.rpartition("}")[2] in _ADDRESSES)
        if text and element.tag.rpartition("}")[2] in ("loc", "logo", "icon", "uri"):
            yield text
        if element.get("type") in ("html", "xhtml"):
            yield from HtmlPage(text or ET.tostring(element, "unicode")).found


def _json(raw: bytes) -> Iterator[str]:
    content = json.loads(raw)
    if "$schema" not in content:  # a schema names nothing of the site
        yield from _of_value(content)


def _of_value(value: Any, key: str = "") -> Iterator[str]:
    """Texts below a key that promises an address, those that are one by their shape, and what a script looks up."""
    if isinstance(value, Mapping):
        for name, below in value.items():
            # Names with the address of their page, and the index of the theme's search.
            yield from _of_value(below[0] if _is_pair(below) else below, "url" if _is_pair(below) else name)
    elif isinstance(value, list):
        for below in value:
            yield from _of_value(below, key)
    elif isinstance(value, str) and "{id}" not in value and _is_address(value, key):
        yield value


def _is_address(value: str, key: str) -> bool:
    return key == "location" or bool(value and (_KEYS.fullmatch(key) or re.match(r"https?://|\.\.?/", value)))


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and "/" in value[0]


def _calendar(raw: bytes) -> Iterator[str]:
    for event in Calendar.from_ical(raw).walk("VEVENT"):
        yield from (str(event[name]) for name in ("URL", "ATTACH") if name in event)
        yield from re.findall(r"https?://\S+", str(event.get("DESCRIPTION", "")))


def _table(raw: bytes) -> Iterator[str]:
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))):
        yield from (value for name, value in row.items() if value and _KEYS.fullmatch(name or ""))


def _style(raw: bytes) -> Iterator[str]:
    yield from _IN_STYLE.findall(raw.decode())


def _script(raw: bytes) -> Iterator[str]:
    """The pages that names lead to and that the search finds, in parts of data; other scripts name no page."""
    part = _PART.fullmatch(raw.decode())
    value = json.loads(part[2]) if part else {}
    if part and part[1] == "names":
        yield from (address for address, _ in value.values())
    yield from value.get("urls", ()) if part and part[1] == "actions" else ()
    yield from (page["url"] for page in value["pages"]) if part and part[1] == "page" else ()


def _robots(raw: bytes) -> Iterator[str]:
    yield from re.findall(r"^Sitemap: *(\S+)", raw.decode(), re.MULTILINE)


_READERS: Final[Mapping[str, Callable[[bytes], Iterator[str]]]] = {
    "html": _html,
    "xml": _xml,
    "gz": lambda raw: _xml(gzip.decompress(raw)),
    "json": _json,
    "ics": _calendar,
    "csv": _table,
    "css": _style,
    "js": _script,
    "txt": _robots,
}
