"""A block of a narrative while it is read, and the part that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from afterword.reading.texts import Line


@dataclass
class Part:
    """Something that holds blocks; ``last`` is its last child, to which an indented block belongs."""

    depth: int = 0
    last: Part | None = None
    filled: bool = False

    def opened(self) -> Part:
        self.last = Part(self.depth + 1)
        return self.last


class Block(NamedTuple):
    """A block from the line ``start`` on, where it is, and for each pattern that was ``asked`` for its next line."""

    lines: list[Line]
    start: int
    part: Part
    asked: dict[re.Pattern[str], int]

    @property
    def first(self) -> str:
        return self.lines[self.start][1]

    @property
    def second(self) -> str:
        return self.lines[self.start + 1][1] if self.start + 1 < len(self.lines) else ""

    @property
    def rest(self) -> list[Line]:
        return self.lines[self.start :]

    def line_like(self, pattern: re.Pattern[str]) -> int | None:
        """The first line that a pattern matches; each line is asked once."""
        at = self.asked.get(pattern, -1)
        if at < self.start:
            at = self.start
            while at < len(self.lines) and not pattern.match(self.lines[at][1]):
                at += 1
            self.asked[pattern] = at
        return at if at < len(self.lines) else None
