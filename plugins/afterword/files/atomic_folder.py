"""Replace a folder in one step: readers see the old or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from afterword.files.atomic_file import sync_folder
from afterword.files.lock import locked

_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux: two names are swapped, and neither is missing at any moment."""
_HERE: Final = -100
"""AT_FDCWD: paths are relative to the current folder."""
_UNMOVABLE: Final = {errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES}
"""Errors of a folder that cannot be renamed: a mount point, or one of another owner."""


class _Places(NamedTuple):
    """The path of a folder, of the new one, and of the old one during the swap."""

    folder: Path
    fresh: Path
    aside: Path
    lock: Path


@contextmanager
def swapped(folder: Path, waiting: Callable[[], object], *, keep: bool = False) -> Iterator[Path]:
    """Yield an empty folder to fill; it replaces ``folder`` when the block ends without an exception.

    Until then ``folder`` is not changed, and after an exception it stays. Leftovers of a killed process are removed.
    One process at a time has the folder; ``waiting`` is called if another has it. A link is followed.
    ``keep`` replaces the content of the folder and keeps the folder itself, for a server that runs in it; this takes
    several renames instead of one, as does a mount point. Raises ``OSError``.
    """
    places = _places(Path(os.path.realpath(folder)))
    places.fresh.parent.mkdir(parents=True, exist_ok=True)
    with locked(places.lock, waiting):
        _recover(places)
        places.fresh.mkdir()
        try:
            yield places.fresh
            _put(places, keep=keep)
        finally:
            shutil.rmtree(places.fresh, ignore_errors=True)
            if places.folder.exists():  # otherwise it is the only copy, and the next build restores it
                shutil.rmtree(places.aside, ignore_errors=True)


def _places(folder: Path) -> _Places:
    """All on one file system: next to the folder, or inside it if its parent is not writable."""
    inside = folder.is_dir() and (os.path.ismount(folder) or not os.access(folder.parent, os.W_OK))
    start = folder / ".afterword-" if inside else folder.parent / f".{folder.name}.afterword-"
    return _Places(folder, *(Path(f"{start}{end}") for end in ("new", "old", "lock")))


def _recover(places: _Places) -> None:
    if places.aside.exists() and not places.folder.exists():  # killed between two renames
        places.aside.rename(places.folder)
    for left in (places.fresh, places.aside):
        if left.exists():
            shutil.rmtree(left)


def _put(places: _Places, *, keep: bool) -> None:
    fresh, folder, aside = places.fresh, places.folder, places.aside
    if folder.is_dir():
        _take_over(folder, fresh)
    _flush(fresh)
    if keep or fresh.parent == folder:
        _put_entries(places)
    else:
        try:
            _replace(fresh, folder, aside, os.rename)
        except OSError as error:
            if error.errno not in _UNMOVABLE or not folder.is_dir():
                raise
            _put_entries(places)
    sync_folder(folder.parent)


def _take_over(folder: Path, fresh: Path) -> None:
    """Give the new folder the mode and the owner of the old one, and its hidden files, such as ``.git``.

    MkDocs writes no hidden files and never deletes them. They are hard links, not copies.
    """
    shutil.copymode(folder, fresh)
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only root can change the owner
            os.chown(fresh, folder.stat().st_uid, folder.stat().st_gid)
    for hidden in folder.glob(".*"):
        if hidden.name.startswith(".afterword-"):
            continue
        if hidden.is_dir() and not hidden.is_symlink():
            shutil.copytree(hidden, fresh / hidden.name, symlinks=True, dirs_exist_ok=True, copy_function=_link)
        else:
            _link(str(hidden), str(fresh / hidden.name))


def _link(source: str, target: str) -> str:
    if not os.path.lexists(target):
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:  # a file system without links
            shutil.copy2(source, target, follow_symlinks=False)
    return target


def _put_entries(places: _Places) -> None:
    """Replace the content of the folder entry by entry, then remove what the new one does not have."""
    places.folder.mkdir(exist_ok=True)
    places.aside.mkdir(exist_ok=True)
    kept = sorted(entry.name for entry in places.fresh.iterdir())
    for name in kept:
        _replace(places.fresh / name, places.folder / name, places.aside / name, shutil.move)
    for entry in sorted(places.folder.iterdir()):
        if entry.name not in kept and not entry.name.startswith("."):
            shutil.move(entry, places.aside / entry.name)


def _replace(new: Path, old: Path, aside: Path, move: Callable[[Path, Path], Any]) -> None:
    if not os.path.lexists(old):
        move(new, old)
    elif not _exchanged(new, old):
        # A folder that is not empty cannot be replaced by a rename; between the two renames only the name is missing.
        move(old, aside)
        try:
            move(new, old)
        except BaseException:  # an interrupt too
            move(aside, old)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two names in one step, if the system can."""
    rename = getattr(_libc(), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _flush(folder: Path) -> None:
    """Flush all files to the disk before the rename, so that after a power cut there is the old or the new folder."""
    if (sync := getattr(_libc(), "syncfs", None)) is not None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None
