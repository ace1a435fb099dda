"""Check files in several processes, each returning records."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from afterword.check.one_file import File, checker_of
from afterword.settings import Settings
from afterword.settings.limits import AT_ONCE


def checked_by(
    workers: int, files: Sequence[File], settings: Settings, codes: frozenset[str]
) -> Iterator[bytes | None]:
    """The record of each file, in order, whichever process finishes first.

    Where the system has no room for more processes, or ends one of them, there is ``None`` for each file that is left.
    """
    # A forked process has all rules loaded already; on other systems forking is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    batches = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
    done, others = 0, multiprocessing.active_children()
    try:
        with ProcessPoolExecutor(workers, context) as pool:
            for records in pool.map(partial(_judged, settings, codes), batches):
                done += len(records)
                yield from records
    except (OSError, BrokenProcessPool):
        for child in multiprocessing.active_children():
            if child not in others:
                child.terminate()  # it would wait for work for ever, and this process at its end for it
                child.join()
        yield from [None] * (len(files) - done)


def _judged(settings: Settings, codes: frozenset[str], files: Sequence[File]) -> list[bytes | None]:
    checker = checker_of(settings, codes)
    return [checker.record(*checked) for checked in checker.checked(files)]
