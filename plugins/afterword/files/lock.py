"""A lock for one process at a time; the others wait."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

with suppress(ImportError):  # Windows has no such locks, so two processes can run at once there
    import fcntl


@contextmanager
def locked(file: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock ``file`` during the block; ``waiting`` is called if another process has it.

    The system releases the lock of a killed process. The file is removed afterwards.
    On a file system without locks, such as some network drives, the block runs without one.
    """
    if "fcntl" not in globals():
        yield
        return
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
    """Whether the file is still ours: the last holder removes it, and another process may have made a new one."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
