"""The bytes of an exported file as text, or as the JSON in it."""

from __future__ import annotations

import codecs
import json
import unicodedata
from typing import Any, Final

from afterword.http import NoAnswer

MOST_BYTES: Final = 32 * 1024 * 1024
"""A larger file is not read: it has more than anyone can look at, and its window can be exported alone."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS: Final = {
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"PK\x03\x04": "a spreadsheet or a ZIP archive; export it as CSV",
    b"PAR1": "Parquet; export it as CSV",
    b"%PDF": "a PDF; export the numbers themselves",
    b"\x89PNG": "a picture; export the numbers themselves",
}


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, or in the encoding that its first bytes name; raises ``NoAnswer``.

    A letter with an accent is one character (NFC), as people type it in the settings; some systems write two.
    """
    if len(content) > MOST_BYTES:
        raise NoAnswer(f"The file has {len(content):,} bytes, and at most {MOST_BYTES:,} are read; export less of it")
    for start, what in _OTHERS.items():
        if content.startswith(start):
            raise NoAnswer(f"The file is {what}")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, len(mark) + error.start) + 1
        raise NoAnswer(f"Line {line} of the file is not text in {encoding.upper()}; save the file as UTF-8") from None
    if "\0" in text:
        raise NoAnswer("The file is not text: it has a NUL character; save it as UTF-8")
    if not text.strip():
        raise NoAnswer("The file is empty")
    return composed(text)


def composed(text: str) -> str:
    """A text in which what looks alike is written alike (NFC)."""
    return unicodedata.normalize("NFC", text)


def is_json(content: bytes) -> bool:
    """Whether a file begins as JSON does, and not as the head of a table; raises ``NoAnswer``."""
    return text_of(content).lstrip()[:1] in {"{", "["}


def parsed(content: bytes) -> Any:
    """The JSON of a file, or a list of its lines where each is JSON of its own; raises ``NoAnswer``.

    ``NaN`` and ``Infinity``, which JSON does not have but many tools write, come as text.
    """
    text = text_of(content)
    try:
        return _whole(json.loads(text, parse_constant=str), text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg != "Extra data" or len(lines) < 2:
            raise NoAnswer(
                f"The file is not JSON: {error.msg[0].lower()}{error.msg[1:]}, on line {error.lineno}, "
                f"column {error.colno}"
            ) from None
    except (ValueError, RecursionError):
        raise NoAnswer("The file is not JSON that can be read: it has too long a number, or is too deep") from None
    return _whole(_lines(text), text)


def _whole(plain: Any, text: str) -> Any:
    """JSON whose texts can be written again: an escape may stand for half of a character, or for an accent alone."""
    if "\\u" not in text:
        return plain
    written = composed(json.dumps(plain, ensure_ascii=False))
    try:
        written.encode()
    except UnicodeEncodeError:
        raise NoAnswer("The file has half of a character in it, written as \\ud800 or the like") from None
    return json.loads(written)


def _lines(text: str) -> list[Any]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                rows.append(json.loads(line, parse_constant=str))
            except (ValueError, RecursionError):
                raise NoAnswer(f"Line {number} of the file is not JSON, but the lines before it are") from None
    return rows
