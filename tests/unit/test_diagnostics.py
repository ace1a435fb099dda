"""Small words that every message is made of."""

from __future__ import annotations

import pytest

from afterword.diagnostics import json_pointer, one_of, pointer_path


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


def test_a_json_pointer_is_read_as_the_path_that_it_was_written_from() -> None:
    for path in ((), ("models", 0, "a/b~c"), ("~1",)):
        assert pointer_path(json_pointer(path)) == path
