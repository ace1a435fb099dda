"""What a YAML parser means when it gives up, in the words of somebody who wants to help."""

from __future__ import annotations

import re

import yaml

from afterword.diagnostics import Problem
from afterword.reading.framing import Frame
from afterword.reading.source import Source

_HINTS = (
    ("mapping values are not allowed", "Quote the value: a colon followed by a space begins a new field."),
    (
        "could not find expected ':'",
        "A line without a colon: is the value above it quoted and indented as it should be?",
    ),
    (
        "cannot start any token",
        "Quote the value: it begins with a character that YAML keeps for itself, or with a tab.",
    ),
    ("did not find expected key", "The indentation does not match the lines above, or a quote is not closed."),
    ("expected '-' indicator", "The indentation does not match the lines above."),
    ("block end", "The indentation does not match the lines above."),
    ("unexpected end of stream", "A quote or a bracket is opened and never closed."),
    ("expected ',' or", "A bracket is opened and never closed, or a comma is missing."),
    ("expected node content", "A bracket is opened and never closed, or a comma stands alone."),
    ("escape", "Use single quotes, in which a backslash is only a backslash."),
)


_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
# Where the parser notices too late, what it was about to read shows the line that is wrong.
_BEGINS_THERE = re.compile("while (scanning a (simple key|quoted scalar)|parsing a flow (sequence|mapping))")


def syntax_problem(source: Source, frame: Frame, error: yaml.MarkedYAMLError) -> Problem:
    """What the parser said, at the place that helps most, with what is most often the matter."""
    mark = error.problem_mark or error.context_mark
    if "escape" not in str(error.problem) and _BEGINS_THERE.match(str(error.context)):
        mark = error.context_mark
    at = min(frame.front_offset + (mark.index if mark else 0), len(source.text))
    if conflict := _CONFLICT.search(frame.front_matter):
        at = frame.front_offset + conflict.start()
        span = source.lines.span(at, at + len(conflict[0]))
        return Problem("A merge conflict is not resolved", span, "Keep one side and delete the three marker lines.")
    said = str(error.problem or error.context or "it cannot be parsed")
    hint = next((text for key, text in _HINTS if key in said), "See the YAML of another review for the form.")
    return Problem(f"This is not valid YAML: {said}", source.lines.span(at, at + 1), hint)
