"""A Markdown text as a flat list of blocks, each with the headings above it, as CommonMark reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BOLD_LINE: Final = re.compile(r"(?:\*\*|__)(?=\S)([^*_\n]{2,80}?)(?:\*\*|__)[ :]*")


class Line(NamedTuple):
    """A line of text without markup, with the addresses that it links to; what is ``struck`` out is no part of it."""

    text: str
    links: tuple[str, ...] = ()
    struck: str = ""


class Block(NamedTuple):
    """A block: ``heading``, ``paragraph``, ``item`` of a list, ``row`` of a table, ``code`` or ``html``.

    ``cells`` are the lines of a paragraph or an item, or the cells of a row. ``depth`` is the level of a heading, or
    how deep an item is nested. ``table`` numbers the tables, and ``line`` counts from 0.
    """

    kind: str
    cells: tuple[Line, ...]
    depth: int
    line: int
    above: tuple[str, ...]
    table: int = 0
    header: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells).strip()

    @property
    def struck(self) -> str:
        return " ".join(cell.struck for cell in self.cells).strip()

    @property
    def links(self) -> tuple[str, ...]:
        return tuple(link for cell in self.cells for link in cell.links)


@dataclass
class _State:
    above: list[tuple[int, str]] = field(default_factory=list)
    lists: int = 0
    tables: int = 0
    header: tuple[str, ...] = ()


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order; a paragraph that is only bold text is a heading below the others."""
    return tuple(_blocks(_parser().parse(text)))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:  # noqa: PLR0912 - a case for each kind of token
    cells: list[Line] = []
    state, kind, item = _State(), "paragraph", False
    for at, token in enumerate(tokens):
        line = token.map[0] if token.map else 0
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                state.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                state.lists -= 1
            case "list_item_open":
                item = True
            case "table_open":
                state.tables, state.header = state.tables + 1, ()
            case "tr_open":
                kind, cells = "row", []
            case "tr_close":
                row = tuple(cells)
                if state.header:
                    yield Block("row", row, 0, line, _named(state), state.tables, state.header)
                else:
                    state.header = tuple(cell.text for cell in row) or ("",)
                    yield Block("header", row, 0, line, _named(state), state.tables, state.header)
                kind = "paragraph"
            case "fence" | "code_block":
                yield Block("code", (Line(token.content),), 0, line, _named(state))
            case "html_block":
                yield Block("html", (Line(token.content),), 0, line, _named(state))
            case "inline" if kind == "row":
                cells.append(_joined(_lines(token)))
            case "inline" if tokens[at - 1].type == "heading_open":
                level = int(tokens[at - 1].tag[1])
                yield _heading(state, level, _joined(_lines(token)), line)
            case "inline":
                lines = tuple(_lines(token))
                bold = _BOLD_LINE.fullmatch(token.content.strip())
                if bold and not state.lists:
                    yield _heading(state, 7, Line(bold[1]), line)
                elif any(one.text or one.struck for one in lines):
                    yield Block(
                        "item" if item and state.lists else "paragraph", lines, state.lists, line, _named(state)
                    )
                    item = False


def _heading(state: _State, level: int, text: Line, line: int) -> Block:
    state.above = [one for one in state.above if one[0] < level]
    above = _named(state)
    state.above.append((level, text.text))
    return Block("heading", (text,), level, line, above)


def _named(state: _State) -> tuple[str, ...]:
    return tuple(text for _, text in state.above)


def _joined(lines: Iterator[Line]) -> Line:
    every = list(lines)
    text, struck = (" ".join(parts).strip() for parts in ([one.text for one in every], [one.struck for one in every]))
    return Line(text, tuple(link for one in every for link in one.links), struck)


def _lines(token: Token) -> Iterator[Line]:
    """The lines of a run of text, without markup."""
    words: tuple[list[str], list[str]] = ([], [])
    links: list[str] = []
    struck = 0
    for child in token.children or ():
        parts = words[struck > 0]
        if child.type in {"softbreak", "hardbreak"} or (
            child.type == "html_inline" and re.fullmatch(r"<br\s*/?>", child.content, re.IGNORECASE)
        ):
            yield _line(words, links)
            words, links = ([], []), []
        elif child.type in {"s_open", "s_close"}:
            struck += child.nesting
        elif child.type == "text":
            parts.append(child.content)
        elif child.type == "code_inline":
            parts.append(f"`{child.content}`")
        elif child.type == "link_open":
            links.append(str(child.attrGet("href") or ""))
        elif child.type == "html_inline" and not re.match(r"</?[a-z]|<!--", child.content, re.IGNORECASE):
            parts.append(child.content)
    yield _line(words, links)


def _line(words: tuple[list[str], list[str]], links: list[str]) -> Line:
    text, struck = (" ".join("".join(parts).split()) for parts in words)
    return Line(text, tuple(links), struck)
