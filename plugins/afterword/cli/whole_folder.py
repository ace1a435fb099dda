"""A folder that a command writes as a whole; its marker says that the command may replace it later."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from afterword.cli.common import CouldNotRun
from afterword.files.atomic_folder import swapped


def marker_of(command: str) -> str:
    """The name of the file that marks a folder of a command."""
    return f".afterword-{command}"


def refuse_foreign(out: Path, command: str, *, besides: Collection[str] = ()) -> None:
    """Raise ``CouldNotRun`` if a path is no folder, or has what the command did not write, but for some names."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CouldNotRun(f"{out} is not a folder")
    full = out.is_dir() and any(item.name not in besides for item in out.iterdir())
    if full and not (out / marker_of(command)).is_file():
        raise CouldNotRun(
            f"{out} contains files that `afterword {command}` did not write; choose a new or empty folder"
        )


@contextmanager
def replaced(out: Path, command: str) -> Iterator[Path]:
    """Yield an empty folder, which replaces ``out`` in one step when all went well. Raises ``OSError``."""
    with swapped(out, lambda: click.echo(f"Another process is writing {out}; waiting for it.", err=True)) as fresh:
        yield fresh
        said = f"Written by `afterword {command}`, which replaces this whole folder.\n"
        (fresh / marker_of(command)).write_text(said, "utf-8")
