"""Replace a file in one step: readers see the old or the new content, never a part."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from afterword.files import UNFINISHED
from afterword.files.reason import reason


class NotReplaced(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """A file was not replaced; the message says why, as a sentence without a full stop."""


class Snapshot(NamedTuple):
    """A file as it was read: its content, and what shows that it has changed."""

    raw: bytes
    mode: int
    owner: tuple[int, int]
    stamp: tuple[int, ...]


def look(file: Path, largest: int) -> Snapshot:
    """Read a regular file of at most ``largest`` bytes; a link is not followed. Raises ``NotReplaced``."""
    try:
        # O_NONBLOCK: opening a pipe that took the place of the file must not block.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(file, flags), "rb") as stream:
            info = os.fstat(stream.fileno())
            if not stat.S_ISREG(info.st_mode) or info.st_size > largest:
                raise NotReplaced("The file has changed in the meantime")
            raw = stream.read(largest)
    except OSError as error:
        raise NotReplaced(f"The file cannot be read: {reason(error)}") from error
    stamp = (info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns)
    return Snapshot(raw, stat.S_IMODE(info.st_mode), (info.st_uid, info.st_gid), stamp)


def replace_file(file: Path, seen: Snapshot, raw: bytes) -> None:
    """Replace what was read with ``raw``. Raises ``NotReplaced`` if the file has changed since.

    The new file is completely on the disk, with the mode of the old one, before it is renamed.
    """
    if not os.access(file, os.W_OK):
        raise NotReplaced("The file is not writable")

    def fill(new: Path) -> None:
        _like(new, seen)
        new.write_bytes(raw)

    def place(new: Path) -> None:
        _expect_unchanged(file, seen)
        new.replace(file)

    try:
        _put(file, fill, place)
    except OSError as error:
        raise NotReplaced(f"The file cannot be written: {reason(error)}") from error


def write_whole(file: Path, text: str) -> None:
    """Write a file, be it there or not, whole or not at all. Raises ``OSError``."""
    write_made(file, lambda new: new.write_text(text, "utf-8", newline="\n"))


def write_made(file: Path, make: Callable[[Path], object]) -> None:
    """Let ``make`` fill a new file, which takes the name and the mode of the old one if there is one.

    Raises ``OSError``, and what ``make`` raises.
    """

    def fill(new: Path) -> None:
        if file.exists():
            new.chmod(stat.S_IMODE(file.stat().st_mode))
        make(new)

    _put(file, fill, lambda new: new.replace(file))


def create_file(file: Path, raw: bytes) -> None:
    """Write a new file in one step. Raises ``FileExistsError`` and other ``OSError``."""

    def place(new: Path) -> None:
        try:
            # Unlike `replace`, a link fails if the name exists.
            os.link(new, file)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with open(file, "xb") as stream:
                stream.write(raw)

    _put(file, lambda new: new.write_bytes(raw), place)


def _put(file: Path, fill: Callable[[Path], object], place: Callable[[Path], object]) -> None:
    """Have a file filled beside another one and brought to the disk, before it is put in its place."""
    new = file.with_name(f".{file.name}-{os.urandom(4).hex()}{UNFINISHED}")
    try:
        new.touch(exist_ok=False)
        fill(new)
        with open(new, "rb+") as stream:
            os.fsync(stream.fileno())
        place(new)
    finally:  # an interrupt, too, leaves nothing behind
        new.unlink(missing_ok=True)
    sync_folder(file.parent)


def _expect_unchanged(file: Path, seen: Snapshot) -> None:
    if look(file, len(seen.raw)) != seen:
        raise NotReplaced("The file has changed in the meantime")


def _like(new: Path, seen: Snapshot) -> None:
    if hasattr(os, "chown") and (new.stat().st_uid, new.stat().st_gid) != seen.owner:
        with suppress(PermissionError):  # only root can change the owner
            os.chown(new, *seen.owner)
    new.chmod(seen.mode)


def sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut, if the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
