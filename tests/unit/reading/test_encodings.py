"""Text is UTF-8 and visible; what is not is told with its line and its byte."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from afterword.reading.source import HIDDEN as ALL_HIDDEN
from afterword.reading.source import hidden_in
from afterword.text.printable import WHOLE, printable
from tests.unit.reading.reader import messages, read, told

HEAD = b"---\ntitle: x\n"


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (HEAD + b"a: caf\xe9\n---\n", 3, 7, "Byte 19 (0xe9) is not valid UTF-8"),  # Latin-1
        (HEAD + b"a: \xc0\xaf\n---\n", 3, 4, "Byte 16 (0xc0) is not valid UTF-8"),  # an overlong slash
        (HEAD + b"a: \xed\xa0\x80\n---\n", 3, 4, "Byte 16 (0xed) is not valid UTF-8"),  # a lone surrogate
        (HEAD + b"a: \xed\xa0\xbd\xed\xb8\x80\n", 3, 4, "Byte 16 (0xed) is not valid UTF-8"),  # CESU-8
        (HEAD + b"a: \xf5\x80\x80\x80\n", 3, 4, "Byte 16 (0xf5) is not valid UTF-8"),  # past the last character
        (HEAD + "a: ö".encode() + b"\xff\n", 3, 5, "Byte 18 (0xff) is not valid UTF-8"),  # the column counts characters
        (HEAD + b"---\ncut \xe2\x82", 4, 5, "Byte 21 (0xe2) is not valid UTF-8"),  # cut in the middle
    ],
)
def test_a_wrong_byte_is_told_with_its_line(
    content: bytes, line: int, column: int, message: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, content)
    assert told(reading) == [("encoding", line, column)]
    assert messages(reading) == [message]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be"])
def test_other_encodings_of_unicode_are_refused(encoding: str, tmp_path: Path) -> None:
    mark = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe", "utf-32-be": b"\x00\x00\xfe\xff"}.get(encoding, b"")
    reading = read(tmp_path, mark + "---\ntitle: x\n---\n".encode(encoding))
    assert [rule for rule, _, _ in told(reading)] == ["encoding"]
    assert f"is {encoding[:6].upper()}, not UTF-8" in messages(reading)[0]


HIDDEN = "\x00\x08\x0b\x0c\r\x1b\x7f\x85\x9f\u00ad\u200b\u2028\u2029\u202a\u202e\u2060\u2066\u2069"
HIDDEN += "\ufdd0\ufeff\ufff9\uffff\U000e0001\U000e0041\u034f\u115f\u1160\u17b4\u180e\u206a\u206f\u2800\u3164\ufe00"
HIDDEN += "\ufe0f\uffa0\U0001bca0\U0001d173\U0001fffe\U0010ffff"


@pytest.mark.parametrize("char", HIDDEN, ids=lambda char: f"U+{ord(char):04X}")
def test_a_character_that_cannot_be_seen_is_told_at_its_place(char: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"---\ntitle: a{char}b\n---\n")
    assert told(reading) == [("hidden-character", 2, 9)]
    assert f"U+{ord(char):04X}" in messages(reading)[0]


@pytest.mark.parametrize("text", ["✔︎", "⠓⠀⠊", "C++\u200e", "שלום!\u200f"])
def test_styles_and_directions_have_their_place(text: str) -> None:
    assert hidden_in(text) == []


@pytest.mark.parametrize("text", ["\u061c", "\u200e\u200f", "\u2800\u2800"])
def test_a_title_that_nobody_sees_is_told(text: str, tmp_path: Path) -> None:
    assert told(read(tmp_path, f'---\ntitle: "{text}"\n---\n'))[0] == ("hidden-character", 2, 9)


@pytest.mark.slow
def test_no_character_that_is_hidden_passes_for_a_printable_one() -> None:
    every = "".join(map(chr, chain(range(0xD800), range(0xE000, 0x110000))))
    hidden = [match[0] for match in re.finditer(ALL_HIDDEN, every)]
    assert len(hidden) > 4_000
    assert [char for char in hidden if not hidden_in(f"a{char}b") and char not in "\u061c\u200e\u200f"] == []
    assert [char for char in hidden if printable(char, WHOLE) == char] == []


@pytest.mark.parametrize(
    "text", ["👩‍💻", "🏳️‍🌈", "می‌خواهم", "क्‍ष", "שלום", "مرحبا", "a\u0301", "a\tb", "a\u00a0b", "日本語", "😀", "❤️", "1️⃣"]
)
def test_scripts_and_emoji_need_no_permission(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, f'---\ntitle: "{text}"\n---\n{text}\n').findings == ()


@pytest.mark.parametrize(
    "escape", [r"\0", r"\e", r"\x85", r"\N", r"\L", r"\r", r"\u202e", r"\u200b", r"\U000e0041", r"\uffff"]
)
def test_an_escape_cannot_write_what_the_file_may_not_hold(escape: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f'---\ntitle: "a{escape}b"\n---\n')
    assert told(reading) == [("hidden-character", 2, 8)]
    assert messages(reading)[0].startswith("The escaped character U+")


def test_escapes_of_what_can_be_seen_are_welcome(tmp_path: Path) -> None:
    assert (
        read(tmp_path, '---\ntitle: "\\u00e9 \\x41 \\U0001f469\\u200d\\U0001f4bb \\t\\n\\"\\\\"\n---\n').findings == ()
    )


@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_of_old_machines_are_told_once(end: str, tmp_path: Path) -> None:
    reading = read(tmp_path, HEAD.replace(b"\n", b"\r") + b"---\r\rA line.\r" * 99 + end.encode())
    assert told(reading) == [("hidden-character", 1, 4)]
    assert messages(reading) == ["Lines end with CR alone"]
    assert reading.findings[0][1].help == "Save the file with the line ends LF or CRLF."


def test_characters_of_other_lines_do_not_shift_the_line_of_a_message(tmp_path: Path) -> None:
    reading = read(tmp_path, "---\ntitle: x\n---\none\u2028two\x85three\x0cfour\nfive\x1b\n")
    assert told(reading)[-1] == ("hidden-character", 5, 5)
