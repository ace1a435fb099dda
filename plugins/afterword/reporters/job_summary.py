"""The report as a summary of the job: Markdown with one table, which a platform shows beside the run.

The table is HTML, as the platform's own tools write it: nothing inside is read as Markdown, and no text can end a cell.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from afterword.check import Report, by_file
from afterword.diagnostics import Diagnostic, counted
from afterword.reporters.text import summary
from afterword.text.harmless import code, harmless

LARGEST = 1024 * 1024
"""How many bytes a summary may have; the platform shows nothing at all of a longer one."""

_ROOM_TO_CLOSE = 1_000


def job_summary(report: Report, room: int = LARGEST) -> str:
    """The summary in at most ``room`` bytes; empty where not even its head fits."""
    head = f"### Afterword\n\n{click.unstyle(summary(report))}.\n\n"
    if not report.diagnostics:
        return head if len(head.encode()) <= room else ""
    head += (
        "<table>\n<tr><th>Line</th><th>Problem</th><th>Rule</th><th>What is wrong, and what would be right</th></tr>\n"
    )
    rows, shown, used = [], 0, len(head.encode()) + _ROOM_TO_CLOSE
    if used > room:
        return ""
    for row, problems in _rows(report):
        used += len(row.encode())
        if used > room:
            break
        rows.append(row)
        shown += problems
    more = len(report.diagnostics) - shown
    rest = f"… and {counted(more, 'more problem')}; run <code>afterword check</code> to see them.\n\n" if more else ""
    told = "Run <code>afterword explain CODE</code> to learn why a rule is there.\n"
    return f"{head}{''.join(rows)}</table>\n\n{rest}{told}"


def _rows(report: Report) -> Iterator[tuple[str, int]]:
    """Rows of the table, each with the number of problems that it tells of."""
    limits, shown = report.loaded.settings.limits, 0
    for path, diagnostics in by_file(report.diagnostics).items():
        room = max(0, min(limits.shown_per_file, limits.shown_per_run - shown))
        head = f'<tr><th colspan="4" align="left">{code(path)}</th></tr>\n'
        for number, found in enumerate(diagnostics[:room]):
            # The name of a file comes with its first problem, so that no name ever stands alone.
            yield (head if number == 0 else "") + _row(found), 1
        shown += min(room, len(diagnostics))


def _row(found: Diagnostic) -> str:
    told = harmless(found.message, 400)
    if found.help:
        told += f"<br>{harmless(found.help, 800)}"
    cells = (str(found.span.line), found.severity.value, f"{code(found.code)} {found.name}", told)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
