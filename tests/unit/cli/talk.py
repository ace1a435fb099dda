"""A conversation with the real command over a real pseudo-terminal, which is what completion and Ctrl-C need."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.unit.cli.invoke import EPOCH

PATIENCE: Final = 300.0
CTRL_C, CTRL_D, CTRL_U, TAB = "\x03", "\x04", "\x15", "\t"

# The terminal must be the one that controls the process, or Ctrl-C would reach nobody; whoever runs the tests in the
# background may have it and the end of the terminal ignored.
_ON_A_TERMINAL = (
    "import fcntl, runpy, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "signal.signal(signal.SIGINT, signal.default_int_handler); signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    "sys.argv = ['afterword', *sys.argv[1:]]; runpy.run_module('afterword', run_name='__main__')"
)
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r|\x07|\x1b=|\x1b>")


class Talk:
    """The command as it is run on a terminal; what it says is read as it comes."""

    def __init__(
        self, folder: Path, *arguments: str, epoch: str = EPOCH["SOURCE_DATE_EPOCH"], term: str = "dumb"
    ) -> None:
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ON_A_TERMINAL, *arguments],
            cwd=folder,
            env={
                **os.environ,
                "SOURCE_DATE_EPOCH": epoch,
                "TERM": term,
                "PROMPT_TOOLKIT_NO_CPR": "1",  # nobody here answers where the cursor is
                "COLUMNS": "200",
                "LC_ALL": "C.UTF-8",
            },
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.said = ""
        self._heard = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        if self._ours >= 0:
            os.close(self._ours)

    def hears(self, text: str) -> Self:
        """Wait until something is said after what was heard before."""
        end = time.monotonic() + PATIENCE
        while text not in self.said[self._heard :]:
            assert self._read(end), f"never said {text!r}:\n{self.said[self._heard :]}"
        self._heard = self.said.index(text, self._heard) + len(text)
        return self

    def says(self, text: str, end: str = "\n") -> Self:
        os.write(self._ours, f"{text}{end}".encode())
        return self

    def stops(self) -> Self:
        """Press Ctrl-C when the command waits for a key: just before that, the line editor would not notice it."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        end = time.monotonic() + PATIENCE
        while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "S":
            assert time.monotonic() < end, "never waits for a key"
        return self.says(CTRL_C, end="")

    def answers(self, **answers: str) -> Self:
        """Answer questions by the names under which they are asked, in order."""
        for name, answer in answers.items():
            self.hears(f"\n{name}").hears(": ").says(answer)
        return self

    def hangs_up(self) -> int:
        """Close the window of the terminal; the exit code."""
        os.close(self._ours)
        self._ours = -1
        return self._process.wait(PATIENCE)

    def ends(self) -> int:
        """Everything that is still said, and the exit code."""
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        return self._process.wait(PATIENCE)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # the other side is closed
            return False
        self.said += _CONTROLS.sub("", piece.decode("utf-8", "replace"))
        return bool(piece)
