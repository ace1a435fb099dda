"""Run a whole process and say what it took."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall and on the processor, and the peak of memory, of one process."""

    seconds: float
    processor: float
    mebibytes: float


class FailedError(Exception):
    """The process ended with an error; the message holds what it said."""


def run(command: list[str], folder: Path, **more: str) -> Cost:
    """Run a command in a folder to its end; ``more`` is added to its environment."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600", **more}
    # Of an installed package nothing is compiled at its start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
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
