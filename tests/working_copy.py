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
    """Copy what git tracks and what it would take in; without git, everything that was not made here.

    A copy that was made before is made so again, which is much cheaper than to make another.
    """
    asked = ["git", "-C", str(REPOSITORY), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        shutil.copytree(REPOSITORY, folder, ignore=_made, dirs_exist_ok=True)
        return folder
    # A file that was deleted and not yet committed is still listed.
    names = [name for name in listed.split("\0") if name and (REPOSITORY / name).is_file()]
    _remove_all_but({folder / name for name in names}, folder)
    for name in names:
        source, target = REPOSITORY / name, folder / name
        if not _same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def _remove_all_but(files: set[Path], folder: Path) -> None:
    kept = files.union(*(file.parents for file in files))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path not in kept:
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def _same(source: Path, target: Path) -> bool:
    """Whether a file was copied before and nobody wrote into it."""
    try:
        first, second = source.stat(), target.lstat()
    except FileNotFoundError:
        return False
    return (first.st_size, first.st_mtime_ns, first.st_mode) == (second.st_size, second.st_mtime_ns, second.st_mode)


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
