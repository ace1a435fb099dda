"""The report in the code quality format of GitLab: an array of problems with fingerprints."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from afterword.check import Report
from afterword.diagnostics import START, Diagnostic, Severity, Span
from afterword.reporters.fingerprints import fingerprinted
from afterword.reporters.json_report import dumped
from afterword.reporters.repository_paths import in_repository
from afterword.reporters.text import fixed_lines
from afterword.text.printable import WHOLE, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report_gitlab(report: Report) -> str:
    """One object for each problem, and one if problems of the baseline are fixed."""
    place = in_repository(report)
    issues = [
        _issue(
            f"{found.code} {found.name}",
            _description(found),
            _SEVERITIES[found.severity],
            fingerprint,
            place(found.path),
            found.span,
        )
        for found, fingerprint in fingerprinted(report)
    ]
    if report.fixed:
        path, said = place(report.baseline), "; ".join(fixed_lines(report))
        digest = sha256(f"baseline\0{path}".encode("utf-8", "surrogatepass")).hexdigest()
        issues.append(_issue("baseline", said, "major", digest, path, START))
    return dumped(issues)


def _issue(name: str, description: str, severity: str, fingerprint: str, path: str, span: Span) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": name,
        "description": description,
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": {"path": printable(path, WHOLE), "lines": {"begin": span.line, "end": span.end_line}},
    }


def _description(diagnostic: Diagnostic) -> str:
    # The widget shows only the description, so it includes the help.
    message = printable(diagnostic.message, WHOLE)
    return f"{message} ({printable(diagnostic.help, WHOLE)})" if diagnostic.help else message
