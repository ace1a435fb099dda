"""Diagrams of a page: fenced blocks of Mermaid, and what is not allowed in such a block.

A diagram is an author's content. It may describe what is drawn, but not configure the drawing, load anything or link
anywhere. Lines are checked as Mermaid reads them, with its codes and the escapes of CSS decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from afterword.diagnostics import one_of
from afterword.settings.limits import Limits
from afterword.text.nearest import suggest

LANGUAGE: Final = "mermaid"

KINDS: Final = (
    *("flowchart", "graph", "sequenceDiagram", "stateDiagram", "stateDiagram-v2", "classDiagram", "erDiagram"),
    *("timeline", "gantt", "pie", "quadrantChart"),
)
"""The supported diagram types, by the word that they start with."""


class Diagram(NamedTuple):
    """The text of a diagram and its offset in the narrative; the ``>`` of quotations are blanked out."""

    text: str
    start: int


class Refusal(NamedTuple):
    """Why a diagram is not drawn, what to do, and the offsets of the line in its text."""

    reason: str
    remedy: str
    start: int
    end: int


_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})[ \t]*([^`\n]*)$")
_PREFIX = re.compile(r"^[ \t>]+", re.MULTILINE)
_COMMENT = re.compile(r"\s*%%(?!\{)")
_WORD = re.compile(r"\s*([\w-]*)")
_BEGIN = r"(?:^|[;\r\u2028\u2029])\s*"
_CODE = re.compile(r"&?#(\w{1,32});")
_CSS_CODE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?|\\(.)")
# Words in double angle brackets mark classes and states.
_MARK = re.compile(r"<<[\w -]+>>")
_OPTION = r"\"?(?:shape|label|type|alias|animate|animation|curve)\"?\s*:\s*(?:\"[^\"{}]*\"|[\w -]*)"

# The only CSS functions that are allowed are those for colours.
_VALUES = r"(?:[\w\s,:;#.%*-]|\brgba?\([\d\s.,%]*\))*"

_REFUSED: Final = (
    (r"%%\{", "A directive changes the configuration", "Delete it: the site sets the colours and fonts."),
    (
        rf"{_BEGIN}(?:click|href|callback|call|links?|properties|details)\s+\S",
        "An element is clickable",
        "Delete the line, and link to the page in the text.",
    ),
    (
        r":\s*//|(?<![-\w:/\\])//\w[\w-]*\.\w|\b(?:java|vb)script\s*:|\bdata:\s*\w+/",
        "The diagram has a URL",
        "Write a name instead, and put the link in the text.",
    ),
    (
        rf"url\s*\(|@import|{_BEGIN}(?:style|classDef|linkStyle|rect)\b(?!{_VALUES}$)",
        "A style could load a file",
        "Write colours as `#a1221a`, and sizes as plain numbers.",
    ),
    (
        rf"@\s*\{{(?!\s*{_OPTION}(?:\s*,\s*{_OPTION})*\s*\}})",
        "A shape has unsupported options",
        "Use only `shape` and `label`, on one line; images and icons are not supported.",
    ),
    (r"\bfa[a-z]?:fa-", "An icon would be loaded from another site", "Write a word instead."),
    (r"<(?!br\s*/?>)[a-z/!?]", "A label has HTML", "Write plain text; only `<br>` is allowed."),
    (r"\$\$", "Formulas are not supported", "Write it in words, or as code in the text."),
)


def diagrams(body: str) -> Iterator[Diagram]:
    """Every block that an engine might treat as a diagram, also in lists and quotations, in order."""
    if LANGUAGE not in body.lower():
        return
    fence, start, offset, wanted = "", 0, 0, False
    for line in body.splitlines(keepends=True):
        match = _FENCE.match(line.rstrip("\n")) if "```" in line or "~~~" in line else None
        if match and not fence:
            fence, start = match[1], offset + len(line)
            wanted = re.fullmatch(rf"\{{?\s*\.?{LANGUAGE}\b.*", match[2], re.IGNORECASE) is not None
        elif match and match[1].startswith(fence) and not match[2].strip():
            if wanted:
                yield Diagram(_PREFIX.sub(lambda found: " " * len(found[0]), body[start:offset]), start)
            fence = ""
        offset += len(line)


def refusals(text: str, limits: Limits) -> Iterator[Refusal]:
    """Every reason why a diagram is not drawn, by line; none if it is drawn."""
    import textwrap  # hardly any page has a diagram

    size = len(textwrap.dedent(text).strip())
    if size > limits.diagram:
        first = text.find("\n")
        yield Refusal(f"The diagram has {size:,} characters", limits.raising("diagram"), 0, max(first, 0))
        return
    offset, begun = 0, False
    for line in text.split("\n"):
        found = None
        if not begun and line.strip() and not _COMMENT.match(line):
            begun = not line.lstrip().startswith("%%")
            found = _beginning(line) if begun else None
        if found := found or _said(line):
            yield Refusal(*found, offset + len(line) - len(line.lstrip()), offset + len(line.rstrip()))
        offset += len(line) + 1
    if not begun:
        yield Refusal("The diagram has no type", f"Start it with {one_of(KINDS)}.", 0, 0)


def _beginning(line: str) -> tuple[str, str] | None:
    """What is wrong with the line that sets the diagram type."""
    if line.strip().startswith("---"):
        return "Front matter changes the configuration", "Delete it; write a title as `accTitle: …`."
    match = _WORD.match(line)
    word = match[1] if match else ""
    if word in KINDS:
        return None
    return f"`{word[:40]}` is not a supported diagram type", f"Start it with {one_of(KINDS)}.{suggest(word, KINDS)}"


def _said(line: str) -> tuple[str, str] | None:
    """The first thing in a line that is not allowed in a diagram."""
    import html

    read = _MARK.sub("", html.unescape(_CODE.sub(_character, line)))
    for text in dict.fromkeys((read, _CSS_CODE.sub(_escaped, read))):
        for pattern, reason, remedy in _REFUSED:
            if re.search(pattern, text, re.IGNORECASE):
                return reason, remedy
    return None


def _character(found: re.Match[str]) -> str:
    """A code of Mermaid, `#35;` or `#quot;`, as an entity."""
    number = re.fullmatch(r"[0-9]+|[xX][0-9A-Fa-f]+", found[1])
    return f"&#{found[1]};" if number else f"&{found[1]};"


def _escaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else ord(found[2])
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
