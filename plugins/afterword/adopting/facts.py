"""What a text says about itself in lines, tables and headings that the table of others knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from afterword.adopting.blocks import Block
from afterword.migrations.others import Others
from afterword.text.placeholders import PLACEHOLDERS, REAL_NAMES

_PAIR: Final = re.compile(r"[\s\W]{0,6}([A-Za-z][\w /().&'-]{0,40}?)\s*[:\uff1a]\s*(\S.*)", re.DOTALL)
_NUMBER: Final = re.compile(r"^[\W\d_.)]+(?=[^\W\d])|\([^()]*\)|\[[^\]]*\]")
_FRAMED: Final = re.compile(r"<[^<>]*>|\[[^\[\]()]*\]|\{[^{}]*\}")
_DIGITS: Final = r"(?:xx+|(?:yyyy|yy|mm|dd|hh|ss)+z?)"
_UNSAID: Final = re.compile(rf"(?:n ?a|none|unknown|to be written|{_DIGITS}(?: {_DIGITS})*(?: utc)?)?")
_UNSAID_ANYWHERE: Final = PLACEHOLDERS - REAL_NAMES - {"pending", "wip"}
"""The words of the check, without those that others write for a name or a state."""

FRONT: Final = "the front matter"
LISTS: Final = ("timeline", "actions")


class Fact(NamedTuple):
    """A value with the place that says it, as the end of ``guessed from …``."""

    value: str
    source: str
    links: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with the blocks below it; its ``field`` is the path that its words mean, or empty."""

    heading: Block
    field: str
    body: tuple[Block, ...]

    @property
    def source(self) -> str:
        return f'the section "{self.heading.text[:40]}"'


def sections(blocks: Sequence[Block], known: Others) -> tuple[Section, ...]:
    """Every heading with what is below it, deeper headings included."""
    found = []
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            after = (
                n for n in range(at + 1, len(blocks)) if blocks[n].kind == "heading" and blocks[n].depth <= block.depth
            )
            found.append(Section(block, meaning(block.text, known), tuple(blocks[at + 1 : next(after, len(blocks))])))
    return tuple(found)


def meaning(heading: str, known: Others) -> str:
    """The path that a heading means, without its number, its signs and what is in brackets."""
    words = _NUMBER.sub("", heading).strip(" :*-.")
    return known.field(words) or known.field(re.split(r"\s*[:,/&\u2013\u2014-]\s+| and | of the ", words)[0])


def facts(blocks: Sequence[Block], front: Iterable[tuple[str, str]], known: Others) -> dict[str, list[Fact]]:
    """The values by the path of their field, in the order of the text; the front matter of another tool is last."""
    found: dict[str, list[Fact]] = defaultdict(list)
    pairs = [*_of_lines(blocks, known), *_of_tables(blocks, known)]
    for name, fact in [*pairs, *((name, Fact(value, FRONT)) for name, value in front)]:
        path = known.field(name)
        if path and path not in LISTS and not is_unsaid(fact.value):
            found[path].append(fact)
    return dict(found)


def is_unsaid(text: str) -> bool:
    """Whether a text says nothing as a whole: "TBD", "<name>" or "HH:MM", but not "to be safe, …" or "XXL hosts"."""
    words = " ".join(re.findall(r"[^\W_]+", _FRAMED.sub(" ", text).casefold()))
    return words in _UNSAID_ANYWHERE or _UNSAID.fullmatch(words) is not None


def is_pair(text: str, known: Others) -> bool:
    """Whether a line is a name that the table knows, with a value."""
    match = _PAIR.fullmatch(text)
    return bool(match and len(match[1].split()) <= 5 and (known.field(match[1]) or len(match[2]) < 60))


def _of_lines(blocks: Sequence[Block], known: Others) -> Iterator[tuple[str, Fact]]:
    for block in blocks:
        if block.kind not in {"paragraph", "item"} or any(meaning(above, known) in LISTS for above in block.above):
            continue
        for line in block.cells:
            for part in re.split(r"\s+\|\s+", line.text):
                if match := _PAIR.fullmatch(part):
                    yield match[1], Fact(match[2].strip(), f'the line "{match[1]}"', line.links)


def _of_tables(blocks: Sequence[Block], known: Others) -> Iterator[tuple[str, Fact]]:
    for block in blocks:
        if block.kind not in {"row", "header"} or any(meaning(above, known) in LISTS for above in block.above):
            continue
        if len(block.cells) == 2 and known.field(block.cells[0].text.strip(" :*")):
            name = block.cells[0].text.strip(" :*")
            yield name, Fact(block.cells[1].text, f'the row "{name}"', block.cells[1].links)
        elif len(block.cells) > 2 and block.kind == "row" and sum(bool(known.field(name)) for name in block.header) > 2:
            for name, cell in zip(block.header, block.cells, strict=False):
                yield name, Fact(cell.text, f'the column "{name}"', cell.links)
