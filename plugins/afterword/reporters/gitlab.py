"""The report as GitLab takes it for code quality: an array of findings, each known by its fingerprint."""

from __future__ import annotations

from afterword.check import Report
from afterword.diagnostics import Diagnostic, Severity
from afterword.reporters.fingerprints import fingerprinted
from afterword.reporters.json_report import dumped
from afterword.reporters.repository_paths import in_repository
from afterword.text.printable import WHOLE, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report_gitlab(report: Report) -> str:
    """One object for each problem; an empty array where there is none."""
    place = in_repository(report)
    return dumped(
        [
            {
                "type": "issue",
                "check_name": f"{found.code} {found.name}",
                "description": _description(found),
                "categories": ["Style"],
                "severity": _SEVERITIES[found.severity],
                "fingerprint": fingerprint,
                "location": {
                    "path": printable(place(found.path), WHOLE),
                    "lines": {"begin": found.span.line, "end": found.span.end_line},
                },
            }
            for found, fingerprint in fingerprinted(report)
        ]
    )


def _description(found: Diagnostic) -> str:
    # The widget shows nothing else, so the help stands in the same text.
    said = printable(found.message, WHOLE)
    return f"{said} ({printable(found.help, WHOLE)})" if found.help else said
