"""Whatever bytes come in: a document, or findings with a position inside the file; never an exception, never slow."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.check import check
from afterword.reading import Reading, read_file
from afterword.reporters import REPORTERS
from afterword.settings import Settings
from afterword.settings.limits import Limits
from tests.made import REPOSITORY

REAL = (REPOSITORY / "postmortems" / "2025-11-18-bot-score-feature-file.md").read_bytes()
YAML = [
    "a",
    "title",
    ":",
    ": ",
    "- ",
    "? ",
    "\n",
    "\n  ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "|",
    ">-",
    "&a",
    "*a",
    "!t",
]
YAML += ["---", "...", "<<", "#", "%", "@", "`", "\t", "\\", "~", "\u2028", "\x85", "\ufeff", "é", "😀", "\r", "\x00"]
MARKDOWN = [
    "](",
    "![",
    "<a ",
    "`",
    "```\n",
    "~~~",
    "# ",
    "=\n",
    "[a]:",
    "&#106;",
    "javascript:",
    "--8<--",
    "//x",
    "%00",
    "a.md)",
]

quick = settings(max_examples=150)
pieces = st.lists(st.sampled_from(YAML), max_size=40).map("".join)
narratives = st.lists(st.sampled_from([*YAML, *MARKDOWN]), max_size=60).map("".join)
fields = st.dictionaries(st.sampled_from(["title", "status", "models", "onset", "actions"]), pieces, max_size=4)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "postmortems").mkdir()
        yield Path(made)


def expect_sense(folder: Path, content: bytes) -> None:
    reading = read(folder, content)
    assert (reading.document is None) is bool(reading.findings)
    for line, column in [(p.span.line, p.span.column) for _, p in reading.findings]:
        lines = reading.source.text.split("\n") if reading.source else content.decode("utf-8", "replace").split("\n")
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


def expect_report(folder: Path, content: bytes) -> None:
    (folder / "postmortems" / "2025-11-18-example.md").write_bytes(content)
    report = check(Settings(root=folder), date(2026, 1, 31))
    told = REPORTERS["text"](report)
    assert report.checked == 1
    assert ("2025-11-18-example.md:" in told) is bool(report.diagnostics)


def read(folder: Path, content: bytes) -> Reading:
    file = folder / "x.md"
    file.write_bytes(content)
    try:
        return read_file(file, "postmortems/x.md", Limits())
    finally:
        file.unlink()


@given(st.binary(max_size=300))
@quick
def test_any_bytes_are_read_or_refused(folder: Path, content: bytes) -> None:
    expect_sense(folder, content)
    expect_sense(folder, b"---\n" + content + b"\n---\n")


@given(pieces, st.text(max_size=50))
@quick
def test_any_yaml_is_read_or_refused(folder: Path, front: str, body: str) -> None:
    expect_sense(folder, f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"))


@given(st.integers(0, len(REAL)), st.integers(0, 200), st.binary(max_size=20) | pieces.map(str.encode))
@quick
def test_any_damage_to_a_real_review_is_told(folder: Path, at: int, gone: int, put: bytes) -> None:
    damaged = REAL[:at] + put + REAL[at + gone :]
    expect_sense(folder, damaged)
    expect_report(folder, damaged)


@given(fields, narratives)
@quick
def test_any_fields_and_any_narrative_are_checked(folder: Path, over: dict[str, str], body: str) -> None:
    draft = {"title": "x", "status": "draft", "kind": "incident", "severity": "sev3", "summary": "y", "onset": "2025"}
    front = "\n".join(f"{name}: {value}" for name, value in {**draft, **over}.items())
    expect_report(folder, f"---\n{front}\n---\n{body}".encode())
