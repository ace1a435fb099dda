"""A terminal that is closed while questions are asked: the answers are kept in a file, as Ctrl-C prints them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from afterword.text.printable import printable

_FILE: Final = ".unfinished-answers.txt"
"""It is hidden, so that no site publishes it."""

_SIGNAL: Final = getattr(signal, "SIGHUP", None)  # some systems have none


class HungUp(KeyboardInterrupt):  # it ends the dialogue as Ctrl-C does
    """The terminal was closed."""


@contextmanager
def heard(folder: Path) -> Iterator[None]:
    """Let the dialogue end as with Ctrl-C when its terminal is closed, and write what it says then into the folder.

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

    def stop(*_: object) -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a shell tells it again
        _write_into(file)
        raise HungUp

    signal.signal(_SIGNAL, stop)
    try:
        yield
    finally:
        signal.signal(_SIGNAL, signal.SIG_DFL)


@contextmanager
def leaving(end: Callable[[HungUp], None]) -> Iterator[None]:
    """Let a loop that reads the terminal be ended in its own way: an error in the middle would leave it waiting."""
    before = signal.getsignal(_SIGNAL) if _SIGNAL is not None else None
    if _SIGNAL is None or not callable(before):
        yield
        return
    ended = before

    def stop(*_: object) -> None:
        try:
            ended(0, None)
        except HungUp as stopped:
            end(stopped)

    signal.signal(_SIGNAL, stop)
    try:
        yield
    finally:
        if signal.getsignal(_SIGNAL) is stop:
            signal.signal(_SIGNAL, before)


def hang_up() -> None:
    """End the dialogue if its terminal is closed, where the end of the input is seen before the signal."""
    if _SIGNAL is not None and callable(signal.getsignal(_SIGNAL)) and not os.isatty(0):
        signal.raise_signal(_SIGNAL)


def _write_into(file: Path) -> None:
    """Send what is said on stderr to a file from now on, and nothing to the terminal, which takes no more."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        kept = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:  # there is no other place
        kept = nowhere
    for target, source in ((0, nowhere), (1, nowhere), (2, kept)):
        os.dup2(source, target)
