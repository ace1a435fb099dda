"""A diff is what git takes, whatever the line ends."""

from __future__ import annotations

import string
import subprocess
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.reporters.diff import diff
from afterword.secrecy import Policy
from tests.unit.secrecy.seeds import private_key, some


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


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_file_gives_away_is_covered_beside_a_change_and_in_it(end: str) -> None:
    token, key = "gh" + "p_" + some(36), private_key("RSA ").replace("\n", end)
    before = end.join(["a", f"token: {token}", "b", key, "c", ""])
    told = diff("x.md", before.encode(), before.replace("b", "B").replace("c", f"c {token}").encode())
    assert token not in told
    assert not any(line in told for line in key.split(end)[1:-1])
    assert f"-b{end}" in told
    assert f"+B{end}" in told
    assert f"+c {'*' * len(token)}{end}" in told


def test_secrets_of_one_length_still_differ() -> None:
    one, other = ("gh" + "p_" + letter * 36 for letter in "ab")
    told = diff("x.md", f"{one}\n".encode(), f"{other}\n".encode()).split("\n")
    assert told[3:5] == [f"-{'*' * 40}", f"+{'*' * 40}"]


def test_ids_of_customers_are_covered_as_the_settings_say() -> None:
    told = diff("x.md", b"a\nC-0042\n", b"b\nC-0042\n", Policy(customer_id_pattern="^C-[0-9]{4}$"))
    assert "C-0042" not in told


LINES = st.lists(st.text(string.ascii_lowercase[:3], max_size=2), max_size=12)


@given(LINES, LINES, st.sampled_from(["", "\n"]))
def test_each_line_is_that_of_the_file_where_there_is_nothing_to_cover(
    old: list[str], new: list[str], end: str
) -> None:
    before, after = ("\n".join(lines) + end for lines in (old, new))
    plain = unified_diff(before.splitlines(True), after.splitlines(True), "a/x", "b/x")
    expected = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in plain)
    assert diff("x", before.encode(), after.encode()) == expected
