"""CSV that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.spreadsheet import cell, csv_text


@pytest.mark.parametrize("begins", [*"=+-@\t\r\n", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_is_a_text(begins: str) -> None:
    assert cell(f'{begins}HYPERLINK("https://example.org")') == f'\'{begins}HYPERLINK("https://example.org")'


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert csv_text(["a", "b"], [[-3, None], ["-3", 'say "x", y']]) == (
        '"a","b"\r\n"-3",""\r\n"\'-3","say ""x"", y"\r\n'
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_what_is_written_is_read_back_but_for_the_apostrophe(values: list[str]) -> None:
    (_, read) = csv.reader(io.StringIO(csv_text(["a", "b"], [values]), newline=""))
    assert [now.removeprefix("'") if now != was else now for now, was in zip(read, values, strict=True)] == values
