"""One line of progress on a terminal, overwritten again and again; silent in a pipe."""

from __future__ import annotations

import sys
from typing import Self

from afterword.text.printable import printable


class StatusLine:
    """Shows what is being done, on standard error; at its end nothing of it is left."""

    def __init__(self) -> None:
        self._stream, self._width = sys.stderr, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clears()

    def shows(self, text: str) -> None:
        if self._stream.isatty():
            self.clears()
            shown = printable(text, 100)
            self._stream.write(f"\r{shown}")
            self._stream.flush()
            self._width = len(shown)

    def clears(self) -> None:
        if self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()
            self._width = 0
