"""Copies of the repository as it stands in the working tree, to be run, broken and thrown away by a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.made import REPOSITORY

BIN = Path(sys.executable).parent
"""Where the commands of the environment lie in which the tests run."""

_MADE = shutil.ignore_patterns(".git", ".venv", "site", "dist", "__pycache__", ".*_cache", ".hypothesis", ".cache")


def working_copy(folder: Path) -> Path:
    """Copy what git tracks and what it would take in; without git, everything that was not made here."""
    asked = ["git", "-C", str(REPOSITORY), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        shutil.copytree(REPOSITORY, folder, ignore=_MADE, dirs_exist_ok=True)
        return folder
    for name in filter(None, listed.split("\0")):
        source, target = REPOSITORY / name, folder / name
        if source.is_file():  # a file that was deleted and not yet committed is still listed
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def environment(home: Path, bin_: Path = BIN) -> Mapping[str, str]:
    """A plain environment in which the commands of the project come first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "GIT_"))}
    path = os.pathsep.join([str(bin_), os.environ.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb", "COLUMNS": "100"}
