"""Only regular files are read; everything else is named with the reason, and nothing blocks."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from afterword.reading import read_file
from afterword.settings.limits import Limits
from tests.unit.reading.reader import PATH, messages


def refused(file: Path) -> list[str]:
    reading = read_file(file, PATH, Limits())
    assert [rule for rule, _ in reading.findings] == ["unreadable-file"]
    assert (reading.source, reading.document) == (None, None)
    return messages(reading)


@pytest.mark.parametrize("target", ["/etc/passwd", "..", "nowhere.md", "x.md", "/dev/zero"])
def test_a_link_is_never_followed(target: str, tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to(target)
    assert refused(tmp_path / "x.md") == ["The file is a symbolic link, not a regular file"]


def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    assert refused(tmp_path / "x.md") == ["The file is a named pipe, not a regular file"]


def test_a_socket_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket is shorter than the path of a test
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("x.md")
        assert refused(tmp_path / "x.md") == ["The file is a socket, not a regular file"]


def test_a_folder_with_the_name_of_a_review_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    assert refused(tmp_path / "x.md") == ["The file is a folder, not a regular file"]


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "x.md") == ["The file cannot be read: no such file or directory"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\n")
    (tmp_path / "x.md").chmod(0)
    assert refused(tmp_path / "x.md") == ["The file cannot be read: permission denied"]
