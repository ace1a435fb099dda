"""``make site`` and its neighbours, in a copy of the working tree.

The environment of the copy is that of the tests, with stamps that call it ready: a fresh one is made wherever a fresh
clone runs ``make test``, so that these tests need not fetch it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.made import REPOSITORY
from tests.working_copy import environment, working_copy

REVIEW = "postmortems/2025-11-18-bot-score-feature-file.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = working_copy(tmp_path / "a clone")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    for stamp in ("site.stamp", "dev.stamp"):
        (folder / ".venv" / stamp).touch()
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment(folder.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def recipe(target: str) -> list[str]:
    """What a target would run, without running it."""
    shown = make(REPOSITORY, "--dry-run", "--always-make", "--no-print-directory", target).stdout
    return [line.strip() for line in shown.split("\n")]


def test_make_site_checks_builds_and_says_where_to_look(copy: Path) -> None:
    done = make(copy, "site")
    assert done.returncode == 0, done.stdout
    reviews = len(list((copy / "postmortems").glob("*.md")))
    assert f"Checked {reviews} reviews: all well-formed" in done.stdout
    assert "site/" in done.stdout.split("\n")[-2]
    assert "make serve" in done.stdout.split("\n")[-2]
    for page in ("index.html", "postmortems/index.html", "api/v1/index.json"):
        assert (copy / "site" / page).is_file()


def test_a_broken_review_is_named_on_its_line_and_the_former_site_stays(copy: Path) -> None:
    former = copy / "site" / "index.html"
    former.parent.mkdir()
    former.write_text("The former site\n", "utf-8")
    review = copy / REVIEW
    text = review.read_text("utf-8").replace("\nseverity: sev1\n", "\nseverity: sev9\n", 1)
    review.write_text(text, "utf-8")
    line = text[: text.index("sev9")].count("\n") + 1
    done = make(copy, "site")
    assert done.returncode != 0
    assert f"{REVIEW}:{line}:11: error AW104 unknown-value" in done.stdout
    assert [path.name for path in former.parent.iterdir()] == ["index.html"]
    assert former.read_text("utf-8") == "The former site\n"


def test_in_a_folder_with_a_space_in_its_name_pip_finds_the_versions_that_are_pinned(copy: Path) -> None:
    (copy / "constraints.txt").write_text("mkdocs==0.0\n", "utf-8")
    done = make(copy, "--eval", "asked: ; @$(PIP) install --dry-run --no-index --no-deps mkdocs", "asked")
    assert "Cannot install mkdocs because these package versions have conflicting dependencies" in done.stdout


def test_make_alone_lists_what_it_can_do(copy: Path) -> None:
    done = make(copy)
    assert done.returncode == 0
    for target in ("site", "serve", "test", "check", "format", "clean"):
        assert f"make {target} " in done.stdout


def test_make_serve_opens_the_live_preview() -> None:
    assert recipe("serve")[-2] == ".venv/bin/mkdocs serve"


def test_make_check_runs_all_that_a_pull_request_must_pass() -> None:
    ran = "\n".join(recipe("check"))
    for part in ("ruff format --check", "ruff check", "mypy", "pytest", "afterword check", "mkdocs build"):
        assert part in ran
    assert "--strict" in next(line for line in recipe("site") if "mkdocs build" in line)


def test_both_commands_make_the_environment_first() -> None:
    for target in ("site", "test"):
        ran = "\n".join(recipe(target))
        assert "-m venv .venv" in ran
        assert "install --editable '.[site]'" in ran


def test_the_pipeline_runs_the_tests_also_against_real_servers_and_then_holds_the_pace_to_what_is_committed() -> None:
    lines = (REPOSITORY / ".ci" / "run").read_text("utf-8").split("\n")
    frame = ("#", "set ", "cd ")
    assert [line for line in lines if line.strip() and not line.startswith(frame)] == [
        "make test",
        "make evidence",
        "make bench-compare",
    ]
