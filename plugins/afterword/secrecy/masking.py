"""Text as it may be printed: what it gives away is covered, and everything else stays where it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from afterword.secrecy.finder import Policy, find

COVER = "*"
# A message may quote a value only as far as it has room, so the beginning of a secret counts as the secret.
_TELLING = 6


@dataclass(frozen=True)
class Masked:
    """A text of which nothing is printed but through this; lines keep their length, so that columns still fit."""

    text: str
    policy: Policy

    @cached_property
    def _covered(self) -> str:
        covered = list(self.text)
        for found in find(self.text, self.policy):
            for at in range(found.start, found.end):
                if covered[at] != "\n":
                    covered[at] = COVER
        return "".join(covered)

    @cached_property
    def _values(self) -> list[str]:
        values = {self.text[found.start : found.end] for found in find(self.text, self.policy)}
        return sorted(values, key=len, reverse=True)

    @cached_property
    def _lines(self) -> list[str]:
        return self._covered.split("\n")

    def line(self, number: int) -> str:
        """A line as it may be printed; empty past the last one."""
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""

    def cover(self, message: str) -> str:
        """A message about the text without what the text gives away, however much of it the message quotes."""
        for value in self._values:
            message = self._without(message, value)
        return message

    @staticmethod
    def _without(message: str, value: str) -> str:
        beginning = value[:_TELLING]
        at = message.find(beginning)
        while at >= 0:
            end = at + len(beginning)
            while end < len(message) and end - at < len(value) and message[end] == value[end - at]:
                end += 1
            message = f"{message[:at]}{COVER * 3}{message[end:]}"
            at = message.find(beginning, at + 3)
        return message
