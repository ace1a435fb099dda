"""Small git repositories for tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.working_copy import environment

_SOMEBODY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints; it must succeed."""
    command = ["git", "-c", "init.defaultBranch=main", *_SOMEBODY, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder.parent), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def committed(folder: Path) -> Path:
    """The folder as a repository with everything in it committed."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "A state")
    return folder
