"""The errors of the YAML parser, with helpful advice."""

from __future__ import annotations

import re

import yaml

from afterword.diagnostics import Problem
from afterword.reading.framing import Frame
from afterword.reading.source import Source
from afterword.text.characters import odd_mark
from afterword.text.expression import expression

_BEGINS = "Quote the whole value: it begins with `{}`, which has a meaning in YAML."
_HINTS = (
    ("mapping values are not allowed", "Quote the value: a colon followed by a space starts a new field."),
    (
        "could not find expected ':'",
        "A line has no colon: check the quotes and the indentation of the value above it.",
    ),
    (
        "cannot start any token",
        "Quote the value: it begins with a character that YAML reserves, or with a tab.",
    ),
    ("did not find expected key", "The indentation does not match the lines above, or a quote is not closed."),
    ("expected '-' indicator", "The indentation does not match the lines above."),
    ("block end", "The indentation does not match the lines above."),
    ("unexpected end of stream", "A quote or a bracket is not closed."),
    ("expected ',' or", "A bracket is not closed, or a comma is missing."),
    ("expected node content", "A bracket is not closed, or there is an extra comma."),
    ("escape", "Use single quotes: there, a backslash has no special meaning."),
    ("expected alphabetic or numeric", _BEGINS),
    ("expected comment or line break", _BEGINS),
    ("sequence entries are not allowed", f"{_BEGINS} A list begins on the next line."),
    ("mapping keys are not allowed", _BEGINS),
    ("tab character", "Delete the tab, or replace it with spaces."),
)


_AHEAD = 200  # the parser stops before some of the characters that it cannot read
_CONFLICT = expression(r"^<{7} .*$", re.MULTILINE)
# If the parser notices the error too late, the start of the token shows the line that is wrong.
_BEGINS_THERE = expression(
    "while (scanning an? (simple key|quoted scalar|alias|anchor|block scalar)|parsing a flow (sequence|mapping))"
)
_BULLET = re.compile(r"[ \t]*\* ")
_OPENED = re.compile(r"[ \t]*(?:- +)*(?:[\w-]+:[ \t]+)?[\"'\[{]")
_COMMENTED = re.compile(r"[ \t]#[^\W_]")


def syntax_problem(source: Source, frame: Frame, error: yaml.MarkedYAMLError) -> Problem:
    """The parser's message at the most helpful position, with the most likely cause."""
    mark = error.problem_mark or error.context_mark
    if "escape" not in str(error.problem) and _BEGINS_THERE.match(str(error.context)):
        mark = error.context_mark
    at = min(frame.front_offset + (mark.index if mark else 0), len(source.text))
    if conflict := _CONFLICT.search(frame.front_matter):
        at = frame.front_offset + conflict.start()
        span = source.lines.span(at, at + len(conflict[0]))
        return Problem("A merge conflict is unresolved", span, "Keep one side and delete the three marker lines.")
    if odd := odd_mark(frame.front_matter[: at - frame.front_offset + _AHEAD]):
        at = frame.front_offset + odd[0]
        return Problem(odd[1], source.lines.span(at, at + 1), "Type the plain character instead of the copied one.")
    said = str(error.problem or error.context or "it cannot be parsed")
    hint = next((text for key, text in _HINTS if key in said), "Compare it with the YAML of another review.")
    hint = _seen_there(source, at, said) or hint.format(source.text[at : at + 1])
    return Problem(f"This is not valid YAML: {said}", source.lines.span(at, at + 1), hint)


def _seen_there(source: Source, at: int, said: str) -> str:
    """Advice on what the lines show and the parser does not say; empty where they show nothing."""
    number, column = source.lines.position(at)
    line, above = source.lines.line(number), source.lines.line(number - 1)
    if _BULLET.match(line):
        return "Begin each item of a list with `- `, not with `* `."
    if "document start" in said and above.rstrip() == "...":
        return "Delete the line `...` above: it ends the fields."
    if "did not find expected" in said and line[column - 1 :].strip():
        before = line[: column - 1].rstrip()
        if (opened := _OPENED.match(line)) and before.endswith(('"', "'", "]", "}")):
            quotes = _quotes_for(line[opened.end() - 1 :])
            return f"Put the whole value in {quotes}: text follows the closing `{before[-1]}`."
        if not before and _COMMENTED.search(above):
            return "Quote the value above it, of which YAML reads what follows `#` as a comment."
    return ""


def _quotes_for(value: str) -> str:
    """The quotes in which a value stays what it is."""
    if '"' not in value and "\\" not in value:
        return "double quotes"
    return "single quotes, with each `'` doubled" if "'" in value else "single quotes"
