"""The schema, not the spelling, says what a plain scalar is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterword.schema import REVIEW, Contract
from tests.unit.reading.reader import document

CONTRACT = Contract(REVIEW)


def data(folder: Path, fields: str) -> dict[str, Any]:
    return CONTRACT.data(document(folder, f"---\n{fields}\n---\n").root)


def test_a_bare_no_stays_the_text_that_was_typed(tmp_path: Path) -> None:
    words = ["NO", "yes", "on", "12:30", "1.10", "0x1F", "1_000", "0o17", "017", "2025-01-01", "1e3", ".nan", "True"]
    assert data(tmp_path, f"aliases: [{', '.join(words)}]") == {"aliases": words}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("42", 42), ("+42", 42), ("-1", -1), ("4.20", 4.2), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("007", 7)],
)
def test_a_number_is_a_number_where_the_schema_asks_for_one(typed: str, expected: float, tmp_path: Path) -> None:
    assert data(tmp_path, f"drift: [{{score: {typed}}}]") == {"drift": [{"score": expected}]}


@pytest.mark.parametrize(
    "typed",
    [".nan", ".inf", "-.inf", "1e999", "-1e999", "0x1F", "0o17", "1_000", "12:30", "9" * 6000, "9" * 31, "1,5", "٤٢"],
)
def test_what_is_no_plain_number_stays_text_for_the_schema_to_refuse(typed: str, tmp_path: Path) -> None:
    made = data(
        tmp_path,
        f"drift: [{{feature: a, method: b, score: {typed}}}]"
        if "," not in typed
        else "drift: [{feature: a, method: b, score: '1,5'}]",
    )
    assert made["drift"][0]["score"] == typed
    assert [violation.keyword for violation in CONTRACT.violations(made) if violation.path[:1] == ("drift",)] == [
        "type"
    ]


def test_a_quoted_number_is_text(tmp_path: Path) -> None:
    assert data(tmp_path, 'drift: [{score: "42"}]') == {"drift": [{"score": "42"}]}


@pytest.mark.parametrize("typed", ["", "~", "null"])
def test_nothing_is_nothing_and_is_never_taken_for_text(typed: str, tmp_path: Path) -> None:
    assert data(tmp_path, f"title: {typed}") == {"title": None}


@pytest.mark.parametrize("typed", ['"null"', "'~'", '""'])
def test_quoted_nothing_is_text(typed: str, tmp_path: Path) -> None:
    assert data(tmp_path, f"title: {typed}") == {"title": typed[1:-1]}
