"""A lock for one process at a time; the others wait."""

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
    """``locked`` on systems without ``flock``."""
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
    """``locked`` on other systems. On a file system without locks, such as some network drives, it does not fail.

    It does not use ``filelock``, which fails there and leaves its file behind.
    """
    descriptor = _held(file, waiting)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        os.close(descriptor)


locked = locked_on_windows if sys.platform == "win32" else locked_by_flock
"""Hold the lock ``file`` during a block; ``waiting`` is called if another process has it.

The system releases the lock of a killed process. The file is removed afterwards.
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
    """Whether the file is still ours: the last holder removes it, and another process may have made a new one."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
