"""One at a time has a lock, the others are told and wait, and nothing of it is left."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from threading import Event

import pytest

from afterword.files.lock import locked, locked_by_flock, locked_on_windows

LONGEST = 300
"""So many seconds are waited only for what never comes."""

Lock = Callable[[Path, Callable[[], object]], AbstractContextManager[None]]


def never() -> None:
    raise AssertionError("nobody else has the lock")


def test_nobody_waits_for_a_free_lock_and_no_file_is_left(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "lock", never):
            assert (tmp_path / "lock").is_file()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lock", [locked_by_flock, locked_on_windows])
def test_the_second_is_told_and_waits_for_the_first(tmp_path: Path, lock: Lock) -> None:
    waits, order = Event(), []

    def second() -> None:
        with lock(tmp_path / "lock", waits.set):
            order.append("second")

    with ThreadPoolExecutor() as pool:
        with lock(tmp_path / "lock", never):
            other = pool.submit(second)
            assert waits.wait(LONGEST)
            order.append("first")
        other.result(LONGEST)
    assert order == ["first", "second"]
    assert lock is locked_on_windows or list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lock", [locked_by_flock, locked_on_windows])
def test_many_at_once_come_in_one_by_one(tmp_path: Path, lock: Lock) -> None:
    inside: list[int] = []

    def one(number: int) -> bool:
        with lock(tmp_path / "lock", lambda: None):
            inside.append(number)
            alone = inside == [number]
            inside.remove(number)
        return alone

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(200)))
    # The library removes its file on Windows alone.
    assert lock is locked_on_windows or list(tmp_path.iterdir()) == []


def test_who_waited_for_a_file_that_is_gone_locks_the_one_in_its_place(tmp_path: Path) -> None:
    file, first = tmp_path / "lock", ExitStack()

    def leave() -> None:
        """The first is done, and another process makes the file anew."""
        first.close()
        file.touch()

    first.enter_context(locked_by_flock(file, never))
    with locked_by_flock(file, leave), file.open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from afterword.files.lock import locked\n"
        "with locked(Path(sys.argv[1]), print): os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == [tmp_path / "lock"]
    with locked(tmp_path / "lock", never):
        pass
    assert list(tmp_path.iterdir()) == []
