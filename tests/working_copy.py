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

_MADE = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", ".cache")
_MADE_AT_THE_TOP = frozenset({".git", ".venv", "site", "dist"})


def working_copy(folder: Path) -> Path:
    """Copy what git tracks and what it would take in; without git, everything that was not made here."""
    asked = ["git", "-C", str(REPOSITORY), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        shutil.copytree(REPOSITORY, folder, ignore=_made, dirs_exist_ok=True)
        return folder
    for name in filter(None, listed.split("\0")):
        source, target = REPOSITORY / name, folder / name
        if source.is_file():  # a file that was deleted and not yet committed is still listed
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def _made(folder: str, names: list[str]) -> set[str]:
    top = _MADE_AT_THE_TOP.intersection(names) if Path(folder) == REPOSITORY else set()
    return {*_MADE(folder, names), *top}


def environment(home: Path, bin_: Path = BIN) -> Mapping[str, str]:
    """A plain environment in which the commands of the project come first."""
    # A make that runs the tests would tell the make that a test runs how to speak.
    foreign = ("PYTHON", "PIP_", "GIT_", "MAKE", "MFLAGS", "XDG_CACHE_HOME", "AFTERWORD_CACHE_DIR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    path = os.pathsep.join([str(bin_), os.environ.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb", "COLUMNS": "100"}
