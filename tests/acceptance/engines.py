"""The engines of sites and the commands, as processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.forked import commands


def ran(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of an engine, or of ours."""
    ready = command[0] in ("afterword", "mkdocs")
    start = [str(commands() / "module")] if ready else [sys.executable, "-m"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([*start, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def succeeded(*command: str, folder: Path) -> None:
    done = ran(*command, folder=folder)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
