"""From an offset in a text to a line and a character as an editor counts them, and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"
# What ends a line in the protocol; our own reader treats a lone carriage return as a hidden character.
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


class Positions:
    """A text in the editor. Lines and characters count from 0, characters in units of the encoding."""

    def __init__(self, text: str, encoding: str = UTF16) -> None:
        self.text, self._encoding = text, encoding
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return [self.text[start:stop] for start, stop in zip(self._starts, self._stops, strict=True)]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and character of an offset; one within a line end counts as the end of its line."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(self.text[self._starts[line] : min(offset, self._stops[line])])

    def column(self, line: int, character: int) -> int:
        """The column of a character in its line, in code points; beyond the end, the end."""
        if line >= len(self._starts):
            return 0
        units = 0
        for at in range(self._starts[line], self._stops[line]):
            if units >= character:
                return at - self._starts[line]
            units += self._units(self.text[at])
        return self._stops[line] - self._starts[line]

    def offset(self, line: int, character: int) -> int:
        """The offset of a position; beyond the end of a line or of the text, that end."""
        if line >= len(self._starts):
            return len(self.text)
        return self._starts[line] + self.column(line, character)

    def units(self, line: int, column: int) -> int:
        """The character of the editor for a column in code points."""
        return self._units(self.text[self._starts[line] : self._starts[line] + column])

    def _units(self, text: str) -> int:
        if self._encoding == UTF8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) if self._encoding == UTF32 else len(text) + sum(char > "\uffff" for char in text)
