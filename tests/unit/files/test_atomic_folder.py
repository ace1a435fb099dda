"""A folder is replaced whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from afterword.files import atomic_folder
from afterword.files.atomic_folder import swapped
from tests.acceptance.common import contents

OLD = {"index.html": b"old", "gone/index.html": b"old", ".git/HEAD": b"ref", ".nojekyll": b""}
HIDDEN = {".git/HEAD": b"ref", ".nojekyll": b""}
NEW = {"index.html": b"new", "come/index.html": b"new", ".well-known/security.txt": b"new"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    fill(tmp_path / "site", OLD)
    return tmp_path / "site"


@pytest.fixture(params=["exchanged", "renamed twice"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With and without a system in which two names can change places."""
    if request.param == "renamed twice":
        monkeypatch.setattr(atomic_folder, "_exchanged", lambda *_: False)
    return str(request.param)


def fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)


def never() -> None:
    raise AssertionError("nobody else has the folder")


def write(site: Path, files: dict[str, bytes] = NEW, **how: Any) -> None:
    with swapped(site, never, **how) as fresh:
        fill(fresh, files)


def beside(site: Path) -> list[str]:
    """All that lies beside the folder, hidden or not."""
    return sorted(path.name for path in site.parent.iterdir())


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("keep", [False, True])
def test_the_new_takes_the_place_of_the_old_and_what_is_hidden_stays(site: Path, keep: bool) -> None:
    write(site, keep=keep)
    assert contents(site) == NEW | HIDDEN
    assert beside(site) == ["site"]


@pytest.mark.parametrize("keep", [False, True])
def test_a_folder_that_is_not_there_is_made_with_those_above_it(tmp_path: Path, keep: bool) -> None:
    write(tmp_path / "a" / "b" / "site", keep=keep)
    assert contents(tmp_path / "a" / "b") == {f"site/{name}": raw for name, raw in NEW.items()}


def test_the_old_is_whole_until_the_block_ends(site: Path) -> None:
    with swapped(site, never) as fresh:
        fill(fresh, NEW)
        assert contents(site) == OLD


def test_after_an_exception_the_old_stays_and_nothing_is_left(site: Path) -> None:
    with pytest.raises(FileExistsError):
        write(site, NEW | {"index.html/below": b"a file has nothing below it"})
    assert contents(site) == OLD
    assert beside(site) == ["site"]


def test_what_a_killed_process_left_is_cleared(site: Path) -> None:
    fill(site.parent / ".site.afterword-new", {"half/index.html": b"half"})
    fill(site.parent / ".site.afterword-old", {"index.html": b"older"})
    write(site)
    assert contents(site) == NEW | HIDDEN
    assert beside(site) == ["site"]


def test_a_folder_whose_swap_was_killed_between_two_renames_is_put_back(site: Path) -> None:
    site.rename(site.parent / ".site.afterword-old")
    with pytest.raises(ZeroDivisionError), swapped(site, never):
        raise ZeroDivisionError
    assert contents(site) == OLD


def test_a_rename_that_fails_brings_the_old_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder, "_exchanged", lambda *_: False)
    rename = os.rename

    def fails(source: Path, target: Path) -> None:
        if Path(source).name.endswith("-new"):
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fails)
    with pytest.raises(OSError, match="No space"):
        write(site)
    assert contents(site) == OLD
    assert beside(site) == ["site"]


def test_a_folder_that_cannot_be_renamed_is_filled_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder, "_exchanged", lambda *_: False)
    rename = os.rename

    def busy(source: Path, target: Path) -> None:
        if Path(source) == site:
            raise OSError(16, "Device or resource busy")
        rename(source, target)

    monkeypatch.setattr(os, "rename", busy)
    write(site)
    assert contents(site) == NEW | HIDDEN
    assert beside(site) == ["site"]


@pytest.mark.usefixtures("system")
def test_a_mount_point_is_filled_from_within(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    inode = site.stat().st_ino
    with swapped(site, never) as fresh:
        assert fresh.parent == site
        fill(fresh, NEW)
    assert contents(site) == NEW | HIDDEN
    assert site.stat().st_ino == inode
    assert beside(site) == ["site"]


def test_a_folder_that_is_kept_is_the_same_folder_afterwards(site: Path) -> None:
    inode = site.stat().st_ino
    write(site, keep=True)
    assert site.stat().st_ino == inode


def test_a_link_stays_and_what_it_leads_to_is_replaced(site: Path) -> None:
    link = site.parent / "current"
    link.symlink_to("site")
    write(link)
    assert link.is_symlink()
    assert contents(site) == NEW | HIDDEN
    assert beside(site) == ["current", "site"]


def test_the_mode_of_the_folder_stays(site: Path) -> None:
    site.chmod(0o750)
    write(site)
    assert stat.S_IMODE(site.stat().st_mode) == 0o750


def test_a_hidden_file_that_was_written_anew_wins_and_the_old_one_is_not_written_into(site: Path) -> None:
    fill(site, {".well-known/security.txt": b"old", ".well-known/kept.txt": b"kept"})
    copy = site.parent / "copy"
    shutil.copytree(site, copy, copy_function=os.link)
    write(site)
    assert contents(site) == NEW | HIDDEN | {".well-known/kept.txt": b"kept"}
    assert (copy / ".well-known/security.txt").read_bytes() == b"old"


def test_a_file_system_without_links_keeps_what_is_hidden(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    write(site)
    assert contents(site) == NEW | HIDDEN


def test_an_interrupt_between_two_renames_leaves_the_old_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder, "_exchanged", lambda *_: False)
    rename, calls = os.rename, []

    def interrupted(old: Path, new: Path) -> None:
        calls.append(old)
        if len(calls) == 2:
            raise KeyboardInterrupt
        rename(old, new)

    monkeypatch.setattr(os, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(site)
    assert contents(site) == OLD


def test_the_only_copy_is_never_cleared_away(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_folder, "_exchanged", lambda *_: False)
    rename, calls = os.rename, []

    def stuck(old: Path, new: Path) -> None:
        calls.append(old)
        if len(calls) > 1:
            raise OSError(errno.EIO, "no more")
        rename(old, new)

    monkeypatch.setattr(os, "rename", stuck)
    with pytest.raises(OSError, match="no more"):
        write(site)
    monkeypatch.setattr(os, "rename", rename)
    write(site)
    assert contents(site) == NEW | HIDDEN
