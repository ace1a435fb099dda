"""Every value and every key is found at the line and column that an editor shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.reading.reader import document, place

TEXT = """\
---
title: The cache was empty
severity: 'sev3'
summary: >-
  A folded text
  over two lines.
empty:
models:
  - name: Page ranker
    slices: [mobile, "desk top"]
  - {name: Größe, owner: serving}
---

## What happened

It was empty.
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), (2, 8, 2, 27)),
        (("severity",), (3, 11, 3, 17)),
        (("models", 0, "name"), (9, 11, 9, 22)),
        (("models", 0, "slices", 0), (10, 14, 10, 20)),
        (("models", 0, "slices", 1), (10, 22, 10, 32)),
        (("models", 1, "name"), (11, 12, 11, 17)),
        (("models", 1, "owner"), (11, 26, 11, 33)),
    ],
)
def test_a_value_is_where_it_stands(path: tuple[str | int, ...], expected: tuple[int, ...], tmp_path: Path) -> None:
    assert place(document(tmp_path, TEXT).span(path)) == expected


def test_a_block_scalar_begins_at_its_sign(tmp_path: Path) -> None:
    span = document(tmp_path, TEXT).span(("summary",))
    assert (span.line, span.column) == (4, 10)


def test_a_list_is_shown_by_its_key_and_an_item_by_its_first_character(tmp_path: Path) -> None:
    made = document(tmp_path, TEXT)
    assert place(made.span(("models",))) == (8, 1, 8, 7)
    assert place(made.span(("models", 0)))[:2] == (9, 5)
    assert place(made.span(("models", 1)))[:2] == (11, 5)


def test_an_empty_value_is_shown_by_its_key(tmp_path: Path) -> None:
    assert place(document(tmp_path, TEXT).span(("empty",))) == (7, 1, 7, 6)


def test_what_is_not_there_is_shown_by_its_nearest_ancestor(tmp_path: Path) -> None:
    made = document(tmp_path, TEXT)
    assert place(made.span(("models", 1, "task"))) == place(made.span(("models", 1)))
    assert place(made.span(("models", 9, "task"))) == place(made.span(("models",)))
    assert place(made.span(("nothing",)))[:2] == (2, 1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), (2, 1, 2, 6)),
        (("models",), (8, 1, 8, 7)),
        (("models", 0, "slices"), (10, 5, 10, 11)),
        (("models", 1, "owner"), (11, 19, 11, 24)),
    ],
)
def test_a_key_is_where_it_stands(path: tuple[str | int, ...], expected: tuple[int, ...], tmp_path: Path) -> None:
    assert place(document(tmp_path, TEXT).key_span(path)) == expected


def test_a_stretch_of_the_narrative_is_found_in_the_file(tmp_path: Path) -> None:
    made = document(tmp_path, TEXT)
    at = made.body.index("empty")
    assert place(made.body_span(at, at + 5)) == (16, 8, 16, 13)
    assert made.body == "## What happened\n\nIt was empty.\n"


def test_windows_line_ends_and_a_byte_order_mark_move_nothing(tmp_path: Path) -> None:
    plain = document(tmp_path, TEXT)
    odd = document(tmp_path, b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert (odd.root, odd.frame) == (plain.root, plain.frame)


def test_columns_count_characters_and_not_bytes(tmp_path: Path) -> None:
    made = document(tmp_path, "---\nmodels: [{name: Größe, owner: 株式会社}, {name: 😀😀, owner: x}]\n---\n")
    assert place(made.span(("models", 0, "owner"))) == (2, 31, 2, 35)
    assert place(made.span(("models", 1, "name"))) == (2, 45, 2, 47)
    assert place(made.span(("models", 1, "owner"))) == (2, 56, 2, 57)


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    # Tabs, no-break spaces and escaped line feeds are allowed; none of them ends a line of the file.
    text = '---\ntitle: "one\\ntwo\\tthree"\nstatus: a\u00a0b\n---\nText\there.\n'
    made = document(tmp_path, text)
    assert place(made.span(("status",))) == (3, 9, 3, 12)
    at = made.body.index("here")
    assert place(made.body_span(at, at + 4)) == (5, 6, 5, 10)
