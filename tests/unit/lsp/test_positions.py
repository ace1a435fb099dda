"""Lines and characters are those of the editor: in its units, whatever ends a line, and never outside of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.lsp.positions import UTF8, UTF16, UTF32, Positions
from afterword.text.edits import Edit, apply, as_stored, places_in

TEXTS = st.text(alphabet="ab\u0301🦊é\u2028 \n\r\ufeff", max_size=40)
WIDTHS = {UTF8: 1, UTF16: 2, UTF32: 4}


@given(TEXTS, st.sampled_from(sorted(WIDTHS)))
@settings(max_examples=300)
def test_an_offset_is_found_again(text: str, encoding: str) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        line, character = positions.place(offset)
        back = positions.offset(line, character)
        # Between the two characters that end a line there is no place.
        assert back == offset or (text[back : back + 2], offset) == ("\r\n", back + 1)
        before = positions.lines[line][: positions.column(line, character)]
        assert character == len(before.encode(f"{encoding}-le" if encoding != UTF8 else UTF8)) // WIDTHS[encoding]


def test_lines_end_as_the_protocol_says_and_nowhere_else() -> None:
    assert Positions("a\r\nb\rc\nd\u2028e\x0bf\x85g").lines == ["a", "b", "c", "d\u2028e\x0bf\x85g"]


@pytest.mark.parametrize(
    ("place", "offset"), [((0, 99), 3), ((9, 0), 5), ((9, 9), 5), ((0, 1), 1), ((0, 2), 2), ((0, 3), 2)]
)
def test_a_place_that_is_not_there_is_the_nearest_one_after_it(place: tuple[int, int], offset: int) -> None:
    assert Positions("a🦊b\nc").offset(*place) == offset


@given(TEXTS.filter(lambda text: "\n" in text))
@settings(max_examples=200)
def test_what_is_edited_as_it_is_read_is_edited_as_it_is_stored(text: str) -> None:
    read = text.removeprefix("\ufeff").replace("\r\n", "\n")
    at = read.index("\n")
    edit = Edit(0, at, "new")
    stored = apply(text, as_stored(text, [edit]))
    assert stored.removeprefix("\ufeff" if text.startswith("\ufeff") else "").replace("\r\n", "\n") == "new" + read[at:]
    assert places_in(text)(len(read)) == len(text)
