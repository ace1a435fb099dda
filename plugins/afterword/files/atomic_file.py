"""Replace a file in one step: readers see the old or the new content, never a part."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SUFFIX = ".afterword-new"
"""The suffix of files that are being written; no page has it."""


class NotReplaced(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """A file was not replaced; the message says why, as a sentence without a full stop."""


@dataclass(frozen=True)
class Snapshot:
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
        raise NotReplaced(f"The file cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
    stamp = (info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns)
    return Snapshot(raw, stat.S_IMODE(info.st_mode), (info.st_uid, info.st_gid), stamp)


def replace_file(file: Path, seen: Snapshot, raw: bytes) -> None:
    """Replace what was read with ``raw``. Raises ``NotReplaced`` if the file has changed since.

    The new file is completely on the disk, with the mode of the old one, before it is renamed.
    """
    if not os.access(file, os.W_OK):
        raise NotReplaced("The file is not writable")
    try:
        _write(file, seen, raw)
    except OSError as error:
        raise NotReplaced(f"The file cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def _write(file: Path, seen: Snapshot, raw: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", suffix=SUFFIX, dir=file.parent)
    new = Path(name)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(raw)
            stream.flush()
            _like(stream.fileno(), new, seen)
            os.fsync(stream.fileno())
        _expect_unchanged(file, seen)
        new.replace(file)
    except BaseException:  # an interrupt must leave nothing behind either
        new.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def _expect_unchanged(file: Path, seen: Snapshot) -> None:
    if look(file, len(seen.raw)) != seen:
        raise NotReplaced("The file has changed in the meantime")


def _like(descriptor: int, new: Path, seen: Snapshot) -> None:
    if hasattr(os, "fchown") and (os.fstat(descriptor).st_uid, os.fstat(descriptor).st_gid) != seen.owner:
        with suppress(PermissionError):  # only root can change the owner
            os.fchown(descriptor, *seen.owner)
    new.chmod(seen.mode)


def sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut, if the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def create_file(file: Path, raw: bytes) -> None:
    """Write a new file in one step. Raises ``FileExistsError`` and other ``OSError``."""
    new = file.with_name(f".{file.name}-{os.getpid()}{SUFFIX}")
    try:
        with open(new, "xb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            # Unlike `replace`, a link fails if the name exists.
            os.link(new, file)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with open(file, "xb") as stream:
                stream.write(raw)
    finally:  # an interrupt must leave nothing behind either
        new.unlink(missing_ok=True)
    sync_folder(file.parent)
