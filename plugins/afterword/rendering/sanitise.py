"""The last lock: an allow list over the HTML of pages with an author's text, after every Markdown extension."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import nh3

from afterword.rendering.body import SCHEMES

TAGS: Final = frozenset(
    {
        *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details"),
        *("dl", "dt", "div", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"),
        *("kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub"),
        *("summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var"),
        # Shapes and words of our own drawings: nothing that loads, links, moves or runs.
        *("circle", "desc", "line", "path", "rect", "svg", "text", "title"),
    }
)
ATTRIBUTES: Final = {
    "*": {"class", "id", "title", "lang", "dir", "role", "hidden", "style"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
    "details": {"open"},
    "code": {"data-lang"},
    "svg": {"x", "y", "width", "height", "overflow", "xmlns"},
    "circle": {"r", "fill", "stroke", "stroke-width"},
    "line": {"x1", "x2", "y1", "y2", "stroke", "stroke-width", "stroke-dasharray"},
    "path": {"d", "fill", "stroke", "stroke-width"},
    "rect": {"x", "y", "width", "height", "rx", "fill", "fill-opacity", "stroke", "stroke-dasharray"},
    "text": {"x", "y", "fill", "font-size", "font-style", "font-weight", "text-anchor"},
}
STYLES: Final = frozenset({"text-align", "--n", "--of"})

# A paint may name a server elsewhere; ours are the variables of the theme.
_PAINT: Final = re.compile(r"var\(--aw-[a-z-]+,#[0-9a-f]{6}\)|none")


def sanitise(html: str, image_hosts: Collection[str] = ()) -> str:
    """Keep of a page's HTML what the allow list knows.

    Images come from the site itself, or from a host that the settings name.
    """
    return _cleaner(frozenset(image_hosts)).clean(html)


@cache
def _cleaner(image_hosts: frozenset[str]) -> nh3.Cleaner:
    def decide(tag: str, attribute: str, value: str) -> str | None:
        if tag == "img" and attribute == "src" and not _own_image(value, image_hosts):
            return None
        if attribute in {"fill", "stroke"} and not _PAINT.fullmatch(value):
            return None
        # For a page with this class the theme would load code from another host.
        if attribute == "class" and "mermaid" in value.split():
            return None
        # What a search takes a page for is said by us alone.
        return None if attribute.startswith("data-pagefind") else value

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=decide,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes=set(SCHEMES),
        filter_style_properties=set(STYLES),
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def _own_image(source: str, image_hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme == "https" and parts.hostname in image_hosts
    return not source.strip().startswith(("\\", "/\\"))
