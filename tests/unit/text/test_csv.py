"""Tables for spreadsheets: nothing that an author wrote is run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.text.csv import FORMULA_STARTS, csv_text


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_shown_as_text(start: str) -> None:
    assert read(csv_text(["title"], [[f"{start}1+1"]]))[1] == [f"'{start}1+1"]


def test_a_negative_number_stays_a_number_and_nothing_known_stays_empty() -> None:
    assert csv_text(["a", "b"], [[-3, None]]) == '"a","b"\n"-3",""\n'


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=5))
def test_every_text_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    found = read(csv_text(["a", "b"], rows))[1:]
    assert [[value.removeprefix("'") for value in row] for row in found] == [
        [value.replace("\x00", "").removeprefix("'") for value in row] for row in rows
    ]
