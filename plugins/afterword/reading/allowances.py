"""What an author lets stand, and why: a comment in the front matter, or a line of the narrative that is not shown.

``# afterword: allow AW601 because REASON`` stands on the line that it is about, or alone above it;
``[//]: # (afterword: allow AW701 because REASON)`` stands above the paragraph that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.diagnostics import Span
from afterword.reading.document import Document
from afterword.reading.narrative import prose
from afterword.reading.nodes import Mapping, Node, Scalar

_MARK = "afterword:"
_COMMENT = re.compile(r"(?:(?<=\s)|^)#\s*afterword:(?P<said>.*)$", re.MULTILINE)
_HIDDEN_LINE = re.compile(r"^ {0,3}\[//\]:[ \t]*#[ \t]*\(\s*afterword:(?P<said>[^()\n]*)\)[ \t]*$", re.MULTILINE)
# Anything that was meant to be such a line and is not would be shown to every reader, or be silently of no use.
_NEARLY_HIDDEN = re.compile(r"^.*\[//\].*afterword:.*$", re.MULTILINE)
_SAID = re.compile(r"\s*allow\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\b(?P<reason>.*))?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Allowance:
    """Rules that an author lets be broken on some lines; ``complaint`` is set where it cannot be followed."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    first: int
    last: int
    complaint: str = ""

    def covers(self, span: Span) -> bool:
        return self.first <= span.line <= self.last


def allowances(document: Document) -> Iterator[Allowance]:
    """Every allowance of a file, in the order of its lines."""
    if _MARK not in document.source.text:
        return
    if _MARK in document.frame.front_matter:
        yield from _in_front_matter(document)
        document.let_go()
    if _MARK in document.body:
        yield from _in_narrative(document)


def _in_front_matter(document: Document) -> Iterator[Allowance]:
    front, lines = document.frame.front_matter, document.source.lines
    scalars = list(_scalars(document.root))
    reach = _reach(document, scalars)
    for match in _COMMENT.finditer(front):
        start = document.frame.front_offset + match.start()
        if any(scalar.start < start < scalar.end and not _on_header(document, scalar, start) for scalar in scalars):
            continue
        line, column = lines.position(start)
        first = line
        if not lines.line(line)[: column - 1].strip():
            first = _next_line(document, line)
        span = lines.span(start, document.frame.front_offset + match.end())
        yield _allowance(match["said"], span, first, reach.get(first, first))


def _in_narrative(document: Document) -> Iterator[Allowance]:
    text = prose(document.body)
    told = set()
    for match in _HIDDEN_LINE.finditer(text):
        told.add(match.start())
        span = document.body_span(*match.span())
        before = document.source.lines.line(span.line - 1).strip()
        complaint = ""
        if before and not before.startswith("[//]:") and match.start() > 0:
            complaint = "It stands inside a paragraph, where some engines show it; put an empty line above it"
        first = _paragraph(document, span.line + 1)
        last = first
        while document.source.lines.line(last + 1).strip():
            last += 1
        yield _allowance(match["said"], span, first, last, complaint)
    for match in _NEARLY_HIDDEN.finditer(text):
        if match.start() not in told:
            form = "Its form is `[//]: # (afterword: allow CODE because REASON)`, and the reason holds no parentheses"
            span = document.body_span(*match.span())
            yield Allowance((), "", span, span.line, span.line, form)


def _allowance(said: str, span: Span, first: int, last: int, complaint: str = "") -> Allowance:
    match = _SAID.fullmatch(said)
    if match is None:
        form = "Its form is `afterword: allow CODE because REASON`"
        return Allowance((), "", span, first, last, complaint or form)
    rules = tuple(word.strip() for word in match["rules"].split(","))
    reason = (match["reason"] or "").strip(" \t.:-")
    return Allowance(rules, reason, span, first, last, complaint)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            yield from _scalars(entry.value)
    else:
        for item in node.items:
            yield from _scalars(item)


def _reach(document: Document, scalars: list[Scalar]) -> dict[int, int]:
    """For each line on which a value of several lines begins, the line on which it ends."""
    lines, text = document.source.lines, document.source.text
    found: dict[int, int] = {}
    for scalar in scalars:
        end = scalar.start + len(text[scalar.start : scalar.end].rstrip())
        first, last = lines.position(scalar.start)[0], lines.position(end)[0]
        found[first] = max(found.get(first, first), last)
    return found


def _on_header(document: Document, scalar: Scalar, offset: int) -> bool:
    """Whether an offset lies beside the ``>`` or ``|`` of a block, where a comment may stand."""
    lines, text = document.source.lines, document.source.text
    return text[scalar.start] in ">|" and lines.position(offset)[0] == lines.position(scalar.start)[0]


def _next_line(document: Document, line: int) -> int:
    """The line below that holds more than a comment: allowances may stand one above the other."""
    below = line + 1
    while document.source.lines.line(below).lstrip().startswith("#"):
        below += 1
    return below


def _paragraph(document: Document, line: int) -> int:
    """The next line of the narrative with a text of its own."""
    last = document.source.text.count("\n") + 1
    while line < last and _unspoken(document.source.lines.line(line)):
        line += 1
    return line


def _unspoken(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("[//]:")
