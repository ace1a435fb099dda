"""What the check lets pass is published, also by a strict build, on any day; what it rejects is built by nobody."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from afterword.check import check_loaded
from afterword.corpus import Loaded, load
from afterword.diagnostics import Severity
from afterword.rules import Rule, Stage, all_rules
from afterword.settings import SettingsError, load_settings
from tests.acceptance.common import built, made, reviews
from tests.acceptance.shipped import GITLAB, WORKFLOWS, read
from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.rules.manuals import lay_out
from tests.unit.cli.invoke import invoke

BLAMING = "\nThe on-call engineer failed to check the panel.\n"
ALLOWED = (
    "\n[//]: # (afterword: allow AW503 because the page comes later)\n\n[The plan](later.md) and [more](#nowhere).\n"
)
UNREVIEWED = """\
actions:
  - {id: A1, area: prevention, title: The cache is filled first, owner: serving, status: accepted-risk,
     review_by: 2026-06-01}
"""
LATER = "2026-06-01}  # afterword: allow AW312 because it was looked at in the meeting"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base")


def changed(base: Path, addition: str) -> None:
    review = reviews(base)[0]
    review.write_text(review.read_text("utf-8") + addition, "utf-8")


def published(base: Path) -> bool:
    """Whether a strict build ends well."""
    try:
        built(base, strict=True, validation={"links": {"anchors": "warn", "absolute_links": "warn"}})
    except Abort:
        return False
    return (base / "site" / "index.html").is_file()


@pytest.mark.parametrize("addition", [BLAMING, ALLOWED], ids=["a warning", "an allowed link"])
def test_what_the_check_lets_pass_is_published_by_a_strict_build(
    base: Path, addition: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    changed(base, addition)
    assert invoke(base, "check", "--as-of", "2027-01-01").exit_code == 0
    assert published(base)
    told = [
        record for record in caplog.records if record.getMessage().startswith(("afterword: warning: ", "warning: "))
    ]
    assert told
    assert {record.levelno for record in told} == {logging.INFO}


def test_one_setting_rejects_warnings_in_the_check_and_in_every_build(base: Path, tmp_path: Path) -> None:
    changed(base, BLAMING)
    (base / "pyproject.toml").write_text('[tool.afterword]\nfail_on = "warning"\n', "utf-8")
    assert invoke(base, "check", "--as-of", "2027-01-01").exit_code == 1
    assert invoke(base, "render", "--as-of", "2027-01-01", "--out", str(tmp_path / "out")).exit_code == 1
    assert not published(base)


def test_a_word_that_the_setting_does_not_know_is_told_with_those_that_it_knows(base: Path) -> None:
    (base / "pyproject.toml").write_text('[tool.afterword]\nfail_on = "warnings"\n', "utf-8")
    with pytest.raises(SettingsError, match=r"it must be error or warning\. Did you mean `warning`"):
        load_settings(base)


def test_an_accepted_risk_that_a_day_leaves_without_review_is_told_and_stops_nothing(tmp_path: Path) -> None:
    base = Base.in_folder(tmp_path / "base")
    base.write(EXAMPLE, page(overlaid(PUBLISHED, UNREVIEWED)))
    for strict in ([], ["--strict"]):
        done = [invoke(base.root, "check", *strict, "--as-of", day) for day in ("2026-05-01", "2026-06-02")]
        assert [one.exit_code for one in done] == [0, 0]
        assert ["AW312" in one.stdout for one in done] == [False, True]
    nightly = [
        invoke(base.root, "actions", "--overdue", "--fail", "--as-of", day) for day in ("2026-05-01", "2026-06-02")
    ]
    assert [one.exit_code for one in nightly] == [0, 1]


def test_a_rule_that_finds_something_as_days_pass_cannot_be_made_an_error(tmp_path: Path) -> None:
    base = Base.in_folder(tmp_path / "base")
    base.write("pyproject.toml", '[tool.afterword.rules]\nrisk-not-reviewed = "error"\n')
    done = invoke(base.root, "check")
    assert done.exit_code == 2
    assert "afterword actions --overdue --fail" in done.stderr


def laid_out(folder: Path, rule: Rule) -> Loaded:
    """What the manual of a rule calls bad, with every rule as strict as it may be."""
    base = Base.in_folder(folder / rule.code)
    lay_out(rule.section("Bad"), base)
    settings = load_settings(base.root)
    levels = tuple((one.code, _strictest(one)) for one in all_rules())
    return load(replace(settings, fail_on="warning", rules=levels))


def _strictest(rule: Rule) -> Severity:
    return Severity.WARNING if rule.with_time == "comes" else Severity.ERROR


def rejected(loaded: Loaded, day: date) -> set[tuple[str, str, str]]:
    report = check_loaded(loaded, day)
    return {(one.path, one.code, one.pointer) for one in report.diagnostics if report.rejects(one)}


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.stage >= Stage.FILE], ids=lambda rule: rule.code)
def test_no_day_that_passes_rejects_what_passed_before(rule: Rule, tmp_path: Path) -> None:
    loaded = laid_out(tmp_path, rule)
    by_day = [rejected(loaded, date(2024, 2, 29) + timedelta(days=step)) for step in (0, 1, 306, 730, 1100, 9999)]
    for earlier, later in pairwise(by_day):
        assert later <= earlier
    if not rule.with_time:
        assert {one for one in by_day[0] if one[1] == rule.code} == {one for one in by_day[-1] if one[1] == rule.code}


@pytest.mark.parametrize(
    "exception",
    [
        "onset: 2026-09-01  # afterword: allow AW202 because the clock was wrong",
        UNREVIEWED.replace("2026-06-01}", LATER),
    ],
    ids=["AW202", "AW312"],
)
def test_an_exception_for_what_a_day_brings_or_takes_is_never_unneeded(exception: str, tmp_path: Path) -> None:
    base = Base.in_folder(tmp_path / "base")
    base.write(EXAMPLE, page(overlaid(PUBLISHED, exception)))
    loaded = load(replace(load_settings(base.root), fail_on="warning"))
    for day in (date(2026, 5, 1), date(2026, 12, 1)):
        assert "AW903" not in {one.code for one in check_loaded(loaded, day).diagnostics}


def test_the_pipelines_publish_whatever_the_check_lets_pass() -> None:
    """The check knows nothing of a page in the docs folder: what the engine says of it must not stop the site."""
    steps = [step.get("run", "") for path in WORKFLOWS for job in read(path)["jobs"].values() for step in job["steps"]]
    builds = [
        line for run in [*steps, *read(GITLAB)["pages"]["script"]] for line in run.splitlines() if "mkdocs" in line
    ]
    assert builds
    assert [line for line in builds if "--strict" in line or "-s " in line] == []
    checks = [
        line for run in [*steps, *read(GITLAB)["pages"]["script"]] for line in run.splitlines() if " check" in line
    ]
    assert [line for line in checks if "--strict" in line] == []
