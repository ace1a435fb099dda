"""The report for people: each problem with its source line, the marked span, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import click

from afterword.check import Report, by_file
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.secrecy import Masked
from afterword.text.printable import printable

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST = 160


def report_text(report: Report) -> str:
    """The whole report, with colours that click removes if the output is not a terminal."""
    return f"{problems_text(report)}{summary(report)}\n"


def problems_text(report: Report) -> str:
    """The problems alone, each followed by an empty line."""
    return "".join(f"{line}\n" for line in _problems(report))


def summary(report: Report) -> str:
    """The last line: how many reviews were checked, and how many problems were found."""
    checked = f"Checked {counted(report.checked, 'review')}"
    found = [
        counted(count, severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (count := report.count(severity))
    ]
    known = f"; {counted(report.known, 'known problem')} in the baseline" if report.known else ""
    fixed = "; some problems in the baseline are fixed" if report.fixed else ""
    files = len({d.path for d in report.diagnostics if d.severity is not Severity.INFO})
    told = [f"{' and '.join(found)} in {counted(files, 'file')}"] if found else []
    if report.untold:
        told.append(f"{counted(len(report.untold), 'problem')} that may not be shown here")
    outcome = "; ".join(told) or ("no new problems" if known or fixed else "all well-formed")
    colour = "red" if report.rejected else "yellow" if told else "green"
    return click.style(f"{checked}: {outcome}{known}{fixed}", fg=colour, bold=True)


def fixed_lines(report: Report, most: int = 10) -> list[str]:
    """What a platform shows of problems in the baseline that are fixed; the last line says what to do."""
    *lines, last = report.fixed or ("",)
    more = [f"… and {counted(len(lines) - most, 'more problem')}"] if len(lines) > most else []
    return [*lines[:most], *more, last] if last else []


def _problems(report: Report) -> Iterator[str]:
    limits, printed = report.loaded.settings.limits, 0
    for path, diagnostics in by_file(report.diagnostics).items():
        room = max(0, min(limits.shown_per_file, limits.shown_per_run - printed))
        for diagnostic in diagnostics[:room]:
            yield _problem(diagnostic, report.loaded.sources.get(path))
        printed += min(room, len(diagnostics))
        if (more := len(diagnostics) - room) > 0:
            yield f"{printable(path)}: … and {counted(more, 'more problem')}\n"


def _problem(diagnostic: Diagnostic, source: Masked | None) -> str:
    span = diagnostic.span
    place = f"{printable(diagnostic.path)}:{span.line}:{span.column}"
    severity = click.style(diagnostic.severity.value, fg=_COLOURS[diagnostic.severity], bold=True)
    lines = [f"{click.style(place, bold=True)}: {severity} {diagnostic.code} {diagnostic.name}"]
    gutter = " " * len(str(span.line))
    line = source.line(span.line) if source else ""
    if line.strip():
        shown, mark = _marked(line, span.column, span.end_column if span.end_line == span.line else None)
        lines += [
            f"{gutter} |",
            f"{span.line} | {shown}",
            f"{gutter} | {click.style(mark, fg='red', bold=True)}",
        ]
    lines.append(f"{gutter} = {printable(diagnostic.message)}")
    if diagnostic.help:
        lines.append(f"{gutter} = {click.style('help', fg='cyan')}: {printable(diagnostic.help, 800)}")
    return "\n".join(lines) + "\n"


def _marked(line: str, start: int, end: int | None) -> tuple[str, str]:
    """A source line and carets below the span, both cut to what fits around it."""
    left = max(0, start - 1 - _WIDEST // 2)
    piece = line[left : left + _WIDEST]
    before = printable(piece[: start - 1 - left])
    marked = printable(piece[start - 1 - left : (end - 1 - left) if end else None].rstrip())
    return printable(piece), " " * len(before) + "^" * max(1, len(marked))
