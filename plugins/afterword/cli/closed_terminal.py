"""A terminal that is closed while questions are asked: the answers are kept in a file, as Ctrl-C prints them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import click

from afterword.files import ANSWERS
from afterword.text.printable import printable

_FILE: Final = f"{ANSWERS}.txt"

_SIGNAL: Final = getattr(signal, "SIGHUP", None)  # some systems have none


@contextmanager
def answers_kept_in(folder: Path) -> Iterator[None]:
    """Outlive the end of the terminal, and write what is said from then on into a file in the folder.

    Says, first, that such a file is there.
    """
    file = folder / _FILE
    if file.exists():
        shown = printable(os.path.relpath(file))
        click.echo(f"The answers of a dialogue whose terminal was closed are in {shown}:", err=True)
        click.echo("run the command in it to continue, and delete the file.", err=True)
    main = threading.current_thread() is threading.main_thread()
    # Whoever asked not to be told, as `nohup` does, is not.
    if _SIGNAL is None or not main or not os.isatty(0) or signal.getsignal(_SIGNAL) is not signal.SIG_DFL:
        yield
        return

    here = Path.cwd()  # the paths in the command are seen from there

    def write(*_: object) -> None:
        if not os.isatty(0):  # otherwise somebody is still there to answer
            _write_into(file, here)

    signal.signal(_SIGNAL, write)
    try:
        yield
    finally:
        signal.signal(_SIGNAL, signal.SIG_DFL)


def stop_if_closed() -> None:
    """Raise ``KeyboardInterrupt`` at the end of the input, where that is the end of the terminal."""
    if _SIGNAL is not None and callable(signal.getsignal(_SIGNAL)) and not os.isatty(0):
        signal.raise_signal(_SIGNAL)  # the end of the input may be seen before the signal
        raise KeyboardInterrupt


@cache  # the signal may come twice
def _write_into(file: Path, here: Path) -> None:
    """Send what is said on stderr to a file, and nothing to the terminal, which takes no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        kept = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        os.write(kept, f"\nThe dialogue was held in the folder {printable(str(here))}.\n".encode())
    except OSError:  # there is no other place
        kept = nowhere
    for target, source in ((1, nowhere), (2, kept)):
        os.dup2(source, target)
