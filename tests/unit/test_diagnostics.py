"""Small words that every message is made of."""

from __future__ import annotations

import pytest

from afterword.diagnostics import json_pointer, nearest, one_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("severty", "severity"),
        ("Severity", "severity"),
        ("SEV-2", "sev2"),
        ("root cause", "root_causes"),
        ("root-causes", "root_causes"),
        ("in_progress", "in-progress"),
        ("in progress", "in-progress"),
        ("fairness", "fairness-regression"),
        ("se", None),
        ("template", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_probably_meant(typed: str, meant: str | None) -> None:
    known = ["severity", "sev2", "root_causes", "in-progress", "fairness-regression", "related"]
    assert nearest(typed, known) == meant


def test_nothing_is_near_where_nothing_is_allowed() -> None:
    assert nearest("word", []) is None


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a or b"),
        (["a", "b", "c"], "a, b or c"),
        (list("abcdefghijklmno"), "a, b, c, d, e, f, g, h, i, j, k, l and 3 more"),
    ],
)
def test_a_list_of_words_reads_as_a_sentence_and_hides_nothing(words: list[str], listed: str) -> None:
    assert one_of(words) == listed


def test_a_path_is_written_as_a_json_pointer() -> None:
    assert json_pointer(("models", 0, "a/b~c")) == "/models/0/a~1b~0c"
    assert json_pointer(()) == ""
