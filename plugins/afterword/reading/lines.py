"""From an offset in a text to the line and column that an editor shows."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from afterword.diagnostics import Span


class Lines:
    r"""Lines of a text. Only ``\n`` ends a line, as in an editor, a diff and an annotation."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._starts, max(0, min(offset, len(self.text))))
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span from one offset to another."""
        return Span(*self.position(start), *self.position(max(start, end)))

    def line(self, number: int) -> str:
        """The text of a line, without its end; empty past the last line."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]
