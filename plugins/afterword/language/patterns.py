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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from afterword.language.tokens import ANY, STOP

Places = Mapping[str, int]
"""Where in a sentence each kind of word stands, one bit a word."""
Step = Callable[[Places, int], int]
Compounds = Mapping[str, Sequence[tuple[str, ...]]]
Weigh = Callable[[Iterable[str]], float]
Bits = Callable[[Iterable[str]], int]

_PART = re.compile(r"\[|\]\*?|\(|\)|\||!|\.\.\d+|[^\s\[\]()|!]+")
_ASKED = re.compile(r"[^\s\[\]()|!/]+")
_REPEATS = 4
_VERBAL = (STOP, "<aux>", "<border>")


@dataclass(frozen=True, slots=True)
class Part:
    """A step with what a sentence must hold for it: a word of each of ``needs``."""

    step: Step
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase to look for, as it is written and as it is read; ``needs`` are those of its part, as bits."""

    written: str
    part: Part
    needs: tuple[int, ...]

    def may_be_in(self, hints: int) -> bool:
        """Whether a sentence whose words may be all that ``hints`` says can hold it."""
        return all(hints & need for need in self.needs)

    def spans(self, places: Places) -> Iterator[tuple[int, int]]:
        """Where it stands: the first word and the one after its last, the longest from each beginning."""
        step, everywhere = self.part.step, places[ANY]
        if step(places, everywhere):
            for start in range(everywhere.bit_length()):
                if ends := step(places, 1 << start) >> start + 1:
                    yield start, start + ends.bit_length()


def words_asked_for(written: str) -> frozenset[str]:
    """The words and classes that any of the patterns of a text asks for."""
    return frozenset(_ASKED.findall(written.lower())) | {*_VERBAL, "/"}


class Reader:
    """Reads patterns from left to right; a shorthand is read once, where it is first met.

    ``weigh`` tells how common words are: what a choice needs is the rarest of each that can be chosen.
    ``bits`` makes one number of several words.
    """

    def __init__(self, shorthands: Mapping[str, str], compounds: Compounds, weigh: Weigh, bits: Bits) -> None:
        self._shorthands, self._compounds, self._weigh, self._bits = shorthands, compounds, weigh, bits
        self._made: dict[str, Part] = {}

    def pattern(self, written: str) -> Pattern:
        """Raises ``ValueError`` where a bracket is not closed."""
        part = self._read(written.lower())
        return Pattern(written, part, tuple(map(self._bits, part.needs)))

    def _read(self, written: str) -> Part:
        parts = self._joined(_PART.findall(written))
        part = self._choice(parts, "")
        if parts:
            raise ValueError(f"unexpected {parts[0]!r} in {written!r}")
        return part

    def _joined(self, parts: list[str]) -> list[str]:
        """Words that are one thing together stand for one, as they do in a sentence; the last comes first."""
        joined: list[str] = []
        place = 0
        while place < len(parts):
            known = (
                one for one in self._compounds.get(parts[place], ()) if tuple(parts[place : place + len(one)]) == one
            )
            compound = next(known, (parts[place],))
            joined.append(" ".join(compound))
            place += len(compound)
        return joined[::-1]

    def _choice(self, parts: list[str], closing: str) -> Part:
        """Sequences with ``|`` between them, up to the bracket that closes them."""
        choices = [self._sequence(parts)]
        while parts and parts[-1] == "|":
            parts.pop()
            choices.append(self._sequence(parts))
        if closing and not (parts and parts[-1].startswith(closing)):
            raise ValueError(f"a bracket is not closed by {closing!r}")
        return self._any(choices)

    def _sequence(self, parts: list[str]) -> Part:
        found = []
        while parts and parts[-1][0] not in "|)]":
            found.append(self._element(parts))
        return found[0] if len(found) == 1 else _in_order(found)

    def _element(self, parts: list[str]) -> Part:
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
        return _ONE_WORD if part == "_" else self._words(part)

    def _words(self, part: str) -> Part:
        """One of several words; a shorthand among them is read in its place."""
        if part not in self._made:
            names = [part] if part == "/" else part.split("/")
            words = tuple(dict.fromkeys(name for name in names if name not in self._shorthands))
            choices = [self._read(self._shorthands[name]) for name in names if name in self._shorthands]
            self._made[part] = self._any([*([_word(words)] if words else []), *choices])
        return self._made[part]

    def _any(self, choices: Sequence[Part]) -> Part:
        if len(choices) == 1:
            return choices[0]
        steps = tuple(choice.step for choice in choices)

        def step(places: Places, reached: int) -> int:
            ends = 0
            for one in steps:
                ends |= one(places, reached)
            return ends

        # What is needed whichever is chosen.
        needs = [min(choice.needs, key=self._weigh) for choice in choices if choice.needs]
        return Part(step, (frozenset(chain.from_iterable(needs)),) if len(needs) == len(choices) else ())


def _word(wanted: tuple[str, ...]) -> Part:
    def step(places: Places, reached: int) -> int:
        found = 0
        for key in wanted:
            if key in places:
                found |= places[key]
        return (reached & found) << 1

    return Part(step, (frozenset(wanted),))


def _one_word(places: Places, reached: int) -> int:
    return (reached & places[ANY] & ~places[STOP]) << 1


_ONE_WORD = Part(_one_word, ())


def _gap(most: int, borders: tuple[str, ...]) -> Part:
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

    return Part(step, ())


def _in_order(parts: Sequence[Part]) -> Part:
    steps = tuple(part.step for part in parts)

    def step(places: Places, reached: int) -> int:
        for one in steps:
            reached = one(places, reached)
            if not reached:
                break
        return reached

    return Part(step, tuple(chain.from_iterable(part.needs for part in parts)))


def _optional(part: Part, most: int) -> Part:
    def step(places: Places, reached: int) -> int:
        new = reached
        for _ in range(most):
            new = part.step(places, new) & ~reached
            if not new:
                break
            reached |= new
        return reached

    return Part(step, ())


def _not_followed_by(part: Part) -> Part:
    def step(places: Places, reached: int) -> int:
        left = reached
        while left:
            place = left & -left
            left ^= place
            if part.step(places, place):
                reached ^= place
        return reached

    return Part(step, ())
