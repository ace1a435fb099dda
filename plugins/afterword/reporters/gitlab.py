"""The report in the code quality format of GitLab: an array of problems with fingerprints."""

from __future__ import annotations

from afterword.check import Report
from afterword.diagnostics import Diagnostic, Severity
from afterword.reporters.fingerprints import fingerprinted
from afterword.reporters.json_report import dumped
from afterword.reporters.repository_paths import in_repository
from afterword.text.printable import WHOLE, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report_gitlab(report: Report) -> str:
    """One object for each problem."""
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


def _description(diagnostic: Diagnostic) -> str:
    # The widget shows only the description, so it includes the help.
    message = printable(diagnostic.message, WHOLE)
    return f"{message} ({printable(diagnostic.help, WHOLE)})" if diagnostic.help else message
