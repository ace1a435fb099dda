"""Files that a verb writes: complete or not at all, and the job summary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from afterword.check import Report
from afterword.cli.common import CouldNotRun
from afterword.files.reason import reason
from afterword.text.printable import printable


def print_or_write(text: str, file: Path | None) -> None:
    """Print a text, or write it to the file that was asked for."""
    if file is None:
        click.echo(text, nl=False)
    else:
        write_output(file, text)


def write_output(file: Path, text: str) -> None:
    """Write a file in one step."""
    made_output(file, lambda fresh: fresh.write_text(text, "utf-8", newline="\n"))


def made_output(file: Path, make: Callable[[Path], object]) -> None:
    """Let ``make`` write a temporary file, and replace the target with it in one step."""
    if file.exists() and not file.is_file():
        # Replacing a device or a folder would do harm.
        raise CouldNotRun(f"{printable(str(file))} is not a regular file")
    from afterword.files.atomic_file import write_made

    try:
        write_made(file.resolve(), make)
    except OSError as error:
        raise _unwritable(file.resolve(), error) from error


def create_output(file: Path, raw: bytes, instead: str) -> None:
    """Write a new file and its folders; ``instead`` is what to do where the file is there already."""
    from afterword.files.atomic_file import create_file

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        create_file(file, raw)
    except FileExistsError:
        raise CouldNotRun(f"{printable(str(file))} already exists; {instead}") from None
    except OSError as error:
        raise _unwritable(file, error) from error


def append_summary(file: Path, report: Report) -> None:
    """Append the job summary to a file, within the size limit of the platform for the whole file."""
    from afterword.reporters.job_summary import LARGEST, job_summary

    try:
        with file.open("ab") as stream:
            stream.write(job_summary(report, LARGEST - stream.tell()).encode())
    except OSError as error:
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> CouldNotRun:
    return CouldNotRun(f"{printable(str(file))} cannot be written: {reason(error)}")
