"""Files that a verb leaves for a pipeline: files that are whole or not there, and the summary of a job."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from afterword.check import Report
from afterword.cli.common import CouldNotRun
from afterword.text.printable import printable


def write_whole(file: Path, text: str) -> None:
    """Write a file in one step: whoever reads it meets the old text or the new one."""

    def put(fresh: Path) -> None:
        fresh.write_text(text, "utf-8", newline="\n")

    write_made(file, put)


def write_made(file: Path, make: Callable[[Path], None]) -> None:
    """Let ``make`` fill a file beside the one that is meant, and put it in its place in one step."""
    if file.exists() and not file.is_file():
        # A device or a folder cannot be replaced without harm.
        raise CouldNotRun(f"{printable(str(file))} is not a regular file")
    import tempfile

    file = file.resolve()
    try:
        descriptor, fresh = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        os.close(descriptor)
        try:
            make(Path(fresh))
            # A temporary file is for its owner alone, and a report is for the steps that follow.
            Path(fresh).chmod(0o644)
            Path(fresh).replace(file)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(file, error) from error


def append_summary(file: Path, report: Report) -> None:
    """Add the summary of the job to a file, within what the platform takes together with what is there already."""
    from afterword.reporters.job_summary import LARGEST, job_summary

    try:
        with file.open("ab") as stream:
            stream.write(job_summary(report, LARGEST - stream.tell()).encode())
    except OSError as error:
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> CouldNotRun:
    reason = (error.strerror or "unknown reason").lower()
    return CouldNotRun(f"{printable(str(file))} cannot be written: {reason}")
