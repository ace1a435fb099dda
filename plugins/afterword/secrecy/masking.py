"""Mask secrets in a text before it is printed; everything else stays in its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from afterword.secrecy.match import Policy, SensitiveMatch
from afterword.text.expression import expression

COVER = "*"
SECRET = "(secret)"  # noqa: S105  # it stands for one
"""What stands for a secret in the name of a file."""

# A message may quote only the beginning of a value, so that counts as the secret too.
_TELLING = 6
_BEFORE_LINES = " \t>|#\\"
# No token is shorter, and a name of words, numbers and a date has none.
_UNLIKE_NAMES = expression(r"(?=.{20})(?:.*[A-Z_~$]|.*[a-z0-9]{16})", re.DOTALL)


@dataclass(frozen=True)
class Masked:
    """A text with masked secrets; lines keep their length, so that columns still fit.

    ``also`` masks what else its readers may not learn of, and keeps the length. A ``clean`` text has no secret.
    """

    text: str
    policy: Policy
    also: Callable[[str], str] = str
    clean: bool = False

    @property
    def _found(self) -> tuple[SensitiveMatch, ...]:
        if self.clean:
            return ()
        from afterword.secrecy.finder import find

        return find(self.text, self.policy)

    @cached_property
    def _covered(self) -> str:
        covered = list(self.text)
        for found in self._found:
            for at in range(found.start, found.end):
                if covered[at] != "\n":
                    covered[at] = COVER
        return self.also("".join(covered))

    @cached_property
    def _values(self) -> list[str]:
        values = {value for found in self._found for value in _said(self.text[found.start : found.end])}
        return sorted(values, key=lambda value: (-len(value), value))

    @cached_property
    def _begun(self) -> dict[str, list[int]]:
        """By their beginning, the places of the values that have it."""
        begun = defaultdict(list)
        for at, value in enumerate(self._values):
            begun[value[:_TELLING]].append(at)
        return begun

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(map(len, self._begun))

    @cached_property
    def _told(self) -> dict[str, str]:
        return {}

    @cached_property
    def _lines(self) -> list[str]:
        return self._covered.split("\n")

    def line(self, number: int) -> str:
        """A masked line; empty after the last one."""
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""

    def cover(self, message: str) -> str:
        """A message about the text, with the secrets of the text masked even if it quotes only their beginning."""
        if message not in self._told:
            covered, at = message, self._first(message, 0)
            while at is not None:
                covered = self._without(covered, self._values[at])
                at = self._first(covered, at + 1)
            self._told[message] = covered
        return self._told[message]

    def _first(self, message: str, start: int) -> int | None:
        """The first of the values from a place on whose beginning a message has; a text may have thousands."""
        pieces = {message[at : at + size] for size in self._sizes for at in range(len(message))}
        places = (self._begun[piece] for piece in pieces & self._begun.keys())
        return min((one[next_] for one in places if (next_ := bisect_left(one, start)) < len(one)), default=None)

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


def _said(written: str) -> Iterator[str]:
    """A value as it is written, as it is meant, and each of its lines: a message may quote any of these."""
    from afterword.secrecy.meaning import plainly

    yield written
    if plain := plainly(written):
        yield plain.text
    if "\n" in written:
        yield from (line for part in written.split("\n") if len(line := part.strip(_BEFORE_LINES)) >= _TELLING)


def masked_path(path: str) -> str:
    """A path with slashes, in which each name is masked."""
    return "/".join(map(masked_name, path.split("/")))


def masked_name(name: str) -> str:
    """The name of a file, with ``(secret)`` for each secret in it; every output names the file so."""
    while _UNLIKE_NAMES.match(name) and (found := _secret_in(name)):
        name = f"{name[: found[0]]}{SECRET}{name[found[1] :]}"
    return name


def _secret_in(name: str) -> tuple[int, int] | None:
    from afterword.secrecy.finder import secret_in_name

    return secret_in_name(name)
