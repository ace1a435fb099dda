"""Comma-separated values that a spreadsheet takes for text: what an author wrote is never run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

# The last four are the first four in full width.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet run a cell, after the OWASP page on CSV injection."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as comma-separated values (RFC 4180, lines end in a line feed), every cell in quotes.

    ``None`` is an empty cell. A text that begins with one of ``FORMULA_STARTS`` gets an apostrophe before it, by which
    every common spreadsheet shows it as it was written; numbers stay numbers.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return written.getvalue()


def cell(value: object) -> str:
    """One value as a cell that runs nothing."""
    if value is None:
        return ""
    text = str(value).replace("\x00", "")
    harmless = isinstance(value, int | float) or not text.startswith(FORMULA_STARTS)
    return text if harmless else f"'{text}"
