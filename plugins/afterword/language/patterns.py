"""The small language in which phrases are written, and how one is looked for among the words of a sentence.

``word``         this word; ``a/b`` one of them; ``<class>`` any word of a class, or a shorthand
``[x y]``        may be missing; ``[x y]*`` may stand up to four times
``(x y | z)``    one of these
``_``            any one word; ``..3`` up to three of them, within one clause
``!x``           not followed by ``x``
``^`` ``$``      the beginning of the sentence; its end
``,``            a mark; ``<stop>`` is any mark or end

A step takes the places that were reached and gives those that it reaches, so what a search costs is bounded by the
length of the pattern and of the sentence, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from afterword.language.tokens import STOP

Keys = Sequence[frozenset[str]]
Step = Callable[[Keys, frozenset[int]], frozenset[int]]

_PART = re.compile(r"\[|\]\*?|\(|\)|\||!|\.\.\d+|[^\s\[\]()|!]+")
_REPEATS = 4
_NOWHERE: frozenset[int] = frozenset()
_BORDERS = frozenset({STOP})
_VERBAL = frozenset({STOP, "<aux>", "<border>"})
Compounds = Mapping[str, Sequence[tuple[str, ...]]]
Weigh = Callable[[Iterable[str]], float]


@dataclass(frozen=True, slots=True)
class Part:
    """A step with what a sentence must hold for it: a word of each of ``needs``; ``first`` are the words it begins with."""

    step: Step
    needs: tuple[frozenset[str], ...]
    first: frozenset[str] | None
    may_be_missing: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase to look for; it stands only where each of its ``needs`` has a word."""

    written: str
    part: Part

    def spans(self, keys: Keys) -> Iterable[tuple[int, int]]:
        """Where it stands: the first word and the one after its last, the longest from each beginning."""
        step, first = self.part.step, self.part.first
        for start, here in enumerate(keys):
            if (first is None or not first.isdisjoint(here)) and (ends := step(keys, frozenset((start,)))):
                end = max(ends)
                if end > start:
                    yield start, end


class Reader:
    """Reads patterns from left to right; a shorthand is read once, where it is first met.

    ``weigh`` tells how common words are: what a pattern needs is looked for by its rarest.
    """

    def __init__(self, shorthands: Mapping[str, str], compounds: Compounds, weigh: Weigh) -> None:
        self._shorthands, self._compounds, self._weigh = shorthands, compounds, weigh
        self._made: dict[str, Part] = {}

    def pattern(self, written: str) -> Pattern:
        """Raises ``ValueError`` where a bracket is not closed."""
        return Pattern(written, self._read(written.lower()))

    def _read(self, written: str) -> Part:
        parts = self._joined(_PART.findall(written))
        part = self._choice(parts, "")
        if parts:
            raise ValueError(f"unexpected {parts[0]!r} in {written!r}")
        return part

    def _joined(self, parts: list[str]) -> list[str]:
        """Words that are one thing together stand for one, as they do in a sentence."""
        place = 0
        while place < len(parts) - 1:
            for compound in self._compounds.get(parts[place], ()):
                if tuple(parts[place : place + len(compound)]) == compound:
                    parts[place : place + len(compound)] = [" ".join(compound)]
            place += 1
        return parts

    def _choice(self, parts: list[str], closing: str) -> Part:
        """Sequences with ``|`` between them, up to the bracket that closes them."""
        choices = [self._sequence(parts)]
        while parts and parts[0] == "|":
            del parts[0]
            choices.append(self._sequence(parts))
        if closing and not (parts and parts[0].startswith(closing)):
            raise ValueError(f"a bracket is not closed by {closing!r}")
        return choices[0] if len(choices) == 1 else _any(choices, self._weigh)

    def _sequence(self, parts: list[str]) -> Part:
        found = []
        while parts and parts[0][0] not in "|)]":
            found.append(self._element(parts))
        return found[0] if len(found) == 1 else _in_order(found)

    def _element(self, parts: list[str]) -> Part:
        part = parts.pop(0)
        if part == "(":
            inner = self._choice(parts, ")")
            del parts[0]
            return inner
        if part == "[":
            inner = self._choice(parts, "]")
            return _optional(inner, _REPEATS if parts.pop(0) == "]*" else 1)
        if part == "!":
            return _not_followed_by(self._element(parts))
        if part.startswith(".."):
            return _gap(int(part[2:]), _BORDERS)
        if part[0] == "~" and part[1:].isdigit():
            return _gap(int(part[1:]), _VERBAL)
        return _ANY if part == "_" else self._words(part)

    def _words(self, part: str) -> Part:
        """One of several words; a shorthand among them is read in its place."""
        if part not in self._made:
            names = [part] if part in {"/", ","} else part.split("/")
            words = frozenset(name for name in names if name not in self._shorthands)
            choices = [self._read(self._shorthands[name]) for name in names if name in self._shorthands]
            self._made[part] = _any([*([_word(words)] if words else []), *choices], self._weigh)
        return self._made[part]


def _word(wanted: frozenset[str]) -> Part:
    def step(keys: Keys, places: frozenset[int]) -> frozenset[int]:
        return frozenset(p + 1 for p in places if p < len(keys) and not wanted.isdisjoint(keys[p]))

    return Part(step, (wanted,), wanted)


def _gap(most: int, borders: frozenset[str]) -> Part:
    def step(keys: Keys, places: frozenset[int]) -> frozenset[int]:
        reached = set(places)
        for place in places:
            for end in range(place, min(place + most, len(keys))):
                if not borders.isdisjoint(keys[end]):
                    break
                reached.add(end + 1)
        return frozenset(reached)

    return Part(step, (), None)


def _one_word(keys: Keys, places: frozenset[int]) -> frozenset[int]:
    return frozenset(p + 1 for p in places if p < len(keys) and STOP not in keys[p])


_ANY = Part(_one_word, (), None)


def _in_order(parts: Sequence[Part]) -> Part:
    steps = tuple(part.step for part in parts)

    def step(keys: Keys, places: frozenset[int]) -> frozenset[int]:
        for one in steps:
            places = one(keys, places)
            if not places:
                return _NOWHERE
        return places

    first: frozenset[str] | None = frozenset()
    for part in parts:
        first = None if part.first is None else first | part.first
        if first is None or not part.may_be_missing:
            break
    return Part(step, tuple(needs for part in parts for needs in part.needs), first, all(part.may_be_missing for part in parts))


def _any(choices: Sequence[Part], weigh: Weigh) -> Part:
    if len(choices) == 1:
        return choices[0]
    steps = tuple(choice.step for choice in choices)

    def step(keys: Keys, places: frozenset[int]) -> frozenset[int]:
        return frozenset(chain.from_iterable(one(keys, places) for one in steps))

    return Part(
        step,
        _any_needs(choices, weigh),
        _united(choice.first for choice in choices),
        any(choice.may_be_missing for choice in choices),
    )


def _optional(part: Part, most: int) -> Part:
    def step(keys: Keys, places: frozenset[int]) -> frozenset[int]:
        reached = new = places
        for _ in range(most):
            new = part.step(keys, new) - reached
            if not new:
                break
            reached |= new
        return reached

    return Part(step, (), part.first, may_be_missing=True)


def _not_followed_by(part: Part) -> Part:
    def step(keys: Keys, places: frozenset[int]) -> frozenset[int]:
        return frozenset(place for place in places if not part.step(keys, frozenset((place,))))

    return Part(step, (), frozenset(), may_be_missing=True)


def _any_needs(choices: Sequence[Part], weigh: Weigh) -> tuple[frozenset[str], ...]:
    """What is needed whichever is chosen: the rarest need of each, if each has one."""
    if not all(choice.needs for choice in choices):
        return ()
    return (frozenset(chain.from_iterable(min(choice.needs, key=weigh) for choice in choices)),)


def _united(found: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    all_of = list(found)
    return None if None in all_of else frozenset(chain.from_iterable(one for one in all_of if one))
