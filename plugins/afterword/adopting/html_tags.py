"""What a tag of HTML becomes in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

AROUND: Final = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "cite": "*",
    "code": "`",
    "tt": "`",
    "kbd": "`",
    "samp": "`",
    "del": "~~",
    "s": "~~",
    "summary": "**",
}
_BEFORE: Final = {"sup": "^", "sub": "_"}
_NOTHING: Final = frozenset(["span", "details", "section", "article", "picture", "source", "figure", "time"])
_LOST: Final = frozenset(["font", "center", "u", "small", "big", "abbr", "mark", "ins"])
_DEEPEST: Final = 6
_BREAKS: Final = frozenset(
    ["p", "div", "dl", "blockquote", "figcaption", "dt", "dd", "tbody", "thead", "header", "footer", "pre"]
)


@dataclass
class Tags:
    """The tags of a text so far: the links and lists that are open, and the names of tags that only vanished."""

    hrefs: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def markdown(self, name: str, said: Mapping[str, str], *, closes: bool, in_row: bool) -> str | None:  # noqa: PLR0911 - a tag each
        """What a tag with these attributes becomes; ``None`` for one without a counterpart."""
        if name == "br":
            return " " if in_row else "  \n"
        if name == "hr":
            return "\n\n---\n\n"
        if name == "img":
            return f"![{said.get('alt', '')}]({said['src'].replace(' ', '%20')})" if "src" in said else ""
        if name == "input" and said.get("type", "").lower() == "checkbox":
            return "[x] " if "checked" in said else "[ ] "
        if name == "a":
            return self._link(said.get("href", "").replace(" ", "%20"), closes=closes)
        if name in {"ul", "ol", "li"}:
            return self._list(name, said, closes=closes, in_row=in_row)
        if re.fullmatch("h[1-6]", name) and not in_row:
            return "\n\n" if closes else f"\n\n{'#' * int(name[1])} "
        if name in _BREAKS or re.fullmatch("h[1-6]", name):
            return " " if in_row else "\n\n"
        if name in _BEFORE:
            return "" if closes else _BEFORE[name]
        if name in _LOST:
            self.lost.add(name)
            return ""
        return AROUND.get(name, "" if name in _NOTHING else None)

    def _link(self, href: str, *, closes: bool) -> str:
        if closes:
            return f"]({opened})" if self.hrefs and (opened := self.hrefs.pop()) else ""
        self.hrefs.append(href)
        return "[" if href else ""

    def _list(self, name: str, said: Mapping[str, str], *, closes: bool, in_row: bool) -> str:
        """A list or an item of one; an inner list is indented, and 0 stands for a list without numbers."""
        if name != "li":
            if closes:
                del self.lists[-1:]
            inner = bool(self.lists)
            if not closes:
                start = said.get("start", "")
                self.lists.append(0 if name == "ul" else int(start) if re.fullmatch(r"[1-9]\d{0,8}", start) else 1)
            return " " if in_row else "" if inner else "\n\n"
        if closes:
            return ""
        number = self.lists[-1] if self.lists else 0
        if number:
            self.lists[-1] += 1
        mark = f"{number}. " if number else "- "
        return f" {mark}" if in_row else f"\n{'    ' * min(len(self.lists) - 1, _DEEPEST)}{mark}"
