"""Files that a verb writes for a pipeline: complete or not at all, and the job summary."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from afterword.check import Report
from afterword.cli.common import CouldNotRun
from afterword.text.printable import printable


def write_whole(file: Path, text: str) -> None:
    """Replace a file in one step: readers see the old text or the new one."""

    def put(fresh: Path) -> None:
        fresh.write_text(text, "utf-8", newline="\n")

    write_made(file, put)


def write_made(file: Path, make: Callable[[Path], None]) -> None:
    """Let ``make`` write a temporary file next to the target, and replace the target in one step."""
    if file.exists() and not file.is_file():
        # Replacing a device or a folder would do harm.
        raise CouldNotRun(f"{printable(str(file))} is not a regular file")
    import tempfile

    file = file.resolve()
    try:
        descriptor, fresh = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        os.close(descriptor)
        try:
            make(Path(fresh))
            # A temporary file is private to its owner, but later steps read the report.
            Path(fresh).chmod(0o644)
            Path(fresh).replace(file)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise
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
    reason = (error.strerror or "unknown reason").lower()
    return CouldNotRun(f"{printable(str(file))} cannot be written: {reason}")
