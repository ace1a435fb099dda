"""The benchmark of parts follows the code: a step that has moved is no step that takes no time."""

from __future__ import annotations

import subprocess
import sys

from bench.parts import STEPS

from tests.made import REPOSITORY


def test_each_step_of_a_build_is_timed() -> None:
    command = [sys.executable, "-m", "bench.parts", "--count", "20"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    assert {row[0].removeprefix("| ") for row in rows} == {"all", *(name for name, _, _ in STEPS)}
