"""The last lock: an allow list over the HTML of an author's prose, after every Markdown extension."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import nh3

from afterword.reading.link import SCHEMES

TAGS: Final = frozenset(
    {
        *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details"),
        *("dl", "dt", "div", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"),
        *("kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub"),
        *("summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var"),
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
}
STYLES: Final = frozenset({"text-align"})


def sanitise(html: str, image_hosts: Collection[str] = ()) -> str:
    """Keep of some HTML what the allow list knows.

    Images come from the site itself, or from a host that the settings name.
    """
    return _cleaner(frozenset(image_hosts)).clean(html)


@cache
def _cleaner(image_hosts: frozenset[str]) -> nh3.Cleaner:
    def decide(tag: str, attribute: str, value: str) -> str | None:
        if tag == "img" and attribute == "src" and not _own_image(value, image_hosts):
            return None
        # For a page with this class the theme would load code from another host.
        if attribute == "class" and "mermaid" in value.split():
            return None
        return value

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
