"""One process at a time: the others wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

with suppress(ImportError):  # not on Windows
    import fcntl


@contextmanager
def locked_on_windows(file: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """What ``locked`` does where there is no ``flock``."""
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
    """What ``locked`` does elsewhere. A file system that knows no locks, as some in a network, is no reason to stop.

    It is our own because ``filelock`` stops there, and leaves its file behind.
    """
    descriptor = _held(file, waiting)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        os.close(descriptor)


locked = locked_on_windows if sys.platform == "win32" else locked_by_flock
"""Hold the lock ``file`` for the length of a block; ``waiting`` is called where another process has it.

The system releases the lock of a process that is killed. The file is gone afterwards.
"""


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
