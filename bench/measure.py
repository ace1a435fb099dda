"""Say what a process or a piece of work takes; the best of several, so that a busy machine spoils it less."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from afterword.files.cache import FOLDER as KEPT

AFTERWORD: Final = (sys.executable, "-m", "afterword")
_DAY: Final = "1798761600"
"""The first of January 2027, which is after every review of this repository."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall and on the processor, and the peak of memory, of one process."""

    seconds: float
    processor: float
    mebibytes: float


class FailedError(Exception):
    """The process ended with an error; the message holds what it said."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that runs in a folder, with ``more`` added.

    What ours keeps for the next run lies beside the folder, so that no other run and no user has a part in it.
    """
    given = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": _DAY}
    given |= {KEPT: str(folder.resolve().with_name("kept")), **more}
    # Of an installed package nothing is compiled at its start.
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    return given


def run(command: Sequence[str], folder: Path, typed: bytes = b"", **more: str) -> Cost:
    """Run a command in a folder to its end; ``typed`` is what it reads, and ``more`` is added to its environment."""
    with tempfile.TemporaryFile() as given:
        given.write(typed)
        given.seek(0)
        return _run(command, folder, given, environment(folder, **more))


def end_in_order() -> None:
    """Let a request to terminate end this process as an error does, so that what it has started ends as well."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def best(times: int, measured: Callable[[], Cost]) -> Cost:
    """The cheapest of several runs, each after those before it."""
    return min((measured() for _ in range(times)), key=lambda cost: cost.processor)


def processor(times: int, work: Callable[[], object]) -> float:
    """The seconds of processor that a piece of work takes in this process, the cheapest of several times.

    As ``timeit`` does, no garbage is collected meanwhile: what that costs depends on what else the process holds.
    """
    taken = []
    gc.disable()
    try:
        for _ in range(times):
            begun = time.process_time()
            work()
            taken.append(time.process_time() - begun)
    finally:
        gc.enable()
    return min(taken)


def _run(command: Sequence[str], folder: Path, given: IO[bytes], variables: Mapping[str, str]) -> Cost:
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=variables, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        # The usage of this child alone: that of all children together would keep the largest for ever.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    processor = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - begun, processor, usage.ru_maxrss / 1024)


def table(title: str, rows: list[tuple[str, Cost, str]]) -> str:
    """A Markdown table; every row is compared with the first."""
    head = "| way | seconds | processor | against the first | memory, MiB | written |"
    lines = [f"\n### {title}\n", head, "|---|---|---|---|---|---|"]
    # On a machine that is shared, the processor's time is what can be compared.
    first = rows[0][1].processor
    for name, cost, written in rows:
        ratio = cost.processor / first
        figures = f"{cost.seconds:.2f} | {cost.processor:.2f} | {ratio:.2f} | {cost.mebibytes:.0f}"
        lines.append(f"| {name} | {figures} | {written} |")
    return "\n".join(lines)
