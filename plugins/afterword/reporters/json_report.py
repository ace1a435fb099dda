"""The report for machines: one JSON object, in the documented format."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from afterword.diagnostics import Severity

if TYPE_CHECKING:
    from afterword.check import Report

_COMMAND = re.compile(r"##(?=\w*\[)")


def report_json(report: Report) -> str:
    """``version``, ``checked``, ``summary`` and ``diagnostics``; lines and columns count from 1.

    With problems of the baseline that are fixed, ``fixed`` is what to say of them.
    """
    shape = {
        "version": 1,
        "checked": report.checked,
        "summary": {
            "error": report.count(Severity.ERROR),
            "warning": report.count(Severity.WARNING),
        },
        "diagnostics": [
            {
                "code": diagnostic.code,
                "name": diagnostic.name,
                "severity": diagnostic.severity.value,
                "path": diagnostic.path,
                "line": diagnostic.span.line,
                "column": diagnostic.span.column,
                "pointer": diagnostic.pointer,
                "message": diagnostic.message,
                "help": diagnostic.help,
            }
            for diagnostic in report.diagnostics
        ],
    }
    return dumped(shape | ({"fixed": report.fixed} if report.fixed else {}))


def dumped(shape: Any) -> str:
    """JSON that is safe in any log: plain ASCII, and nothing that a CI runner would take as a command."""
    return _COMMAND.sub(r"#\\u0023", json.dumps(shape, indent=2, ensure_ascii=True)) + "\n"
