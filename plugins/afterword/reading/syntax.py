"""The errors of the YAML parser, with helpful advice."""

from __future__ import annotations

import re

import yaml

from afterword.diagnostics import Problem
from afterword.reading.framing import Frame
from afterword.reading.source import Source
from afterword.text.characters import odd_mark
from afterword.text.expression import expression

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
)


_AHEAD = 200  # the parser stops before some of the characters that it cannot read
_CONFLICT = expression(r"^<{7} .*$", re.MULTILINE)
# If the parser notices the error too late, the start of the token shows the line that is wrong.
_BEGINS_THERE = expression("while (scanning a (simple key|quoted scalar)|parsing a flow (sequence|mapping))")


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
    return Problem(f"This is not valid YAML: {said}", source.lines.span(at, at + 1), hint)
