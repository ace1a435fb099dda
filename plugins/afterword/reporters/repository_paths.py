"""Paths for a platform, which are relative to the top of the repository."""

from __future__ import annotations

from collections.abc import Callable

from afterword.check import Report


def in_repository(report: Report) -> Callable[[str], str]:
    """From a path in the knowledge base to the path in the repository around it."""
    root = report.loaded.settings.root
    # In a worktree and in a submodule `.git` is a file.
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    below = root.relative_to(top).as_posix()
    return lambda path: path if below == "." else f"{below}/{path}"
