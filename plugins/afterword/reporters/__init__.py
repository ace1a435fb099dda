"""How a report is told, by the name of the format."""

from collections.abc import Callable, Mapping

from afterword.check import Report
from afterword.reporters.github import report_github
from afterword.reporters.json_report import report_json
from afterword.reporters.printable import printable
from afterword.reporters.text import report_text

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "text": report_text,
    "json": report_json,
    "github": report_github,
}

__all__ = ["REPORTERS", "printable"]
