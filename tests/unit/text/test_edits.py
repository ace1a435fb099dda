"""Edits change what they name and no byte beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.text.edits import Edit, EditError, apply, apply_to_bytes, overlap


def test_edits_are_applied_wherever_they_stand_in_the_list() -> None:
    assert apply("one two three", [Edit(8, 13, "3"), Edit(0, 3, "1"), Edit(4, 4, "a ")]) == "1 a two 3"


@pytest.mark.parametrize(
    ("edits", "clash"),
    [
        ([Edit(0, 2, "x"), Edit(1, 3, "y")], True),
        ([Edit(1, 1, "x"), Edit(1, 1, "y")], True),
        ([Edit(1, 1, "x"), Edit(1, 2, "y")], True),
        ([Edit(0, 1, "x"), Edit(1, 2, "y")], False),
    ],
)
def test_edits_of_the_same_place_are_refused(edits: list[Edit], clash: bool) -> None:
    assert overlap(edits) is clash
    if clash:
        with pytest.raises(EditError, match="same place"):
            apply("text", edits)


@pytest.mark.parametrize("edit", [Edit(-1, 1, ""), Edit(2, 1, ""), Edit(0, 5, "")])
def test_an_edit_outside_of_the_text_is_refused(edit: Edit) -> None:
    with pytest.raises(EditError, match="outside"):
        apply("text", [edit])


def test_marks_and_line_ends_of_the_file_stay() -> None:
    raw = b"\xef\xbb\xbfa: one\r\nb: \xc3\xa9\r\nc: two"
    text = "a: one\nb: é\nc: two"
    assert apply_to_bytes(raw, [Edit(text.index("two"), len(text), "2"), Edit(3, 6, "1")]) == (
        b"\xef\xbb\xbfa: 1\r\nb: \xc3\xa9\r\nc: 2"
    )


def test_lines_that_move_get_the_line_end_of_their_place() -> None:
    swapped = [Edit(2, 6, "c\nb\n")]
    assert apply_to_bytes(b"a\nb\r\nc\r\nd\n", swapped) == b"a\nc\r\nb\r\nd\n"
    assert apply_to_bytes(b"a\r\nb\nc\nd\r\n", swapped) == b"a\r\nc\nb\nd\r\n"
    with pytest.raises(EditError, match="two different ways"):
        apply_to_bytes(b"a\nb\r\nc\nd\n", swapped)


@given(
    st.booleans(),
    st.lists(st.sampled_from(["a", "é", "😀", " ", "\n", "\r\n"]), max_size=30).map("".join),
    st.data(),
)
@settings(max_examples=150)
def test_an_edit_does_to_the_bytes_what_it_does_to_the_text(mark: bool, written: str, data: st.DataObject) -> None:
    read = written.replace("\r\n", "\n")
    start = data.draw(st.integers(0, len(read)))
    end = data.draw(st.integers(start, len(read)))
    raw = ("\ufeff" * mark + written).encode()
    after = apply_to_bytes(raw, [Edit(start, end, "X")]).decode()
    assert after.startswith("\ufeff") is mark
    assert after.removeprefix("\ufeff").replace("\r\n", "\n") == apply(read, [Edit(start, end, "X")])
    assert after.count("\r\n") == written.count("\r\n") - _line_ends_within(written, start, end)


def _line_ends_within(written: str, start: int, end: int) -> int:
    pieces = written.replace("\r\n", "\r")
    return pieces.count("\r", start, end)
