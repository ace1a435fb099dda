"""The report as a job summary: Markdown with one table, which a platform shows next to the run.

The table is HTML, so that nothing inside is read as Markdown and no text can end a cell.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from afterword.check import Report, by_file
from afterword.diagnostics import Diagnostic, counted
from afterword.reporters.text import fixed_lines, summary
from afterword.text.harmless import code, harmless

LARGEST = 1024 * 1024
"""How many bytes a summary may have; the platform shows nothing of a longer one."""

_ROOM_TO_CLOSE = 1_000


def job_summary(report: Report, room: int = LARGEST) -> str:
    """The summary in at most ``room`` bytes; empty if not even its head fits."""
    head = f"### Afterword\n\n{click.unstyle(summary(report))}.\n\n"
    if fixed := fixed_lines(report):
        head += f"<p>{'<br>'.join(harmless(line, 800) for line in fixed)}</p>\n\n"
    if not report.diagnostics:
        return head if len(head.encode()) <= room else ""
    head += "<table>\n<tr><th>Line</th><th>Problem</th><th>Rule</th><th>Message and help</th></tr>\n"
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
    hint = "Run <code>afterword explain CODE</code> to see why a rule exists.\n"
    return f"{head}{''.join(rows)}</table>\n\n{rest}{hint}"


def _rows(report: Report) -> Iterator[tuple[str, int]]:
    """Rows of the table, each with the number of problems in it."""
    limits, shown = report.loaded.settings.limits, 0
    for path, diagnostics in by_file(report.diagnostics).items():
        room = max(0, min(limits.shown_per_file, limits.shown_per_run - shown))
        head = f'<tr><th colspan="4" align="left">{code(path)}</th></tr>\n'
        for number, found in enumerate(diagnostics[:room]):
            # The file name comes with the first problem, so that no name is left without one.
            yield (head if number == 0 else "") + _row(found), 1
        shown += min(room, len(diagnostics))


def _row(diagnostic: Diagnostic) -> str:
    message = harmless(diagnostic.message, 400)
    if diagnostic.help:
        message += f"<br>{harmless(diagnostic.help, 800)}"
    cells = (
        str(diagnostic.span.line),
        diagnostic.severity.value,
        f"{code(diagnostic.code)} {diagnostic.name}",
        message,
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
