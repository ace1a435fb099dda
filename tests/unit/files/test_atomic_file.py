"""A file is replaced whole or not at all, and nothing else is left in its folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from afterword.files import atomic_file
from afterword.files.atomic_file import NotReplaced, Snapshot, create_file, look, replace_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "review.md"
    made.write_bytes(b"old")
    made.chmod(0o640)
    return made


def seen(file: Path) -> Snapshot:
    return look(file, 100)


def names(file: Path) -> list[str]:
    """All that lies in the folder of the file, hidden or not."""
    return sorted(path.name for path in file.parent.iterdir())


def test_the_new_content_takes_the_name_and_the_mode_of_the_old(file: Path) -> None:
    replace_file(file, seen(file), b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file) == ["review.md"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can give a file away")
def test_the_owner_of_the_file_stays(file: Path) -> None:
    os.chown(file, 12345, 12346)
    replace_file(file, seen(file), b"new")
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12346)


def test_content_and_folder_reach_the_disk_before_and_after_the_renaming(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, rename = os.fsync, Path.replace

    def syncing(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def renaming(old: Path, new: Path) -> Path:
        order.append("rename")
        return rename(old, new)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "replace", renaming)
    replace_file(file, seen(file), b"new")
    assert order == ["file", "rename", "folder"]


@pytest.mark.parametrize("step", ["_expect_unchanged", "_like"])
@pytest.mark.parametrize("failure", [KeyboardInterrupt, SystemExit, MemoryError])
def test_whoever_is_stopped_before_the_renaming_leaves_the_old_file_and_no_other(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: type[BaseException]
) -> None:
    def stop(*_: object) -> None:
        raise failure

    before = seen(file)
    monkeypatch.setattr(atomic_file, step, stop)
    with pytest.raises(failure):
        replace_file(file, before, b"new")
    assert (seen(file), names(file)) == (before, ["review.md"])


def test_a_full_disk_leaves_the_old_file_and_no_other(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = seen(file)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotReplaced, match="no space left"):
        replace_file(file, before, b"new")
    assert (seen(file), names(file)) == (before, ["review.md"])


def test_a_file_that_has_changed_in_between_is_not_overwritten(file: Path) -> None:
    before = seen(file)
    for content in (b"newer", b"old"):  # the same content at another time is somebody's work as well
        file.write_bytes(content)
        os.utime(file, ns=(1, 1))
        with pytest.raises(NotReplaced, match="changed"):
            replace_file(file, before, b"new")
        assert (file.read_bytes(), names(file)) == (content, ["review.md"])


def test_a_link_is_not_followed_even_when_it_comes_in_between(file: Path) -> None:
    before, target = seen(file), file.parent / "target"
    target.write_bytes(b"old")
    file.unlink()
    file.symlink_to(target)
    with pytest.raises(NotReplaced):
        look(file, 100)
    with pytest.raises(NotReplaced):
        replace_file(file, before, b"new")
    assert (file.is_symlink(), target.read_bytes(), len(names(file))) == (True, b"old", 2)


def test_a_pipe_and_a_file_that_has_grown_are_not_read(file: Path) -> None:
    with pytest.raises(NotReplaced):
        look(file, 2)
    os.mkfifo(file.parent / "pipe")
    with pytest.raises(NotReplaced):
        look(file.parent / "pipe", 100)


def test_a_file_that_is_gone_is_not_made_anew(file: Path) -> None:
    before = seen(file)
    file.unlink()
    with pytest.raises(NotReplaced):
        replace_file(file, before, b"new")
    assert names(file) == []


def test_a_new_file_is_there_whole_and_nothing_else_is(tmp_path: Path) -> None:
    create_file(tmp_path / "review.md", b"new")
    assert (tmp_path / "review.md").read_bytes() == b"new"
    assert names(tmp_path / "review.md") == ["review.md"]


def test_a_new_file_never_takes_a_name_that_is_taken(file: Path) -> None:
    with pytest.raises(FileExistsError):
        create_file(file, b"new")
    assert (file.read_bytes(), names(file)) == (b"old", ["review.md"])


def test_a_new_file_is_made_where_the_disk_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    made = tmp_path / "review.md"
    create_file(made, b"new")
    with pytest.raises(FileExistsError):
        create_file(made, b"newer")
    assert (made.read_bytes(), names(made)) == (b"new", ["review.md"])


def test_an_interrupt_leaves_no_half_of_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create_file(tmp_path / "review.md", b"new")
    assert names(tmp_path / "review.md") == []
