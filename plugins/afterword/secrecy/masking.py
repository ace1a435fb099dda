"""Mask secrets in a text before it is printed; everything else stays in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from afterword.secrecy.finder import Policy, find

COVER = "*"
# A message may quote only the beginning of a value, so that counts as the secret too.
_TELLING = 6


@dataclass(frozen=True)
class Masked:
    """A text with masked secrets; lines keep their length, so that columns still fit.

    ``also`` masks what else its readers may not learn of, and keeps the length.
    """

    text: str
    policy: Policy
    also: Callable[[str], str] = str

    @cached_property
    def _covered(self) -> str:
        covered = list(self.text)
        for found in find(self.text, self.policy):
            for at in range(found.start, found.end):
                if covered[at] != "\n":
                    covered[at] = COVER
        return self.also("".join(covered))

    @cached_property
    def _values(self) -> list[str]:
        values = {self.text[found.start : found.end] for found in find(self.text, self.policy)}
        return sorted(values, key=len, reverse=True)

    @cached_property
    def _lines(self) -> list[str]:
        return self._covered.split("\n")

    def line(self, number: int) -> str:
        """A masked line; empty after the last one."""
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""

    def cover(self, message: str) -> str:
        """A message about the text, with the secrets of the text masked even if it quotes only their beginning."""
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
