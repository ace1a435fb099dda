"""The places in a page that a link can name: the ids that Python-Markdown gives to headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.reading.blocks import blocks_of
from afterword.reading.fences import without_fences
from afterword.reading.inline import unescaped
from afterword.text.slug import heading_id

_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARK = re.compile(r"[*~]|(?<!\w)_+(?=\S)|_+(?!\w)")
_OWN_ID = re.compile(r"\s*\{:?[^{}\n]*?#([\w.:-]+)[^{}\n]*\}\s*$")
_HTML_ID = re.compile(r"<[^<>]*\s(?:id|name)=[\"']?([^\s\"'<>]+)")
_ANY_ID = re.compile(r"\{:?[^{}\n]*?#([\w.:-]+)[^{}\n]*\}")


def heading_ids(body: str) -> tuple[str, ...]:
    """The ids of the headings of a narrative, in order; the second of two that are alike ends in ``_1``."""
    return tuple(dict.fromkeys(_ids(body, own=False)))


def page_ids(body: str) -> tuple[str, ...]:
    """The same of a page written by hand, whose author may give ids to headings, and to other things."""
    text = without_fences(body)
    return tuple(dict.fromkeys([*_ids(body, own=True), *_HTML_ID.findall(text), *_ANY_ID.findall(text)]))


def _ids(body: str, *, own: bool) -> Iterator[str]:
    met: set[str] = set()
    last: dict[str, int] = {}
    for text in blocks_of(body, whole=True).texts:
        if not text.title:
            continue
        if own and (given := _OWN_ID.search(text.text)):
            met.add(given[1])
            yield given[1]
            continue
        id_ = base = slug_of(text.text)
        number = last.get(base, 0)
        while id_ in met or not id_:
            number += 1
            id_ = f"{base}_{number}"
        last[base] = number
        met.add(id_)
        yield id_


def slug_of(title: str) -> str:
    """The id of a heading, before it is made unique."""
    plain = unescaped(_LINK.sub(r"\1", _IMAGE.sub("", _MARK.sub("", title))))
    if "&" in plain:
        from html import unescape

        plain = unescape(plain)
    return heading_id(" ".join(plain.split()))
