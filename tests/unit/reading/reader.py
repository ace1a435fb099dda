"""Read a text as if it were a file."""

from __future__ import annotations

from pathlib import Path

from afterword.diagnostics import Span
from afterword.reading import Document, Reading, read_file
from afterword.settings.limits import Limits

PATH = "postmortems/2025-01-01-example.md"


def read(folder: Path, content: str | bytes, limits: Limits | None = None) -> Reading:
    file = folder / "example.md"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(file, PATH, limits or Limits())


def document(folder: Path, content: str | bytes) -> Document:
    made = read(folder, content).document
    assert made is not None
    return made


def place(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


def told(reading: Reading) -> list[tuple[str, int, int]]:
    return [(rule, problem.span.line, problem.span.column) for rule, problem in reading.findings]


def messages(reading: Reading) -> list[str]:
    return [problem.message for _, problem in reading.findings]


def advice(reading: Reading) -> list[str]:
    return [problem.help for _, problem in reading.findings]
