"""Nothing that an author writes is obeyed by a terminal, a log, a parser or a page, whatever the format."""

from __future__ import annotations

import re

import pytest

from afterword.check import Report
from afterword.reporters import REPORTERS
from afterword.reporters.job_summary import job_summary
from tests.knowledge import Base
from tests.unit.reporters.hostile import TEXTS, obeyed, written

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    found = written(Base.in_folder(tmp_path_factory.mktemp("hostile"))).report()
    assert len(found.entries) == 4 * len(TEXTS) + 1
    return found


@pytest.mark.parametrize("name", ["text", "json", "gitlab", "sarif", "junit"])
def test_no_line_of_a_report_is_a_command(name: str, report: Report) -> None:
    assert [line for line in REPORTERS[name](report).split("\n") if obeyed(line)] == []


def test_every_command_for_github_is_one_of_ours(report: Report) -> None:
    commands = [obeyed(line) for line in REPORTERS["github"](report).split("\n")]
    told = [command for command in commands if command]
    assert told == ["error"] * 10 + ["notice"] * 2 + ["group", "endgroup"]


@pytest.mark.parametrize("name", ["json", "github", "gitlab", "sarif", "junit", "summary"])
def test_no_control_character_is_in_a_report(name: str, report: Report) -> None:
    told = job_summary(report) if name == "summary" else REPORTERS[name](report)
    assert set(_CONTROLS.findall(told)) == set()


def test_every_report_can_be_written_as_utf_8(report: Report) -> None:
    assert [name for name in REPORTERS if not REPORTERS[name](report).encode()] == []
