"""What ``afterword check`` leaves for a pipeline: a report in a file, and the summary of the job."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from afterword.reporters import REPORTERS
from afterword.reporters.job_summary import LARGEST
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

CLEAN = overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")
HEAD = "### Afterword\n\nChecked 1 review: 1 error in 1 file.\n"


@pytest.fixture
def broken(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(CLEAN, "severity: SEV-2\n")))
    return base


@pytest.mark.parametrize("name", REPORTERS)
def test_a_report_goes_to_a_file_and_people_read_the_text(name: str, broken: Base) -> None:
    there = invoke(broken.root, "check", "--format", name)
    done = invoke(broken.root, "check", "--format", name, "--output", "report.out")
    assert (done.exit_code, done.stdout) == (1, invoke(broken.root, "check").stdout)
    assert (broken.root / "report.out").read_text("utf-8") == there.stdout
    assert there.exit_code == 1


def test_a_file_that_was_there_is_replaced_and_nothing_else_is_left(broken: Base) -> None:
    file = broken.write("out/report.json", "old\n" * 1_000)
    invoke(broken.root, "check", "--format", "json", "--output", "out/report.json")
    assert json.loads(file.read_text("utf-8"))["checked"] == 1
    assert [path.name for path in file.parent.iterdir()] == ["report.json"]
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_link_stays_a_link(broken: Base) -> None:
    file = broken.write("out/report.json", "")
    (broken.root / "link.json").symlink_to(file)
    invoke(broken.root, "check", "--format", "json", "--output", "link.json")
    assert (broken.root / "link.json").is_symlink()
    assert file.read_text("utf-8").startswith("{")


@pytest.mark.parametrize("option", ["--output", "--summary"])
@pytest.mark.parametrize(
    ("place", "reason"),
    [("nowhere/report", "cannot be written: no such file or directory"), ("postmortems", "")],
)
def test_what_cannot_be_written_could_not_run(option: str, place: str, reason: str, broken: Base) -> None:
    done = invoke(broken.root, "check", option, place)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: ")
    assert reason in done.stderr


def test_a_device_is_never_replaced(broken: Base) -> None:
    os.mkfifo(broken.root / "pipe")
    done = invoke(broken.root, "check", "--output", "pipe")
    assert (done.exit_code, done.stderr) == (2, "Error: pipe is not a regular file\n")
    assert (broken.root / "pipe").is_fifo()


def test_a_summary_is_added_to_what_is_there(broken: Base) -> None:
    file = broken.write("summary.md", "Before.\n\n")
    invoke(broken.root, "check", "--summary", "summary.md")
    assert file.read_text("utf-8").startswith(f"Before.\n\n{HEAD}")


def test_github_has_its_own_file_for_the_summary(broken: Base, tmp_path: Path) -> None:
    for name in ("text", "github"):
        invoke(broken.root, "check", "--format", name, GITHUB_STEP_SUMMARY=str(tmp_path / name))
    assert not (tmp_path / "text").exists()
    assert (tmp_path / "github").read_text("utf-8").startswith(HEAD)


def test_a_summary_that_github_keeps_out_of_reach_stops_no_annotation(broken: Base, tmp_path: Path) -> None:
    done = invoke(broken.root, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path / "nowhere" / "file"))
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=")
    assert done.stderr.startswith("The job summary was not written: ")


def test_a_file_that_is_named_is_taken_in_place_of_githubs(broken: Base, tmp_path: Path) -> None:
    invoke(
        broken.root, "check", "--format", "github", "--summary", "mine.md", GITHUB_STEP_SUMMARY=str(tmp_path / "theirs")
    )
    assert (broken.root / "mine.md").exists()
    assert not (tmp_path / "theirs").exists()


def test_a_summary_leaves_what_is_there_within_the_bound_of_the_platform(broken: Base) -> None:
    file = broken.write("summary.md", "x" * (LARGEST - 100))
    done = invoke(broken.root, "check", "--summary", "summary.md")
    assert (done.exit_code, file.stat().st_size) == (1, LARGEST - 100)


def test_a_strict_report_in_junit_fails_where_the_command_does(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(CLEAN, "onset_precision: minute\n")))
    for more, failures, code in (((), 0, 0), (("--strict",), 1, 1)):
        done = invoke(base.root, "check", "--format", "junit", *more)
        assert done.exit_code == code
        assert f'failures="{failures}"' in done.stdout
