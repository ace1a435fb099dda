"""Delete trailing white space."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.reading.spaces import trailing_spaces
from afterword.repairs.repair import Left, Repair
from afterword.rules import FileContext
from afterword.text.edits import Edit


def without_trailing_space(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """AW011: delete the white space that the diagnostic marks."""
    lines = file.document.source.lines
    for start, end in trailing_spaces(file.document):
        if lines.span(start, end) == diagnostic.span:
            return Repair("Delete the trailing white space", (Edit(start, end, ""),))
    return Left("The file has changed since it was checked")
