"""The report as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from afterword.check import Report
from afterword.diagnostics import Diagnostic, Severity, counted, listed
from afterword.reporters.repository_paths import in_repository
from afterword.reporters.text import fixed_lines, summary
from afterword.text.printable import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10
"""How many annotations of a kind the platform shows for a step; it drops the others silently."""


def report_github(report: Report) -> str:
    """As many annotations as the platform shows, the rest as a list in the log, then the summary line."""
    annotated, more = _split(report)
    place = in_repository(report)
    lines = [_of_baseline(report)] if report.fixed else []
    lines += [_command(found, place) for found in annotated]
    if more:
        lines += [_notice(more), "::group::Problems without an annotation", *_listed(more, report), "::endgroup::"]
    return "\n".join([*lines, click.unstyle(summary(report))]) + "\n"


def worst_first(report: Report) -> list[Diagnostic]:
    """The problems by severity, then by place."""
    order = list(_COMMANDS)
    return sorted(report.diagnostics, key=lambda diagnostic: order.index(diagnostic.severity))


def _split(report: Report) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The problems to annotate, and the rest; the lines about the rest and about the baseline count too."""
    left = dict.fromkeys(_COMMANDS, _SHOWN)
    left[Severity.ERROR] -= bool(report.fixed)
    if any(report.count(severity) > left[severity] for severity in _COMMANDS):
        left[Severity.INFO] -= 1
    annotated: list[Diagnostic] = []
    more: list[Diagnostic] = []
    for found in worst_first(report):
        (annotated if left[found.severity] > 0 else more).append(found)
        left[found.severity] -= 1
    return annotated, more


def _command(diagnostic: Diagnostic, place: Callable[[str], str]) -> str:
    span = diagnostic.span
    properties = {
        "file": printable(place(diagnostic.path)),
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    if span.end_line == span.line and span.end_column > span.column:
        properties["endColumn"] = span.end_column - 1
    pairs = ",".join(f"{name}={escaped_property(str(value))}" for name, value in properties.items())
    message = printable(diagnostic.message)
    if diagnostic.help:
        message += f"\n{printable(diagnostic.help, 800)}"
    return f"::{_COMMANDS[diagnostic.severity]} {pairs}::{escaped(message)}"


def _notice(more: list[Diagnostic]) -> str:
    by_severity = [
        counted(number, severity.value, "infos" if severity is Severity.INFO else "")
        for severity in _COMMANDS
        if (number := sum(found.severity is severity for found in more))
    ]
    rest = listed(by_severity)
    where = "in the log of this step and in the job summary"
    return f"::notice title=Afterword::Not all problems have annotations: {rest} are listed {where}"


def _of_baseline(report: Report) -> str:
    told = escaped("\n".join(fixed_lines(report)))
    return f"::error title=Afterword::{told}"


def _listed(more: list[Diagnostic], report: Report) -> Iterator[str]:
    limit = report.loaded.settings.limits.shown_per_run
    for found in more[:limit]:
        place = f"{printable(found.path)}:{found.span.line}:{found.span.column}"
        yield f"{place}: {found.severity.value} {found.code} {found.name}: {printable(found.message)}"
    if len(more) > limit:
        yield f"… and {counted(len(more) - limit, 'more problem')}"


def escaped(text: str) -> str:
    """Escape as the runner unescapes: percent first, then line ends."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """Escape for a property, where commas and colons say something too."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
