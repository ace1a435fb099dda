"""What an author wrote is printed on one line, without anything that a terminal or a log would obey."""

from __future__ import annotations

import pytest

from afterword.text.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, é, 株式 and 😀", "plain text, é, 株式 and 😀"),
        ("one\ntwo\r\n\tthree", r"one\ntwo\r\n\tthree"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x1b]8;;https://example.org\x07link", r"\x1b]8;;https://example.org\x07link"),
        ("\x9b31m\x85\x7f\x00", r"\x9b31m\x85\x7f\x00"),
        ("safe \u202eedisrever\u2066", r"safe \u202eedisrever\u2066"),
        ("one\u2028two\u2029", r"one\u2028two\u2029"),
        ("\ufeff\u200b\u200f", r"\ufeff\u200b\u200f"),
        ("\udcff", r"\udcff"),
        ("tag \U000e0041", r"tag \U000e0041"),
    ],
)
def test_what_would_act_is_shown_instead(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_long_text_is_cut_and_says_so() -> None:
    assert printable("x" * 500) == "x" * 400 + "…"
    assert printable("x" * 9, 4) == "xxxx…"
