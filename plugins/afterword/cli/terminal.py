"""A line of input: Tab completes it, and a rejected answer can be edited."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Final

from afterword.cli.answers import Back
from afterword.cli.closed_terminal import stop_if_closed

try:
    import readline as _readline
except ImportError:  # some systems have none; then there is no completion
    readline: ModuleType | None = None
else:
    readline = _readline

BACK: Final = "<"
"""The answer that goes back to the question before."""

_END: Final = b"\x04"
_SAME_PASTE: Final = 0.02  # seconds between two lines of one paste; nobody types so fast


class Terminal:
    """Reads lines; values separated by commas are completed one by one. This is the form for any terminal."""

    keys = f"Tab completes; {BACK} goes back."
    left = ""
    """What stood in the line when Ctrl-C ended it."""
    _ended = False

    def __init__(self) -> None:
        self._words: Sequence[str] = ()
        if readline is not None:
            edit = "libedit" in (readline.__doc__ or "")
            readline.parse_and_bind("bind ^I rl_complete" if edit else "tab: complete")
            # Names of models have spaces in them.
            readline.set_completer_delims(",")
            readline.set_completer(self._complete)

    def line(self, label: str, words: Sequence[str] = (), typed: str = "") -> str:
        """One line without its white space; several if they were pasted at once.

        ``words`` are the completions, and ``typed`` is the initial text. Raises ``Back``, and ``EOFError`` when there
        are no more.
        """
        self._words, self.left = words, ""
        try:
            text = self._read(label, typed)
        except (EOFError, OSError):
            stop_if_closed()
            raise
        # Typed after what stands in the line, it is meant as a key.
        if text in {BACK, f"{typed}{BACK}", f"{typed} {BACK}"}:
            raise Back(text.removesuffix(BACK).strip())
        return text

    def _read(self, label: str, typed: str) -> str:
        if self._ended:
            raise EOFError
        if readline is None:
            return self._with_the_rest(input(f"{label}: ")).strip()
        editor = readline
        editor.set_startup_hook(lambda: editor.insert_text(typed))
        try:
            return self._with_the_rest(input(f"{label}: ")).strip()
        except KeyboardInterrupt:
            self.left = editor.get_line_buffer().strip()
            raise
        finally:
            editor.set_startup_hook(None)

    def _with_the_rest(self, line: str) -> str:
        """A line with those that came with it: a paste is never the answer to the next questions."""
        rest = b""
        try:
            while sys.stdin.isatty() and select.select([sys.stdin], [], [], _SAME_PASTE)[0]:
                if not (piece := os.read(sys.stdin.fileno(), 65_536)):
                    self._ended = True
                    break
                rest += piece
        except (OSError, ValueError):  # a system that cannot say whether there is more
            pass
        # The sign of Ctrl-D that came before anybody listened.
        self._ended = self._ended or _END in rest
        more = rest.replace(_END, b"").decode("utf-8", "replace").replace("\r", "\n")
        return f"{line}\n{more}".rstrip("\n") if more.strip("\n") else line

    def _complete(self, text: str, state: int) -> str | None:
        fitting = completions(text, self._words)
        return text[: len(text) - len(text.lstrip())] + fitting[state] if state < len(fitting) else None


def completions(text: str, words: Sequence[str]) -> list[str]:
    """The words that begin with a text."""
    begun = text.lstrip().casefold()
    return [word for word in words if word.casefold().startswith(begun)]
