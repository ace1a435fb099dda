"""Real servers for tests: started on a free port, ready when they answer, and stopped for sure, with their children."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_PATIENCE: Final = 180.0
_KEEPER: Final = '("$@"; kill -KILL 0) & cat >/dev/null; kill -KILL 0'
"""Run a command until it ends or nobody holds its input any more, then end the whole group: it outlives no test."""


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port: int = made.getsockname()[1]
        return port


def answers(url: str) -> bool:
    """Whether a server answers a GET with success."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  # it is on this machine
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@contextmanager
def running(
    command: Sequence[str | Path], ready: Callable[[], bool], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a server while it is needed; raises ``AssertionError`` with its last words if it ends or never answers.

    It has a process group of its own and gets no setting of whoever runs the tests but the path.
    """
    told = {"PATH": os.environ["PATH"], "HOME": str(log.parent), "LANG": "C.UTF-8", **(environment or {})}
    with log.open("wb") as written:
        process = subprocess.Popen(
            ["sh", "-c", _KEEPER, "keeper", *map(str, command)],
            stdin=subprocess.PIPE,
            stdout=written,
            stderr=subprocess.STDOUT,
            env=told,
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        _wait(process, ready, log)
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.stdin:
            process.stdin.close()
        process.wait()


def _wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"The server did not answer; it said: {log.read_text('utf-8', 'replace')[-3000:]}")
        time.sleep(0.05)
