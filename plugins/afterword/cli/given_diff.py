"""The diff that ``afterword risk`` is asked about: a file, the standard input, or what git says of a range."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from afterword.cli.common import CouldNotRun, is_file
from afterword.files.reason import reason
from afterword.text.printable import printable
from afterword.text.unified_diff import FileDiff, file_diffs

MOST_BYTES: Final = 5_000_000
MOST_LINES: Final = 250_000
"""What is read of a diff; a longer one is a new copy of something else."""

_MOST_COMMITS: Final = 100
_LONGEST_MESSAGE: Final = 20_000
_ALLOWED: Final = (
    "--diff takes the file of a diff, `-` for the standard input, or a range of git such as `main...HEAD`."
)
# A repository may name programs that git would run, and none of them is asked for here.
_GIT: Final = ("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "diff.noprefix=false")
_PLAIN: Final = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--submodule=short")
_QUIET: Final = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class GivenDiff(NamedTuple):
    """The files of a diff, the messages of its commits, what it is called, and what was left out of it."""

    files: tuple[FileDiff, ...]
    message: str
    called: str
    left_out: tuple[str, ...]


def given_diff(what: str | None) -> GivenDiff:
    """Read the diff; without one it is what differs from the last commit in the folder where the command runs."""
    if what == "-":
        return _diff(sys.stdin.buffer.read(MOST_BYTES + 1), "the standard input")
    if what is not None and is_file(what):
        try:
            with Path(what).open("rb") as stream:
                return _diff(stream.read(MOST_BYTES + 1), printable(what))
        except OSError as error:
            raise CouldNotRun(f"{printable(what)} cannot be read: {reason(error)}") from error
    if what is not None and (not what.strip() or what.startswith("-")):
        raise CouldNotRun(f"{printable(what)!r} is no diff. {_ALLOWED}")
    raw = _git("diff", *_PLAIN, "--end-of-options", what or "HEAD", "--")
    if what is None:
        return _diff(raw, "the uncommitted changes")
    told = b""
    with suppress(CouldNotRun):  # `HEAD^!` has a diff, and its commits are listed in another way
        told = _git("log", "--format=%B", f"-n{_MOST_COMMITS}", "--end-of-options", _commits(what))
    return _diff(raw, printable(what), told.decode("utf-8", "replace")[:_LONGEST_MESSAGE])


def _diff(raw: bytes, called: str, message: str = "") -> GivenDiff:
    # PowerShell writes what it redirects as UTF-16.
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    lines = raw[:MOST_BYTES].decode("utf-16" if wide else "utf-8", "replace").split("\n", MOST_LINES)
    left_out: tuple[str, ...] = ()
    if len(raw) > MOST_BYTES or len(lines) > MOST_LINES:
        left_out = (f"Only the first {MOST_BYTES // 1_000_000} MB and {MOST_LINES:,} lines of the diff were read.",)
    text = "\n".join(lines[:MOST_LINES])
    files = tuple(file_diffs(text))
    if not files and text.strip():
        raise CouldNotRun(f"{called[:1].upper()}{called[1:]} holds no unified diff. {_ALLOWED}")
    return GivenDiff(files, message, called, left_out)


def _commits(what: str) -> str:
    """The commits behind a diff: ``git diff a...b`` shows what ``git log a..b`` lists."""
    return what.replace("...", "..") if ".." in what else f"{what}.."


def _git(*words: str) -> bytes:
    """What git answers, as much of it as is read."""
    with tempfile.TemporaryFile() as told:
        try:
            process = subprocess.Popen(  # noqa: S603  # the user asks for it, without a shell
                [*_GIT, *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=told,
                env={**os.environ, **_QUIET},
            )
        except OSError as error:
            raise CouldNotRun(f"git cannot be run: {reason(error)}. {_ALLOWED}") from error
        with process:
            raw = process.stdout.read(MOST_BYTES + 1) if process.stdout else b""
            if len(raw) > MOST_BYTES:
                process.kill()
        if process.returncode and len(raw) <= MOST_BYTES:
            told.seek(0)
            raise CouldNotRun(_refused(told.read(2_000).decode("utf-8", "replace")))
        return raw


def _refused(told: str) -> str:
    lines = told.strip().splitlines() or ["it gave no reason"]
    said = printable(next((line for line in lines if line.startswith("fatal: ")), lines[0]).removeprefix("fatal: "))
    if "Could not access" in said:  # outside of a repository git compares files
        return f"The current folder is in no git repository. {_ALLOWED}"
    shallow = " A pipeline has the history only if its checkout fetches it." if "merge base" in said else ""
    return f"git says: {said.rstrip('.')}.{shallow} {_ALLOWED}"
