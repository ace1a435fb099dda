"""What a narrative is made of once its blocks are taken apart: texts, and the targets that it names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

Line = tuple[int, str]
"""A line without its end, and where in the narrative its first character is, or would be if its tabs were spaces."""


@dataclass(frozen=True)
class Text:
    """Lines that are read together, joined by line ends; ``title`` says whether it is a heading."""

    text: str
    lines: tuple[Line, ...]
    title: bool = False

    def place(self, at: int) -> int:
        """Where a character of the text is in the narrative."""
        index = bisect_right(self._starts, at) - 1
        return self.lines[index][0] + at - self._starts[index]

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for _, line in self.lines[:-1]), initial=0))


class Definition(NamedTuple):
    """The target that a name stands for, as it is written, and its offsets in the narrative."""

    target: str
    start: int
    end: int
    angled: bool


@dataclass
class Blocks:
    """The texts of a narrative in their order, and its definitions by name; the last one of a name counts."""

    texts: list[Text] = field(default_factory=list)
    definitions: dict[str, Definition] = field(default_factory=dict)
