"""The shares of `make quick`: every test runs in exactly one of them, and what fails in any fails the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.made import REPOSITORY
from tests.shares import run, shares


@pytest.mark.parametrize("number", [1, 2, 7])
def test_each_file_of_tests_is_in_exactly_one_share_and_the_shares_are_alike(number: int) -> None:
    parts = shares([REPOSITORY / "tests" / "unit"], number)
    files = [file for part in parts for file in part]
    assert len(parts) == number
    assert sorted(files) == sorted((REPOSITORY / "tests" / "unit").rglob("test_*.py"))
    sizes = [sum(file.stat().st_size for file in part) for part in parts]
    assert max(sizes) < 1.1 * min(sizes)


def test_there_are_no_more_shares_than_files(tmp_path: Path) -> None:
    files = [tmp_path / "test_one.py", tmp_path / "test_two.py"]
    for file in (*files, tmp_path / "helper.py", tmp_path / "test_data.txt"):
        file.write_text("x = 1\n", "utf-8")
    assert sorted(shares([tmp_path], 8)) == [(file,) for file in files]
    assert shares([files[0]], 8) == ((files[0],),)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "code"),
    [("assert True", "assert True", 0), ("assert False", "assert True", 1), ("assert True", "assert False", 1)],
)
def test_a_test_that_fails_in_any_share_fails_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], first: str, second: str, code: int
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    for name, line in (("first", first), ("second", second)):
        (tmp_path / f"test_{name}.py").write_text(f"def test_{name}():\n    {line}\n", "utf-8")
    assert run(["-c", f"{tmp_path}/pytest.ini"], [tmp_path], 2) == code
    said = capfd.readouterr().out
    assert said.count("1 failed") == (code == 1)
    assert said.count("1 passed") == 2 - (code == 1)


def test_a_path_without_tests_is_no_success(tmp_path: Path) -> None:
    assert run([], [tmp_path], 2) == 1
