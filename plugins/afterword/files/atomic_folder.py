"""Write a folder anew beside the old one and put it in place whole: whoever looks meets the old or the new."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from afterword.files.atomic_file import sync_folder
from afterword.files.lock import locked

_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux: two names change places, and at no moment is one of them missing."""
_HERE: Final = -100
"""AT_FDCWD: paths are looked up as every other call does."""
_UNMOVABLE: Final = {errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES}
"""What is said of a folder that cannot change its name: a mount point, or one that somebody else owns."""


@dataclass(frozen=True)
class _Places:
    """Where a folder lies, where its successor grows, and where the old one goes for a moment."""

    folder: Path
    fresh: Path
    aside: Path
    lock: Path


@contextmanager
def swapped(folder: Path, waiting: Callable[[], object], *, keep: bool = False) -> Iterator[Path]:
    """Give an empty folder to be filled; it takes the place of ``folder`` when the block ends without an exception.

    Until then ``folder`` is not touched, and after an exception it stays. What a killed process has left is cleared.
    One process at a time has the folder; ``waiting`` is called where another has it. A link is followed.
    ``keep`` replaces what is in the folder and keeps the folder itself, for a server that stands in it; this takes
    some renames and not one. So does a mount point. Raises ``OSError``.
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
            if places.folder.exists():  # otherwise it is the only copy, and the next build puts it back
                shutil.rmtree(places.aside, ignore_errors=True)


def _places(folder: Path) -> _Places:
    """All on one file system: beside the folder, or inside it where nothing can be put beside it."""
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
    """Give the new folder the mode and the owner of the old one, and what is hidden in it, such as ``.git``.

    MkDocs writes nothing hidden by itself and never deletes it. Names of the same files are made, not copies.
    """
    shutil.copymode(folder, fresh)
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only the administrator can give a folder away
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
    """Replace what the folder holds, entry by entry, and last of all take away what the new one has no more."""
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
        # A folder that is not empty cannot be renamed over; between the two renames only the name is missing.
        move(old, aside)
        try:
            move(new, old)
        except BaseException:  # an interrupt too
            move(aside, old)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Let two names change places in one step, where the system can."""
    rename = getattr(_libc(), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _flush(folder: Path) -> None:
    """Have all files on the disk before the name leads to them, so that a power cut finds the old or the new."""
    if (sync := getattr(_libc(), "syncfs", None)) is not None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None
