"""Raw HTML in a Markdown text, as Markdown; a tag that has no counterpart becomes visible text."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

from afterword.reading.narrative import prose

_TABLE: Final = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]*)?)/?>|<(?P<mail>[^\s<>@]+@[^\s<>]+)>"
    r"|<(?!(?:https?|mailto):[^\s<>]*>)(?=[A-Za-z/!?])",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_AROUND: Final = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "code": "`",
    "tt": "`",
    "kbd": "`",
    "samp": "`",
    "del": "~~",
    "s": "~~",
    "summary": "**",
}
_NOTHING: Final = frozenset(
    [
        "span",
        "font",
        "center",
        "u",
        "sup",
        "sub",
        "small",
        "big",
        "details",
        "section",
        "article",
        "abbr",
        "mark",
        "ins",
        "picture",
        "source",
        "cite",
        "figure",
        "time",
    ]
)
_BREAKS: Final = frozenset(
    ["p", "div", "ul", "ol", "dl", "blockquote", "figcaption", "dt", "tbody", "thead", "header", "footer"]
)


def as_markdown(text: str) -> tuple[str, int]:
    """A text without raw HTML outside of code, and how many tags became visible text."""
    masked = prose(text)
    if "<" not in masked:
        return text, 0
    for match in reversed(list(_TABLE.finditer(masked))):
        text = text[: match.start()] + "\n" + _table(text[slice(*match.span())]) + "\n" + text[match.end() :]
    hrefs: list[str] = []
    masked, parts, at, shown = prose(text), [""], 0, 0
    for match in _TAG.finditer(masked):
        in_row = masked[masked.rfind("\n", 0, match.start()) + 1 :].startswith("|")
        made = _tag(match, hrefs, in_row=in_row)
        if made is None:
            made, shown = "&lt;" + text[match.start() + 1 : match.end()], shown + 1
        parts += [text[at : match.start()], made]
        at = match.end()
    return "".join([*parts, text[at:]]), shown


def _tag(match: re.Match[str], hrefs: list[str], *, in_row: bool) -> str | None:  # noqa: PLR0911 - a tag each
    """What a tag becomes; ``None`` for one without a counterpart."""
    if match["mail"]:
        return match["mail"]
    name, closes = (match["name"] or "").lower(), bool(match["close"])
    attributes = {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(match["rest"] or "")
    }
    line = " " if in_row else "\n"
    if name == "br":
        return " " if in_row else "  \n"
    if name == "hr":
        return "\n\n---\n\n"
    if name == "img":
        return f"![{attributes.get('alt', '')}]({attributes['src'].replace(' ', '%20')})" if "src" in attributes else ""
    if name == "a":
        if closes:
            return f"]({href})" if hrefs and (href := hrefs.pop()) else ""
        hrefs.append(attributes.get("href", "").replace(" ", "%20"))
        return "[" if hrefs[-1] else ""
    if name == "li":
        return "" if closes else f"{line}- "
    if re.fullmatch("h[1-6]", name):
        return "\n\n" if closes else f"\n\n{'#' * int(name[1])} "
    if name in _BREAKS or name == "pre":
        return line if in_row else "\n\n"
    return _AROUND.get(name, "" if name in _NOTHING else None)


def _table(html: str) -> str:
    """A table of HTML as one of Markdown."""
    reader = _Rows()
    reader.feed(html)
    rows = [row for row in reader.rows if any(row)]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


class _Rows(HTMLParser):
    """Collects the text of the cells, with their links and images as Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows = self.rows or [[]]
            self.rows[-1].append("")
        elif tag == "a" and said.get("href"):
            self._hrefs.append(said["href"])
            self._add("[")
        elif tag == "img" and said.get("src"):
            self._add(f"![{said.get('alt', '')}]({said['src']})")
        elif tag in {"br", "p", "li", "div"}:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._hrefs:
            self._add(f"]({self._hrefs.pop()})")

    def handle_data(self, data: str) -> None:
        self._add(data.replace("|", "\\|").replace("<", "&lt;"))

    def _add(self, text: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = re.sub(r"\s+", " ", self.rows[-1][-1] + text).lstrip()
