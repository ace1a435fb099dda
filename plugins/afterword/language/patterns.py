"""The small language of the phrases; ``steps`` has the functions into which it is compiled.

What each sign stands for is told in the guide for maintainers, below "Add a phrase of blame".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from afterword.language.needs import Compounds, parts_of
from afterword.language.pieces import STOP
from afterword.language.steps import (
    Step,
    any_of,
    gap,
    in_order,
    not_followed_by,
    one_of,
    one_word,
    optional,
    union,
)
from afterword.language.tokens import ANY, Places

_ASKED = re.compile(r"[^\s\[\]()|!/]+")
_REPEATS = 4
_VERBAL = (STOP, "<aux>", "<border>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its text and its compiled form."""

    written: str
    step: Step

    def spans(self, places: Places) -> Iterator[tuple[int, int]]:
        """Its matches: the first word and the one after the last; from each start the longest."""
        starts = places[ANY] if self.step.first is None else union(places, self.step.first)
        if self.step.go(places, starts):
            while starts:
                start = starts & -starts
                starts ^= start
                after = start.bit_length()
                if ends := self.step.go(places, start) >> after:
                    yield after - 1, after - 1 + ends.bit_length()


def words_asked_for(written: str) -> frozenset[str]:
    """The words and classes that occur in the patterns of a text."""
    return frozenset(_ASKED.findall(written.lower())) | {*_VERBAL, "/"}


class Reader:
    """Compiles patterns from left to right; a shorthand is compiled once, on first use."""

    def __init__(self, shorthands: Mapping[str, str], compounds: Compounds) -> None:
        self._shorthands, self._compounds = shorthands, compounds
        self._made: dict[str, Step] = {}

    def pattern(self, written: str) -> Pattern:
        """Compile a pattern; raises ``ValueError`` if a bracket is not closed."""
        return Pattern(written, self._read(written))

    def _read(self, written: str) -> Step:
        parts = parts_of(written, self._compounds)[::-1]
        step = self._choice(parts, "")
        if parts:
            raise ValueError(f"unexpected {parts[-1]!r} in {written!r}")
        return step

    def _choice(self, parts: list[str], closing: str) -> Step:
        """Sequences with ``|`` between them, up to the bracket that closes them."""
        choices = [self._sequence(parts)]
        while parts and parts[-1] == "|":
            parts.pop()
            choices.append(self._sequence(parts))
        if closing and not (parts and parts[-1].startswith(closing)):
            raise ValueError(f"a bracket is not closed by {closing!r}")
        return any_of(choices)

    def _sequence(self, parts: list[str]) -> Step:
        found = []
        while parts and parts[-1][0] not in "|)]":
            found.append(self._element(parts))
        return in_order(found)

    def _element(self, parts: list[str]) -> Step:
        part = parts.pop()
        if part == "(":
            inner = self._choice(parts, ")")
            parts.pop()
            return inner
        if part == "[":
            inner = self._choice(parts, "]")
            return optional(inner, _REPEATS if parts.pop() == "]*" else 1)
        if part == "!":
            return not_followed_by(self._element(parts))
        if part.startswith(".."):
            return gap(int(part[2:]), (STOP,))
        if part[0] == "~" and part[1:].isdigit():
            return gap(int(part[1:]), _VERBAL)
        return one_word() if part == "_" else self._words(part)

    def _words(self, part: str) -> Step:
        """One of several words; a shorthand among them is compiled in its place."""
        if part not in self._made:
            names = [part] if part == "/" else part.split("/")
            words = tuple(dict.fromkeys(name for name in names if name not in self._shorthands))
            choices = [self._read(self._shorthands[name]) for name in names if name in self._shorthands]
            self._made[part] = any_of([*([one_of(words)] if words else []), *choices])
        return self._made[part]
