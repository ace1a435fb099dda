"""What is dear to make and is only read: made once a run, by whichever process asks first, while the others wait."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.made import knowledge_base


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, which ``make`` fills; whoever would write into it takes a copy."""
    base = factory.getbasetemp()
    # With several processes each has a folder of its own within that of the run.
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = root / name, root / f"{name}.done"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder


def own_site(factory: pytest.TempPathFactory) -> Path:
    """The site of this repository as ``mkdocs build`` makes it."""
    return once(factory, "own", lambda folder: build(knowledge_base(folder))) / "site"


def build(base: Path, *more: str, strict: bool = True) -> Path:
    """Build the site of a folder, with other settings on top of its own."""
    (base / "other.yml").write_text("\n".join(("INHERIT: mkdocs.yml", *more)) + "\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "other.yml", *["--strict"] * strict]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=base, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return base / "site"


def linked(folder: Path, copy: Path) -> Path:
    """A copy whose files are the same ones: new files may lie beside them, but none may be written over."""
    for path in sorted(folder.rglob("*")):
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir(parents=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
    return copy
