"""One process at a time: the others wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

with suppress(ImportError):  # not on Windows
    import fcntl


def locked(file: Path, waiting: Callable[[], object]) -> AbstractContextManager[None]:
    """Hold the lock ``file`` for the length of the block; ``waiting`` is called where another process has it.

    The system lets go of the lock of a process that is killed.
    """
    return locked_on_windows(file, waiting) if sys.platform == "win32" else locked_by_flock(file, waiting)


@contextmanager
def locked_on_windows(file: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """What ``locked`` does on Windows, by a library: there is no ``flock``."""
    from filelock import FileLock, Timeout

    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def locked_by_flock(file: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """What ``locked`` does elsewhere; the file is gone afterwards.

    It is our own: the library stops where a file system has no locks, as some in a network, and leaves its file.
    """
    descriptor = _held(file, waiting)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        os.close(descriptor)


def _held(file: Path, waiting: Callable[[], object]) -> int:
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            _lock(descriptor, waiting)
            if _is_still(file, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int, waiting: Callable[[], object]) -> None:
    with suppress(OSError):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)


def _is_still(file: Path, descriptor: int) -> bool:
    """Whoever had the lock before has removed its file, and another may have made one in the meantime."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
