"""The check: stage by stage, every file, one sorted report."""

from __future__ import annotations

from datetime import date

from afterword.check import check
from afterword.diagnostics import Severity
from afterword.settings import load_settings
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page


def test_a_rule_never_meets_a_file_that_an_earlier_stage_refused(base: Base) -> None:
    body = "<b>raw</b>\n"
    base.write("postmortems/2025-01-01-a.md", page("title: x: y", body))
    base.write("postmortems/2025-01-02-b.md", page("title: x", body))
    base.write("postmortems/2025-01-03-c.md", page(overlaid(DRAFT, "onset: 2025-01-03"), body))
    codes = {path: {found.code for found in base.problems(path)} for path in (e.path for e in base.report().entries)}
    assert codes == {
        "docs/patterns/evaluation-blind-spot.md": {"AW407"},
        "postmortems/2025-01-01-a.md": {"AW006"},
        "postmortems/2025-01-02-b.md": {"AW101"},
        "postmortems/2025-01-03-c.md": {"AW501"},
    }


def test_problems_stand_by_file_then_line_then_column(base: Base) -> None:
    base.write("postmortems/2025-01-02-b.md", page(overlaid(DRAFT, "severty: x\nkind: y\nonset: 2025-01-02")))
    base.write(EXAMPLE, page(overlaid(DRAFT, "classes: [x, y]\n")))
    found = [(one.path[12:], one.span.line, one.span.column) for one in base.report().diagnostics if "post" in one.path]
    assert found == [
        ("2025-01-01-example.md", 8, 11),
        ("2025-01-01-example.md", 8, 14),
        ("2025-01-02-b.md", 4, 7),
        ("2025-01-02-b.md", 8, 1),
    ]


def test_a_broken_review_is_left_out_of_the_site_and_listed_with_its_first_error(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    base.write("postmortems/2025-01-02-b.md", "---\nB: 1\ntitle: x\ntitle: y\n---\n")
    report = base.report()
    assert [one.id for one in report.corpus.reviews] == ["2025-01-01-example"]
    assert [(one.path, one.reason) for one in report.corpus.unshown] == [
        ("postmortems/2025-01-02-b.md", "line 2: `B` is not a valid field name")
    ]
    assert (report.checked, report.rejected) == (2, True)


def test_an_error_that_only_the_corpus_shows_hides_no_page(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [not-there]\n")))
    report = base.report()
    assert (report.rejected, [one.id for one in report.corpus.reviews]) == (True, ["2025-01-01-example"])


def test_a_link_to_a_broken_review_is_no_broken_link(base: Base) -> None:
    base.write("postmortems/2025-01-02-b.md", "---\n")
    related = "related: [{id: 2025-01-02-b, relation: see-also}]\n"
    base.write(EXAMPLE, page(overlaid(DRAFT, related), "See [it](2025-01-02-b.md).\n"))
    assert base.problems() == ()


def test_the_day_is_what_it_is_told_to_be(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "detected: 2026-06-01\n")))
    codes = [
        [one.code for one in base.report(day).diagnostics if one.path == EXAMPLE]
        for day in (date(2026, 5, 29), date(2026, 5, 30), date(2026, 6, 1))
    ]
    assert codes == [["AW202"], [], []]


def test_only_the_rules_that_are_wanted_speak(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, "<b>raw</b>\n"))
    report = check(load_settings(base.root), date(2026, 1, 31), wanted=lambda rule: rule.severity is not Severity.ERROR)
    assert {one.code for one in report.diagnostics} == {"AW407"}


def test_progress_is_told_each_file(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    told: list[str] = []
    check(load_settings(base.root), date(2026, 1, 31), progress=told.append)
    assert sorted(told) == ["docs/patterns/evaluation-blind-spot.md", EXAMPLE]


def test_patterns_are_held_to_their_own_schema_and_are_no_reviews(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    base.write("docs/patterns/Bad Name.md", page("title: x", "# First level\n"))
    report = base.report()
    assert report.checked == 1
    assert [one.code for one in report.diagnostics if "Bad" in one.path] == ["AW010", *["AW101"] * 6]


def test_an_image_of_an_allowed_host_passes(base: Base) -> None:
    base.write("pyproject.toml", '[tool.afterword]\nimage_hosts = ["img.example.org"]\n')
    base.write(EXAMPLE, page(DRAFT, "![a](https://img.example.org/a.png) ![b](https://other.example.org/b.png)\n"))
    assert [(one.code, one.span.column) for one in base.problems()] == [("AW502", 42)]
