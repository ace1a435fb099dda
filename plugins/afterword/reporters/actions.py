"""Lists of actions: a table for people, JSON and CSV for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import click

from afterword.diagnostics import counted
from afterword.model import STATES
from afterword.text.csv import csv_text
from afterword.text.printable import printable

VERSION: Final = 1
COLUMNS: Final = (
    *("review_id", "id", "title", "area", "outcome", "owner", "due", "target", "status", "state", "days_late"),
    *("closed", "review_by", "evidence", "tracker", "severity", "models", "provenance", "review_title"),
)
"""The columns of the CSV, in their order."""

Rows = Sequence[Mapping[str, Any]]

_HEAD = ("state", "due", "owner", "area", "id", "action")
COLOURS: Final = {
    "overdue": "red",
    "open": "yellow",
    "in-progress": "yellow",
    "done": "cyan",
    "verified": "green",
    "accepted-risk": "magenta",
}
"""The colour of each state of an action on a terminal."""


def actions_table(rows: Rows, as_of: date) -> str:
    """A line for each action, the most urgent first, and the totals."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_HEAD) - 1)]
    lines = [click.style(_padded(_HEAD, widths), bold=True)] if rows else []
    for line, row in zip(cells[1:], rows, strict=True):
        padded = _padded(line, widths)
        state, rest = padded[: widths[0]], padded[widths[0] :]
        lines.append(click.style(state, fg=COLOURS.get(row["state"])) + rest)
    if any(line[1].startswith("~") for line in cells):
        lines.append("~ No due date is set; this one comes from the service level of the organisation.")
    return "\n".join([*lines, *([""] if rows else []), f"{_sum(rows)}, as of {as_of.isoformat()}", ""])


def actions_json(rows: Rows, as_of: date) -> str:
    """One object with ``version``, ``as_of``, ``count`` and ``actions``."""
    data = {"version": VERSION, "as_of": as_of.isoformat(), "count": len(rows), "actions": list(rows)}
    return json.dumps(data, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def actions_csv(rows: Rows, as_of: date) -> str:
    """A row for each action; lists are joined by semicolons, and no cell can become a formula."""
    del as_of  # the rows were made for that day
    return csv_text(COLUMNS, [[_joined(row[name]) for name in COLUMNS] for row in rows])


FORMATS: Final[Mapping[str, Callable[[Rows, date], str]]] = {
    "table": actions_table,
    "json": actions_json,
    "csv": actions_csv,
}


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    named = row["due"] or (row["review_by"] if row["status"] == "accepted-risk" else None)
    day, derived = named or row["target"], "" if named else "~"
    late = f" ({counted(row['days_late'], 'day')} late)" if row["days_late"] else ""
    title = f"[illustrative] {row['title']}" if row["provenance"] == "illustrative" else row["title"]
    return (
        row["state"],
        f"{derived}{day}{late}" if day else "-",
        printable(row["owner"] or "-", 40),
        row["area"],
        printable(f"{row['review_id']} {row['id']}"),
        printable(title),
    )


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, cells[-1]])


def _sum(rows: Rows) -> str:
    states = Counter(row["state"] for row in rows)
    parts = [f"{states[state]:,} {state}" for state in STATES if states[state]]
    return f"{counted(len(rows), 'action')}{': ' if parts else ''}{', '.join(parts)}"


def _joined(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
