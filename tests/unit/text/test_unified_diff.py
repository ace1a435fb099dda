"""Diffs in every shape in which git and others write them."""

from __future__ import annotations

import random

import pytest

from afterword.text.unified_diff import FileDiff, Line, file_diffs
from tests.growth import grows_evenly

HUNK = "@@ -1,2 +1,2 @@ def load():\n same\n-old\n+new\n"


def only(text: str) -> FileDiff:
    (found,) = file_diffs(text)
    return found


@pytest.mark.parametrize(
    ("header", "path", "before"),
    [
        ("diff --git a/x.py b/x.py\nindex 1..2 100644\n--- a/x.py\n+++ b/x.py\n", "x.py", "x.py"),
        ("--- x.py\n+++ x.py\n", "x.py", "x.py"),
        ("--- x.py\t2026-01-01 10:00:00\n+++ x.py\t2026-01-02 10:00:00\n", "x.py", "x.py"),
        ("diff --git x.py x.py\n--- x.py\n+++ x.py\n", "x.py", "x.py"),
        ("diff --git i/x.py w/x.py\n--- i/x.py\n+++ w/x.py\n", "x.py", "x.py"),
        ("diff --git a/a/x b/a/x\n--- a/a/x\n+++ b/a/x\n", "a/x", "a/x"),
        ("diff --git a/x.py b/x.py\nnew file mode 100644\n--- /dev/null\n+++ b/x.py\n", "x.py", ""),
        ("diff --git a/x.py b/x.py\ndeleted file mode 100644\n--- a/x.py\n+++ /dev/null\n", "x.py", "x.py"),
        ("diff --git a/o b/n\nsimilarity index 90%\nrename from o\nrename to n\n--- a/o\n+++ b/n\n", "n", "o"),
        ('--- "a/\\303\\274 b.py"\n+++ "b/\\303\\274 b.py"\n', "ü b.py", "ü b.py"),
        ("diff --git a/with space b/with space\n--- a/with space\t\n+++ b/with space\t\n", "with space", "with space"),
    ],
)  # fmt: skip
def test_the_path_is_read_from_every_form_of_a_header(header: str, path: str, before: str) -> None:
    for end in ("\n", "\r\n"):
        found = only((header + HUNK).replace("\n", end))
        assert (found.path, found.before) == (path, before)
        (hunk,) = found.hunks
        assert hunk.section == "def load():"
        assert hunk.lines == (Line(" ", 1, "same"), Line("-", 2, "old"), Line("+", 2, "new"))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("diff --git a/x.py b/x.py\nold mode 100644\nnew mode 100755\n", "x.py"),
        ("diff --git a/o b/n\nsimilarity index 100%\nrename from o\nrename to n\n", "n"),
        ("diff --git a/x.png b/x.png\nindex 1..2\nBinary files a/x.png and b/x.png differ\n", "x.png"),
        ('diff --git "a/\\t" "b/\\t"\nold mode 100644\nnew mode 100755\n', "\t"),
    ],
)
def test_a_file_without_changed_lines_has_no_hunk(text: str, path: str) -> None:
    assert (only(text).path, only(text).hunks) == (path, ())


def test_the_length_of_a_hunk_says_what_is_a_header() -> None:
    text = "--- a/x.sql\n+++ b/x.sql\n@@ -1,2 +1 @@\n--- a comment\n-\n+++ b/y\n"
    text += "--- a/y\n+++ b/y\n@@ -3 +3 @@\n-a\n\\ No newline at end of file\n+b\n"
    first, second = file_diffs(text)
    assert [line.text for line in first.hunks[0].lines] == ["-- a comment", "", "++ b/y"]
    assert second.hunks[0].lines == (Line("-", 3, "a"), Line("+", 3, "b"))


def test_a_diff_that_is_cut_short_is_read_as_far_as_it_goes() -> None:
    text = (
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n-a\n+b\ndiff --git a/y b/y\n--- a/y\n+++ b/y\n" + HUNK
    )
    first, second = file_diffs(text)
    assert len(first.hunks[0].lines) == 2
    assert second.path == "y"
    assert [len(found.hunks) for found in file_diffs(text[:-20])] == [1, 1]


def test_words_before_and_between_are_passed_over() -> None:
    mail = f"From 12ab\nSubject: x\n\n---\n x | 2 +-\n\n--- a/x\n+++ b/x\n{HUNK}-- \n2.39\n"
    assert [found.path for found in file_diffs(mail)] == ["x"]
    assert [*file_diffs("A text\nwith @@ -1 +1 @@\nand more")] == []
    assert [*file_diffs("")] == []


def test_no_bytes_crash_it() -> None:
    chance = random.Random(1)
    heads = ["diff --git ", "--- ", "+++ ", "rename to ", "@@ -1,999999999 +1,3 @@", "@@ -0,0 +0,0 @@"]
    pieces = [*heads, '"a/\\9', "\\", "\x00", "\r", "\n", "\n", "\x0c", "\u2028", "+", "-", " ", "a/"]
    for _ in range(2_000):
        list(file_diffs("".join(chance.choices(pieces, k=30))))


@pytest.mark.slow
def test_the_work_grows_with_the_diff() -> None:
    assert grows_evenly(lambda text: list(file_diffs(text)), lambda size: f"--- a/x\n+++ b/x\n{HUNK}" * size, 4_000)
