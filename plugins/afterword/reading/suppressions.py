"""Suppressions: comments by which an author ignores a rule, with a reason.

In the front matter, ``# afterword: allow AW601 because REASON`` is on the line of the problem, or alone above it.
In the narrative, ``[//]: # (afterword: allow AW701 because REASON)`` is above the paragraph, and is not shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from afterword.diagnostics import Span
from afterword.reading.document import Document
from afterword.reading.nodes import Mapping, Node, Scalar
from afterword.text.expression import expression
from afterword.text.signs import Signs

_MARK = "afterword:"
_SIGNS = Signs(_MARK)
_COMMENT = expression(r"(?:(?<=\s)|^)#[ \t]*afterword:(?P<said>.*)$", re.MULTILINE)
_HIDDEN_LINE = expression(r" {0,3}\[//\]:[ \t]*#[ \t]*\(\s*afterword:(?P<said>[^()\n]*)\)[ \t]*")
_HIDDEN_FORM = "Write `[//]: # (afterword: allow CODE because REASON)`, without parentheses in the reason"
_COMMENTED = "[//]"
_FARTHEST = 200  # the most lines between the comment and its paragraph, and the most lines of that paragraph
_SAID = expression(r"\s*allow\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\b(?P<reason>.*))?\s*", re.IGNORECASE)


class Suppression(NamedTuple):
    """Rules that an author ignores on some lines; ``complaint`` is set where the comment has no effect."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    first: int
    last: int
    complaint: str = ""

    def covers(self, span: Span) -> bool:
        return self.first <= span.line <= self.last


def suppressions(document: Document) -> Iterator[Suppression]:
    """Every suppression of a file, in the order of its lines."""
    if not _SIGNS.may_be_in(document.source.text):
        return
    for number, suppression in enumerate(_found(document)):
        if number >= document.limits.allowances:
            yield suppression._replace(complaint=document.limits.raising("allowances").rstrip("."))
            return
        yield suppression


def _found(document: Document) -> Iterator[Suppression]:
    if _MARK in document.frame.front_matter:
        yield from _in_front_matter(document)
        document.let_go()
    if _MARK in document.body:
        yield from _in_narrative(document)


def _in_front_matter(document: Document) -> Iterator[Suppression]:
    front, lines = document.frame.front_matter, document.source.lines
    scalars = sorted(_scalars(document.root), key=lambda scalar: scalar.start)
    starts = [scalar.start for scalar in scalars]
    reach = _reach(document, scalars)
    for match in _COMMENT.finditer(front):
        start = document.frame.front_offset + match.start()
        before = scalars[max(0, bisect_left(starts, start) - 1)]
        if before.start < start < before.end and not _on_header(document, before, start):
            continue
        line, column = lines.position(start)
        first = line
        if not lines.line(line)[: column - 1].strip():
            first = _next_line(document, line)
        span = lines.span(start, document.frame.front_offset + match.end())
        yield _suppression(match["said"], span, first, reach.get(first, first))


def _in_narrative(document: Document) -> Iterator[Suppression]:
    from afterword.reading.narrative import prose

    lines = document.source.lines
    at = 0
    for line in prose(document.body).split("\n"):
        if _MARK in line and _COMMENTED in line:
            span = document.body_span(at, at + len(line))
            match = _HIDDEN_LINE.fullmatch(line)
            complaint = ""
            above = lines.line(span.line - 1).strip() if at else ""
            # A malformed comment would be shown to every reader, or silently have no effect.
            if match is None:
                complaint = _HIDDEN_FORM
            elif above and not above.startswith(_COMMENTED):
                complaint = "It is inside a paragraph, where some Markdown engines show it; add an empty line above it"
            first = _paragraph(document, span.line + 1)
            last = first
            while last < first + _FARTHEST and lines.line(last + 1).strip():
                last += 1
            yield _suppression(match["said"] if match else "", span, first, last, complaint)
        at += len(line) + 1


def _suppression(said: str, span: Span, first: int, last: int, complaint: str = "") -> Suppression:
    match = _SAID.fullmatch(said)
    if match is None:
        form = "Write `afterword: allow CODE because REASON`"
        return Suppression((), "", span, first, last, complaint or form)
    rules = tuple(word.strip() for word in match["rules"].split(","))
    reason = (match["reason"] or "").strip(" \t.:-")
    return Suppression(rules, reason, span, first, last, complaint)


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
    """For each line where a value begins, the line where it ends."""
    lines, text = document.source.lines, document.source.text
    found: dict[int, int] = {}
    for scalar in scalars:
        end = scalar.start + len(text[scalar.start : scalar.end].rstrip())
        first, last = lines.position(scalar.start)[0], lines.position(end)[0]
        found[first] = max(found.get(first, first), last)
    return found


def _on_header(document: Document, scalar: Scalar, offset: int) -> bool:
    """Whether an offset is on the line of the ``>`` or ``|`` of a block, where a comment is allowed."""
    lines, text = document.source.lines, document.source.text
    return text[scalar.start] in ">|" and lines.position(offset)[0] == lines.position(scalar.start)[0]


def _next_line(document: Document, line: int) -> int:
    """The next line that is not a comment: several suppressions may follow each other."""
    below = line + 1
    while document.source.lines.line(below).lstrip().startswith("#"):
        below += 1
    return below


def _paragraph(document: Document, line: int) -> int:
    """The next line of the narrative with text."""
    below = range(line, line + _FARTHEST)
    return next((number for number in below if not _unspoken(document.source.lines.line(number))), line)


def _unspoken(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith(_COMMENTED)
