"""A terminal at which a script answers: each line says which question it expects, and what is typed there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from click.testing import Result

from afterword.cli.answers import Back
from afterword.cli.terminal import Terminal

BACK: Final = "<"
END: Final = "\x04"
STOP: Final = "\x03"
KEEP: Final = "\n"
"""Enter: what stands in the line is taken."""

Line = tuple[str, str]


class Scripted(Terminal):
    """Answers in order; a question that the script does not expect, or one too many, fails the test."""

    def __init__(self, *lines: Line) -> None:
        self.lines = list(lines)
        self.typed: list[tuple[str, str]] = []

    def line(self, label: str, words: Sequence[str] = (), typed: str = "") -> str:  # noqa: ARG002  # as the real one
        assert self.lines, f"asked for {label!r} after the end of the script"
        expected, answer = self.lines.pop(0)
        name = label.partition(" ")[0]
        assert name == expected, f"asked for {label!r} instead of {expected!r}; then {self.lines}"
        self.typed.append((name, typed))
        if answer == BACK:
            raise Back
        if answer == END:
            raise EOFError
        if answer.endswith(STOP):
            self.left = answer.removesuffix(STOP)
            raise KeyboardInterrupt
        return typed if answer == KEEP else answer


Held = Callable[..., tuple[Result, Scripted]]
