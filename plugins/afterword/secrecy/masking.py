"""Mask secrets in a text before it is printed; everything else stays in its place."""

from __future__ import annotations

import re
from bisect import bisect
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
    def whole(self) -> str:
        """The whole text, masked."""
        covered = list(self.text)
        for found in self._found:
            for at in range(found.start, found.end):
                if covered[at] != "\n":
                    covered[at] = COVER
        return self.also("".join(covered))

    @cached_property
    def _begun(self) -> dict[str, list[str]]:
        """The values by their beginning, sorted; a text may have thousands."""
        begun = defaultdict(list)
        for value in sorted({value for found in self._found for value in _said(self.text[found.start : found.end])}):
            begun[value[:_TELLING]].append(value)
        return begun

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(map(len, self._begun))

    @cached_property
    def _told(self) -> dict[str, str]:
        return {}

    @cached_property
    def _lines(self) -> list[str]:
        return self.whole.split("\n")

    def line(self, number: int) -> str:
        """A masked line; empty after the last one."""
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""

    def cover(self, message: str) -> str:
        """A message about the text, with the secrets of the text masked even if it quotes only their beginning."""
        if message not in self._told:
            covered: list[str] = []
            end = 0
            for begins, ends in self._quoted(message):
                covered += (message[end:begins], COVER * 3)
                end = ends
            self._told[message] = "".join((*covered, message[end:]))
        return self._told[message]

    def _quoted(self, message: str) -> Iterator[tuple[int, int]]:
        """Where a message has values or beginnings of them; those that overlap or touch are one."""
        begun, end = 0, -1
        for at in range(len(message)):
            for size in self._sizes:
                if values := self._begun.get(message[at : at + size]):
                    if at > end:
                        if end >= 0:
                            yield begun, end
                        begun, end = at, at
                    end = max(end, at + _longest(values, message[at:]))
        if end >= 0:
            yield begun, end


def _longest(values: list[str], text: str) -> int:
    """How many characters a text begins with of that one of sorted values of which it has most: it is sorted beside."""
    place = bisect(values, text)
    return max(_alike(value, text) for value in values[max(0, place - 1) : place + 1])


def _alike(value: str, text: str) -> int:
    """With how many of the same characters both begin."""
    pairs = enumerate(zip(value, text, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(value), len(text)))


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
