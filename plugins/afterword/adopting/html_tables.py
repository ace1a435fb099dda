"""Tables of HTML as tables of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from afterword.adopting.html_tags import AROUND, Tags

_TAG: Final = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_EMPTY: Final = re.compile(r"\*\*\s*\*\*|~~\s*~~|``")
PARTS: Final = frozenset(["table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "col"])


def tables_in(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each table that ends; one inside another is a part of it."""
    opened: list[int] = []
    for match in _TAG.finditer(text):
        if not match[1]:
            opened.append(match.start())
        elif opened and (start := opened.pop()) is not None and not opened:
            yield start, match.end()


def table(html: str, tags: Tags) -> tuple[str, int]:
    """A table of HTML as one of Markdown, below what stands outside of its cells, and how many tags became text."""
    reader = _Rows(tags)
    reader.feed(html)
    reader.close()
    rows = [row for row in ([_EMPTY.sub("", cell) for cell in row] for row in reader.rows) if any(row)]
    width = max(map(len, rows), default=0)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    lines[1:1] = ["|" + " --- |" * width] if rows else []
    outside = " ".join("".join(reader.outside).split())
    return "\n".join([*([outside, ""] if outside else []), *lines]), reader.shown


class _Rows(HTMLParser):
    """Collects the text of the cells as Markdown, and what stands outside of them."""

    def __init__(self, tags: Tags) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.outside: list[str] = []
        self.shown = 0
        self._tags = tags
        self._depth = 0
        self._inside = False
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "table"
        if self._depth == 1 and tag in PARTS:
            if tag == "tr":
                self.rows.append([])
            elif tag in {"td", "th"}:
                self.rows = self.rows or [[]]
                self.rows[-1].append("")
            self._inside = tag in {"td", "th"}
            self._add(" ")
            return
        self._tag(tag, {name: value or "" for name, value in attrs}, closes=False)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 and tag in PARTS:
            self._inside = False
        else:
            self._tag(tag, {}, closes=True)
        self._depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        text = data.replace("|", "\\|")
        self._add(text if self._code else text.replace("<", "&lt;"))

    def _tag(self, tag: str, said: dict[str, str], *, closes: bool) -> None:
        if tag in PARTS:
            self._add(" ")
            return
        code = tag == "pre" or AROUND.get(tag) == "`"
        if code:
            self._code += -1 if closes else 1
            made: str | None = "`" if self._code == (0 if closes else 1) else ""
        else:
            made = self._tags.markdown(tag, said, closes=closes, in_row=True)
        if made is None:
            self.shown += 1
            self.handle_data(f"</{tag}>" if closes else self.get_starttag_text() or "")
        else:
            self._add(made)

    def _add(self, text: str) -> None:
        if self._inside:
            self.rows[-1][-1] = re.sub(r"\s+", " ", self.rows[-1][-1] + text).lstrip()
        else:
            self.outside.append(text)
