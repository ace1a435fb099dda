"""The small language in which phrases are written, and how one is looked for among the words of a sentence.

``word``         this word; ``a/b`` one of them; ``<class>`` any word of a class, or a shorthand
``[x y]``        may be missing; ``[x y]*`` may stand up to four times
``(x y | z)``    one of these
``_``            any one word; ``..3`` up to three of them; ``~3`` up to three without a verb or a new clause
``!x``           not followed by ``x``
``^`` ``$``      the beginning of the sentence; its end
``,``            a mark; ``<stop>`` is any mark or end

The places of a sentence are the bits of a number. A step takes the places that were reached and gives those that it
reaches, from all of them at once, so what a search costs is bounded by the length of the pattern, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterword.language.needs import Compounds, parts_of
from afterword.language.tokens import ANY, STOP

Places = Mapping[str, int]
"""Where in a sentence each kind of word stands, one bit a word."""
Step = Callable[[Places, int], int]

_ASKED = re.compile(r"[^\s\[\]()|!/]+")
_REPEATS = 4
_VERBAL = (STOP, "<aux>", "<border>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase to look for, as it is written and as it is read."""

    written: str
    step: Step

    def spans(self, places: Places) -> Iterator[tuple[int, int]]:
        """Where it stands: the first word and the one after its last, the longest from each beginning."""
        everywhere = places[ANY]
        if self.step(places, everywhere):
            for start in range(everywhere.bit_length()):
                if ends := self.step(places, 1 << start) >> start + 1:
                    yield start, start + ends.bit_length()


def words_asked_for(written: str) -> frozenset[str]:
    """The words and classes that any of the patterns of a text asks for."""
    return frozenset(_ASKED.findall(written.lower())) | {*_VERBAL, "/"}


class Reader:
    """Reads patterns from left to right; a shorthand is read once, where it is first met."""

    def __init__(self, shorthands: Mapping[str, str], compounds: Compounds) -> None:
        self._shorthands, self._compounds = shorthands, compounds
        self._made: dict[str, Step] = {}

    def pattern(self, written: str) -> Pattern:
        """Raises ``ValueError`` where a bracket is not closed."""
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
        return _any(choices)

    def _sequence(self, parts: list[str]) -> Step:
        found = []
        while parts and parts[-1][0] not in "|)]":
            found.append(self._element(parts))
        return _in_order(found)

    def _element(self, parts: list[str]) -> Step:
        part = parts.pop()
        if part == "(":
            inner = self._choice(parts, ")")
            parts.pop()
            return inner
        if part == "[":
            inner = self._choice(parts, "]")
            return _optional(inner, _REPEATS if parts.pop() == "]*" else 1)
        if part == "!":
            return _not_followed_by(self._element(parts))
        if part.startswith(".."):
            return _gap(int(part[2:]), (STOP,))
        if part[0] == "~" and part[1:].isdigit():
            return _gap(int(part[1:]), _VERBAL)
        return _one_word if part == "_" else self._words(part)

    def _words(self, part: str) -> Step:
        """One of several words; a shorthand among them is read in its place."""
        if part not in self._made:
            names = [part] if part == "/" else part.split("/")
            words = tuple(dict.fromkeys(name for name in names if name not in self._shorthands))
            choices = [self._read(self._shorthands[name]) for name in names if name in self._shorthands]
            self._made[part] = _any([*([_word(words)] if words else []), *choices])
        return self._made[part]


def _any(choices: Sequence[Step]) -> Step:
    if len(choices) == 1:
        return choices[0]

    def step(places: Places, reached: int) -> int:
        ends = 0
        for one in choices:
            ends |= one(places, reached)
        return ends

    return step


def _word(wanted: tuple[str, ...]) -> Step:
    def step(places: Places, reached: int) -> int:
        found = 0
        for key in wanted:
            if key in places:
                found |= places[key]
        return (reached & found) << 1

    return step


def _one_word(places: Places, reached: int) -> int:
    return (reached & places[ANY] & ~places[STOP]) << 1


def _gap(most: int, borders: tuple[str, ...]) -> Step:
    def step(places: Places, reached: int) -> int:
        free = places[ANY]
        for border in borders:
            free &= ~places.get(border, 0)
        new = reached
        for _ in range(most):
            new = (new & free) << 1
            if not new:
                break
            reached |= new
        return reached

    return step


def _in_order(steps: Sequence[Step]) -> Step:
    if len(steps) == 1:
        return steps[0]

    def step(places: Places, reached: int) -> int:
        for one in steps:
            reached = one(places, reached)
            if not reached:
                break
        return reached

    return step


def _optional(inner: Step, most: int) -> Step:
    def step(places: Places, reached: int) -> int:
        new = reached
        for _ in range(most):
            new = inner(places, new) & ~reached
            if not new:
                break
            reached |= new
        return reached

    return step


def _not_followed_by(inner: Step) -> Step:
    def step(places: Places, reached: int) -> int:
        left = reached
        while left:
            place = left & -left
            left ^= place
            if inner(places, place):
                reached ^= place
        return reached

    return step
