"""White space at the ends of lines is found where it cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.reading.spaces import trailing_spaces
from tests.unit.reading.reader import document


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ("a: b", []),
        ("a: b  ", [2]),
        ("a: b\t\nc: d # e ", [2, 3]),
        ("a:  \n  b: c\n   \nd: e", [2, 4]),
        ("a: |  \n  b  \n  c\nd: e ", [2, 5]),
        ("a: >-\n  b  \n\nd: e", []),
        ("a:\n- |\n  b  \n- c ", [5]),
        ('a: "b  \n  c"  \nd: e', [3]),
        ("a: 'b  '", []),
        ("a: b   \n  c\nd: e", [2]),
        ("a: [b, \n  c]\nd: e", [2]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_where_it_stands(tmp_path: Path, fields: str, lines: list[int], end: str) -> None:
    made = document(tmp_path, f"---\n{fields}\n---\n\nA hard break  \nis no slip.\n".replace("\n", end))
    found = list(trailing_spaces(made))
    assert [made.source.lines.position(start)[0] for start, _ in found] == lines
    assert all(made.source.text[start:end].strip(" \t") == "" for start, end in found)
