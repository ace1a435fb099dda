"""The report as JUnit XML: each file is a test case, and a rejected file has failed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from afterword.check import Report, by_file
from afterword.diagnostics import Diagnostic, counted
from afterword.reporters.repository_paths import in_repository
from afterword.text.printable import WHOLE, printable


def report_junit(report: Report) -> str:
    """One suite with a test case for each file; problems that do not reject the file are in its output."""
    found = by_file(report.diagnostics)
    place = in_repository(report)
    paths = sorted({entry.path for entry in report.entries} | found.keys())
    cases = [_case(path, place(path), found.get(path, []), report) for path in paths]
    if report.fixed:
        cases.append(_of_baseline(report))
    failed = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failed), "errors": "0", "skipped": "0"}
    suites = ET.Element("testsuites", {"name": "afterword", **counts})
    ET.SubElement(suites, "testsuite", {"name": "afterword check", **counts}).extend(cases)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _case(path: str, place: str, diagnostics: list[Diagnostic], report: Report) -> ET.Element:
    folder, _, name = printable(path, WHOLE).rpartition("/")
    case = ET.Element("testcase", {"classname": folder, "name": name, "file": printable(place, WHOLE)})
    rejecting = [diagnostic for diagnostic in diagnostics if report.rejects(diagnostic)]
    others = [diagnostic for diagnostic in diagnostics if not report.rejects(diagnostic)]
    if rejecting:
        more = f" and {counted(len(rejecting) - 1, 'more problem')}" if len(rejecting) > 1 else ""
        message = f"{printable(rejecting[0].message, WHOLE)}{more}"
        # One element for all problems, because consumers expect at most one.
        failure = ET.SubElement(case, "failure", {"message": message, "type": rejecting[0].code})
        failure.text = _text(rejecting)
    if others:
        ET.SubElement(case, "system-out").text = _text(others)
    return case


def _of_baseline(report: Report) -> ET.Element:
    """A test case that has failed because problems of the baseline are fixed."""
    case = ET.Element("testcase", {"classname": "", "name": printable(report.baseline, WHOLE)})
    ET.SubElement(case, "failure", {"message": report.fixed[0], "type": "baseline"}).text = "\n".join(report.fixed)
    return case


def _text(diagnostics: list[Diagnostic]) -> str:
    return "\n".join(line for diagnostic in diagnostics for line in _lines(diagnostic))


def _lines(diagnostic: Diagnostic) -> list[str]:
    # XML forbids controls, surrogates and noncharacters; printable text shows these as escapes.
    place = f"{printable(diagnostic.path, WHOLE)}:{diagnostic.span.line}:{diagnostic.span.column}"
    rule = f"{diagnostic.severity.value} {diagnostic.code} {diagnostic.name}"
    head = f"{place}: {rule}: {printable(diagnostic.message, WHOLE)}"
    return [head, f"  help: {printable(diagnostic.help, WHOLE)}"] if diagnostic.help else [head]
