"""From a path to a text: only regular files within the limits, only UTF-8, no hidden characters."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from afterword.diagnostics import Problem, Span
from afterword.files.reason import reason
from afterword.reading.lines import Lines
from afterword.reading.result import Finding, FindingKind, Refused
from afterword.settings.limits import Limits
from afterword.text.characters import character_name
from afterword.text.unseen import CONTROLS, IGNORABLE, MISPLACED, NONCHARACTERS

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (
    # That of UTF-32 begins like that of UTF-16.
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_LINES_AND_TABS = r"(?![\n\t])"
HIDDEN: Final = rf"{_LINES_AND_TABS}[{CONTROLS}{IGNORABLE}{NONCHARACTERS}]|{MISPLACED}"
"""What a reviewer cannot see in a diff: controls, bidirectional overrides, zero-width and tag characters, fillers, line
separators that shift line numbers, and noncharacters. JavaScript reads the pattern too."""

_COUNTED_AS_SEEN: Final = tuple(
    bytes.fromhex(code) for code in ("cd8f", "e185", "e19e", "e1a0", "e2a080", "e385a4", "efb8", "efbea0", "f3a0")
)
"""How those of them begin that Python takes for printable, as UTF-8."""

_PLAIN = bytes((*b"\n\t", *range(0x20, 0x7F)))


@dataclass(frozen=True)
class Source:
    r"""The text of a file with ``\\n`` line ends and no byte order mark."""

    path: str
    text: str
    lines: Lines = field(compare=False)

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        return cls(path, text, Lines(text))


def expect_bounded(size: int, limits: Limits) -> None:
    """Raise ``Refused`` for a file of too many bytes."""
    if size > limits.file_bytes:
        raise Refused.because(FindingKind.OVER_LIMIT, f"is too large: {size:,} bytes", limits.raising("file_bytes"))


def decoded(raw: bytes, path: str) -> Source:
    """The text of a file; raise ``Refused`` where it cannot be decoded."""
    return Source.of(path, _decode(raw))


def refuse_unseen(source: Source, limits: Limits) -> None:
    """Raise ``Refused`` with every hidden character and every line that is too long."""
    if "\r" in source.text and source.text.count("\r") > source.text.count("\n"):
        start = source.text.index("\r")
        advice = "Save the file with the line ends LF or CRLF."
        problem = Problem("Lines end with CR alone", source.lines.span(start, start + 1), advice)
        raise Refused([(FindingKind.HIDDEN_CHARACTER, problem)])
    if problems := [*_hidden_characters(source), *_long_lines(source, limits)]:
        raise Refused(problems)


def read_bytes(file: Path, limits: Limits) -> bytes:
    """The bytes of a file; raise ``Refused`` where it is not a regular file within the limits."""
    try:
        info = os.lstat(file)
        if not stat.S_ISREG(info.st_mode):
            raise Refused.because(
                FindingKind.UNREADABLE_FILE,
                f"is {_file_kind(info.st_mode)}, not a regular file",
                "Put the review itself here; links and special files are not read.",
            )
        expect_bounded(info.st_size, limits)
        # O_NOFOLLOW and O_NONBLOCK: the file that was checked is the one that is read, and nothing can block.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        return _content(os.open(file, flags), info.st_size, limits.file_bytes + 1)
    except OSError as error:
        raise Refused.because(
            FindingKind.UNREADABLE_FILE, f"cannot be read: {reason(error)}", "Check the file and its permissions."
        ) from error


def _content(opened: int, size: int, most: int) -> bytes:
    """What an opened file holds, up to so many bytes.

    The ``size`` is what it should have: to make room for the most that it may have takes longer than reading it.
    """
    raw = b""
    try:
        while len(raw) < most and (piece := os.read(opened, min(size + 1, most - len(raw)))):
            raw += piece
    finally:
        os.close(opened)
    return raw


def _decode(raw: bytes) -> str:
    for mark, name in _OTHER_BOMS:
        if raw.startswith(mark):
            raise Refused.because(FindingKind.ENCODING, f"is {name}, not UTF-8", "Save it as UTF-8.")
    raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        problem = Problem(
            f"Byte {error.start:,} (0x{raw[error.start]:02x}) is not valid UTF-8",
            Span(line, column, line, column + 1),
            "Save the file as UTF-8.",
        )
        raise Refused([(FindingKind.ENCODING, problem)]) from error
    return text.replace("\r\n", "\n")


def hidden_in(text: str) -> list[int]:
    """Offsets of the hidden characters."""
    if _all_seen(text):
        return []
    return [match.start() for match in re.finditer(HIDDEN, text)]


def _all_seen(text: str) -> bool:
    """Whether no character can be hidden: much faster than finding them, and true for nearly every text."""
    if text.isascii():
        return not text.encode().translate(None, _PLAIN)
    if not text.replace("\n", "").replace("\t", "").isprintable():
        return False
    raw = text.encode()
    return not any(begun in raw for begun in _COUNTED_AS_SEEN)


def _hidden_characters(source: Source) -> list[Finding]:
    return [
        (
            FindingKind.HIDDEN_CHARACTER,
            Problem(
                f"This is the hidden character {character_name(source.text[at])}",
                source.lines.span(at, at + 1),
                "Delete it, or write a space; copied text often has such characters.",
            ),
        )
        for at in hidden_in(source.text)
    ]


def _long_lines(source: Source, limits: Limits) -> list[Finding]:
    if len(source.text) <= limits.line or max(map(len, source.text.split("\n"))) <= limits.line:
        return []
    return [
        (
            FindingKind.OVER_LIMIT,
            Problem(
                f"The line is too long: {len(line):,} characters",
                Span(number, 1, number, 2),
                limits.raising("line"),
            ),
        )
        for number, line in enumerate(source.text.split("\n"), 1)
        if len(line) > limits.line
    ]


def _file_kind(mode: int) -> str:
    kinds = (
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    )
    return next((name for test, name in kinds if test(mode)), "a device")
