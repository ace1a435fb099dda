"""The report as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from afterword import __version__
from afterword.check import Report
from afterword.diagnostics import Diagnostic, Severity, Span
from afterword.reporters.fingerprints import fingerprinted
from afterword.reporters.json_report import dumped
from afterword.reporters.repository_paths import in_repository
from afterword.rules import Rule, all_rules
from afterword.text.printable import WHOLE, printable

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report_sarif(report: Report) -> str:
    """One run with every rule and every problem."""
    rules = all_rules()
    index = {rule.code: number for number, rule in enumerate(rules)}
    place = in_repository(report)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "Afterword", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(found, fingerprint, index[found.code], place(found.path))
            for found, fingerprint in fingerprinted(report)
        ],
    }
    if report.fixed:
        said = {"level": "error", "message": {"text": "\n".join(report.fixed).replace("](", "] (")}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [said]}]
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(rule.section("Why").split())},
        "help": {"text": rule.manual, "markdown": rule.manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, fingerprint: str, index: int, path: str) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _message(diagnostic)},
        "locations": [
            {
                "physicalLocation": {
                    # As bytes, because a name may have bytes that are not text.
                    "artifactLocation": {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"},
                    "region": _region(diagnostic.span),
                }
            }
        ],
        # GitHub uses the second name to recognise a problem.
        "partialFingerprints": {"afterword/v1": fingerprint, "primaryLocationLineHash": fingerprint},
    }


def _message(diagnostic: Diagnostic) -> str:
    lines = [printable(text, WHOLE) for text in (diagnostic.message, diagnostic.help) if text]
    # `[text](address)` would be a link in a message.
    return "\n".join(lines).replace("](", "] (")


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
