"""Every command in the documents is run, and prints what the document shows."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.docs.console import COVERED_ELSEWHERE, SPARED, run, steps
from tests.docs.documents import blocks, documents, text_of
from tests.working_copy import working_copy

WITH_COMMANDS = [name for name in documents() if any(block.language == "console" for block in blocks(text_of(name)))]


def complaints(text: str, folder: Path) -> list[str]:
    found = [(outcome.step.at, outcome.complaint()) for outcome in run(text, folder)]
    return [f"line {at}: {complaint}" for at, complaint in found if complaint]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy and a cache, the same for every document: what is kept for a folder serves the next."""
    folder = tmp_path_factory.getbasetemp() / "documents"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in {"afterword", ".cache"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


@pytest.mark.parametrize("document", WITH_COMMANDS)
def test_every_command_of_a_document_does_what_the_document_shows(document: str, home: Path) -> None:
    copy = working_copy(home / "afterword")
    (copy / ".venv").symlink_to(sys.prefix)
    told = complaints(text_of(document), copy)
    assert not told, f"{document}\n" + "\n\n".join(told)


def test_every_exception_is_needed() -> None:
    said = [
        step.command
        for name in WITH_COMMANDS
        for block in blocks(text_of(name))
        if block.language == "console"
        for step in steps(block)
    ]
    unused = [
        prefix for prefix in (*COVERED_ELSEWHERE, *SPARED) if not any(command.startswith(prefix) for command in said)
    ]
    assert unused == []


def test_a_block_that_shows_a_command_calls_itself_a_console() -> None:
    disguised = [
        f"{name}:{block.at}"
        for name in documents()
        for block in blocks(text_of(name))
        if block.language != "console" and any(line.startswith("$ ") for line in block.lines)
    ]
    assert disguised == []


@pytest.mark.parametrize(
    "shown",
    [
        "$ echo one\none",
        "$ echo one\n$ false; echo two\ntwo",
        "$ printf 'one\\n\\nthree\\n'\none\n...\nthree",
        "$ printf 'one\\ntwo\\n'\none\n...",
        "$ echo one two\n... two",
        "$ echo one \\\n    two\none two",
        "$ true",
        "$ mkdir a\n$ cd a\n$ basename $PWD\na",
    ],
)
def test_what_is_so_passes(shown: str, tmp_path: Path) -> None:
    assert complaints(f"```console\n{shown}\n```\n", tmp_path) == []


@pytest.mark.parametrize(
    "shown",
    [
        "$ echo one\ntwo",
        "$ printf 'one\\ntwo\\n'\none",
        "$ echo one\none\ntwo",
        "$ false",
        "$ no-such-command",
        "$ printf 'one\\nthree\\n'\n...\ntwo\n...",
    ],
)
def test_what_is_not_so_is_told(shown: str, tmp_path: Path) -> None:
    assert len(complaints(f"```console\n{shown}\n```\n", tmp_path)) == 1


def test_a_block_with_a_title_is_a_file(tmp_path: Path) -> None:
    text = '```toml title="a/b.toml"\nx = "$HOME"\n```\n\n```console\n$ cat a/b.toml\nx = "$HOME"\n```\n'
    assert complaints(text, tmp_path) == []
