"""Tests that never wait, in as many processes as there are processors.

``python -m tests.shares [OPTION ...] PATH ...`` calls pytest once for each processor, with its options and with a
share of the test files at or below the paths. It ends with 1 if any of these processes fails.

With pytest-xdist every process collects every test, and each result travels to the first process, which takes longer
than many of these tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

_PYTEST: Final = (sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider")

_MEMORY: Final = "/dev/shm"  # noqa: S108  # the folder in it has a name of its own
"""Where Linux keeps files in memory."""

_ROOM: Final = 1_000_000_000
"""So many bytes are more than the many small files of these tests have."""

_FINE: Final = (0, 5)
"""All passed, or a share has none of the tests that are asked for."""


def shares(paths: Iterable[Path], number: int) -> tuple[tuple[Path, ...], ...]:
    """The test files at or below the paths in so many parts, each of about as many bytes; no part is empty."""
    sizes = {file: file.stat().st_size for path in paths for file in (path, *path.rglob("*")) if _has_tests(file)}
    parts: list[list[Path]] = [[] for _ in range(min(number, len(sizes)))]
    for file in sorted(sizes, key=lambda file: (-sizes[file], file)):
        min(parts, key=lambda part: sum(sizes[one] for one in part)).append(file)
    return tuple(tuple(sorted(part)) for part in parts)


def _has_tests(file: Path) -> bool:
    return file.name.startswith("test_") and file.suffix == ".py"


def run(options: Sequence[str], paths: Iterable[Path], number: int) -> int:
    """Run the shares at the same time, and return the exit code; what all but the first one say comes after it."""
    with tempfile.TemporaryDirectory(dir=_in_memory(), ignore_cleanup_errors=True) as folder:
        started = [
            subprocess.Popen(
                [*_PYTEST, f"--basetemp={folder}/{at}", *options, *part],
                stdout=subprocess.PIPE if at else None,
                stderr=subprocess.STDOUT if at else None,
                text=True,
                encoding="utf-8",
            )
            for at, part in enumerate(shares(paths, number))
        ]
        for process in started:
            said, _ = process.communicate()
            print(said or "", end="")  # noqa: T201
    return int(not started or any(process.returncode not in _FINE for process in started))


def _in_memory() -> str | None:
    """The folder for the files of the tests; ``None`` where memory has no room for them, for that of the system."""
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if has_room else None


if __name__ == "__main__":
    asked = [argument for argument in sys.argv[1:] if Path(argument).exists()]
    others = [argument for argument in sys.argv[1:] if argument not in asked]
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        sys.exit(run(others, map(Path, asked), processors))
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says it; the processes end by the same signal
