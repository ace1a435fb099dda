"""A second process that does a part of a build, on a system on which forking is safe."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from afterword.mkdocs_adapter.noticing import Notice, noticed_alone

FEWEST: Final = 200
"""Fewer pages do not make up for a second process."""


class SecondProcess:
    """A copy of this process that does one piece of work and ends; nobody hears what it logs but its ``Notice``.

    Where the system has no room for another process, none runs, and the work is not done. Whoever starts one calls
    ``gc.unfreeze`` when what both have may be looked through for garbage again.
    """

    def __init__(self, work: Callable[[Notice], None]) -> None:
        # What both have need not be looked through for garbage, which would also copy it for each of them.
        gc.freeze()
        self._number = _fork()
        if self._number == 0:
            _run(work)

    def succeeded(self) -> bool:
        """Wait until it has ended; whether it is known to have done its work."""
        status = 1
        if self._number:
            # Where the signal of a child that ends is ignored, as some who start builds hand down, its status is lost.
            with suppress(ChildProcessError):
                _, status = os.waitpid(self._number, 0)
            self._number = None
        return status == 0

    def stop(self) -> None:
        """End it, whatever it has done."""
        if self._number:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            self.succeeded()


def possible(pages: int) -> bool:
    """Whether a second process pays: many pages, and a processor for it."""
    return pages >= FEWEST and processors() > 1


def processors() -> int:
    """How many processes may work for a build at once: only this one where forking is not safe."""
    safe = hasattr(os, "fork") and hasattr(os, "sched_getaffinity") and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if safe else 1


def _fork() -> int | None:
    try:
        return os.fork()
    except OSError:  # too many processes, or too little memory
        return None


def _run(work: Callable[[Notice], None]) -> None:
    # Nothing of this process may reach what the engine goes on with: no output, no cleaning up at its end.
    status = 1
    try:
        work(noticed_alone())
        status = 0
    finally:
        os._exit(status)
