"""The report as JUnit XML, as a reader of such reports takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from junitparser import Failure, JUnitXml, TestSuite

from afterword.check import Report
from afterword.reporters import REPORTERS
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.reporters.hostile import TEXTS, written

CLEAN = overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")


def suite(report: Report) -> TestSuite:
    xml = JUnitXml.fromstring(REPORTERS["junit"](report).encode())
    (only,) = xml
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (only.tests, only.failures, 0, 0)
    return only


def failed(made: TestSuite) -> dict[str | None, Failure]:
    return {case.name: found for case in made for found in case.result if isinstance(found, Failure)}


def test_every_file_is_a_test_and_a_rejected_one_has_failed(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(CLEAN, "severity: SEV-2\n")))
    base.write("postmortems/2025-01-02-fine.md", page(overlaid(CLEAN, "onset: 2025-01-02\n")))
    made = suite(base.report())
    assert [(case.classname, case.name) for case in made] == [
        ("docs/patterns", "evaluation-blind-spot.md"),
        ("postmortems", "2025-01-01-example.md"),
        ("postmortems", "2025-01-02-fine.md"),
    ]
    assert (made.tests, made.failures) == (3, 1)
    (failure,) = failed(made).values()
    assert (failure.type, failure.message) == ("AW104", "`severity` is `SEV-2`, which is not one of the allowed values")
    assert failure.text == (
        f"{EXAMPLE}:5:11: error AW104 unknown-value: `severity` is `SEV-2`, which is not one of the allowed values\n"
        "  help: Did you mean `sev2`? Allowed: sev1, sev2, sev3 or sev4."
    )


def test_all_problems_of_a_file_stand_in_one_failure(base: Base) -> None:
    base.write(EXAMPLE, page(CLEAN, "<b>\n\n<i>\n\n<u>\n"))
    (failure,) = failed(suite(base.report())).values()
    assert (failure.message or "").endswith(" and 2 more problems")
    assert [line.split(": ")[0] for line in (failure.text or "").split("\n") if "AW501" in line] == [
        f"{EXAMPLE}:11:1",
        f"{EXAMPLE}:13:1",
        f"{EXAMPLE}:15:1",
    ]


def test_a_warning_fails_only_where_warnings_reject(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(CLEAN, "onset_precision: minute\n")))
    report = base.report()
    relaxed, strict = suite(report), suite(replace(report, strict=True))
    assert (relaxed.failures, strict.failures) == (0, 1)
    (said,) = [case.system_out for case in relaxed if case.system_out]
    assert said.startswith(f"{EXAMPLE}:")
    assert "warning AW204" in said


@pytest.mark.slow
def test_hostile_reviews_are_read_back_as_text(base: Base) -> None:
    report = written(base).report()
    made = suite(report)
    assert made.tests == len(list(made)) == 4 * len(TEXTS) + 1
    rejected = {found.path for found in report.diagnostics if report.rejects(found)}
    assert len(failed(made)) == len(rejected)
    said = "\n".join(failure.text or "" for failure in failed(made).values())
    assert "`]]><failure/><![CDATA[`" in said
    assert r"`\x1b[2J\x1b]8;;https://evil.example\x07here\x1b]8;;\x07`" in said


def test_a_file_that_cannot_be_read_has_failed(base: Base) -> None:
    (base.root / EXAMPLE).symlink_to("/nowhere")
    assert list(failed(suite(base.report()))) == ["2025-01-01-example.md"]
