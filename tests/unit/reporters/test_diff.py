"""A diff is what git takes, whatever the line ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from afterword.reporters.diff import diff


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\r\nb\r\nc", b"a\r\nB\r\nc"),
        (b"a\nb", b"a\nB"),
        (b"\xef\xbb\xbfa\nb\r\n\xc3\xa9\xc2\xa0 d\n", b"\xef\xbb\xbfA\nb\r\n\xc3\xa9\xc2\xa0 D\n"),
    ],
)
def test_git_applies_it(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / "x.md").write_bytes(before)
    subprocess.run(
        ["git", "-c", "core.autocrlf=false", "apply", "-"],
        cwd=tmp_path,
        input=diff("x.md", before, after).encode(),
        check=True,
    )
    assert (tmp_path / "x.md").read_bytes() == after


def test_no_change_is_no_diff_and_a_name_cannot_leave_its_line() -> None:
    assert diff("x.md", b"a\n", b"a\n") == ""
    assert diff("x\n::error.md", b"a\n", b"b\n").split("\n")[0] == r"--- a/x\n::error.md"
