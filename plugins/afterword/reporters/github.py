"""The report as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

import click

from afterword.check import Report
from afterword.diagnostics import Diagnostic, Severity
from afterword.reporters.printable import printable
from afterword.reporters.text import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ORDER = list(_COMMANDS)


def report_github(report: Report) -> str:
    """One workflow command for each problem, the worst first, then the closing line.

    The platform shows ten annotations of a kind for a step, so what matters most must come first.
    """
    worst_first = sorted(report.diagnostics, key=lambda found: _ORDER.index(found.severity))
    limit = report.loaded.settings.limits.shown_per_run
    more = [f"… and {len(worst_first) - limit:,} more"] if len(worst_first) > limit else []
    return "\n".join([*map(_command, worst_first[:limit]), *more, click.unstyle(summary(report))]) + "\n"


def _command(found: Diagnostic) -> str:
    span = found.span
    properties = {
        "file": found.path,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "title": f"{found.code} {found.name}",
    }
    if span.end_line == span.line and span.end_column > span.column:
        properties["endColumn"] = span.end_column - 1
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = printable(found.message)
    if found.help:
        message += f"\n{printable(found.help, 800)}"
    return f"::{_COMMANDS[found.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Escape as the runner unescapes: percent first, then line ends."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
