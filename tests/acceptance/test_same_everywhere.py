"""The same files give the same bytes on every machine, at every hour, from every folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from afterword.reporters import REPORTERS
from tests.knowledge import Base, run_command, run_python
from tests.made import REPOSITORY

EXAMPLES = REPOSITORY / "tests" / "examples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base in which every bad example is a review."""
    base = Base.in_folder(tmp_path_factory.mktemp("everything"))
    for number, file in enumerate(sorted((EXAMPLES / "bad").glob("*.md"))):
        shutil.copy(file, base.root / "postmortems" / f"2025-01-01-{number:03}-{file.name.lower()}")
    return base.root


# A process for each environment; each report is written as the command writes it.
REPORTS = """
import sys
from afterword.cli import main
for name in sys.argv[1:]:
    try:
        main(["check", "--format", name])
    except SystemExit as done:
        print(f"\\0{done.code}", end="\\0", flush=True)
"""


def reports(folder: Path, **environment: str) -> dict[str, str]:
    """What the command says in each format."""
    done = run_python("-c", REPORTS, *REPORTERS, cwd=folder, **environment)
    said = done.stdout.split("\0")
    assert (done.returncode, done.stderr, said[1::2]) == (0, "", ["1"] * len(REPORTERS))
    return dict(zip(REPORTERS, said[::2], strict=False))


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, str]:
    return reports(folder)


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Kolkata", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "77"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "COLUMNS": "40"},
    ],
    ids=["Kolkata", "plain-C", "POSIX"],
)
def test_zone_locale_and_hash_seed_change_nothing(
    environment: dict[str, str], folder: Path, expected: dict[str, str]
) -> None:
    assert reports(folder, **environment) == expected


def test_the_current_folder_changes_nothing(folder: Path, expected: dict[str, str], tmp_path: Path) -> None:
    below = run_command("check", "--format", "json", cwd=folder / "postmortems")
    outside = run_command("check", "--format", "json", "--root", str(folder), cwd=tmp_path)
    assert (below.stdout, outside.stdout) == (expected["json"], expected["json"])


def test_the_order_in_which_files_were_made_changes_nothing(
    folder: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    shutil.copytree(folder / "docs", tmp_path / "docs")
    (tmp_path / "postmortems").mkdir()
    for file in sorted((folder / "postmortems").iterdir(), reverse=True):
        shutil.copy(file, tmp_path / "postmortems" / file.name)
    assert run_command("check", "--format", "json", cwd=tmp_path).stdout == expected["json"]


def test_no_path_of_the_machine_is_in_a_report(folder: Path, expected: dict[str, str]) -> None:
    assert [name for name, text in expected.items() if os.fspath(folder) in text] == []


def test_a_drafts_bytes_do_not_depend_on_the_locale(base: Base) -> None:
    title = "Größe 株式 😀"
    names = []
    for environment in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "1"}):
        done = base.run("new", title, "--no-input", **environment)
        assert (done.returncode, done.stderr) == (0, "")
        (file,) = (base.root / "postmortems").iterdir()
        names.append((file.name, file.read_bytes()))
        file.unlink()
    assert names[0] == names[1]
