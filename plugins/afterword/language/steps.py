"""The steps of a pattern: each goes from places of a sentence to the places that it reaches.

The places are the bits of a number. A step moves all of them at once, so what a search costs is bounded by the length
of the pattern, whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from afterword.language.classes import STOP, Kinds
from afterword.language.tokens import Sentence

Go = Callable[[Sentence, int], int]


class Pattern(NamedTuple):
    """A pattern: its step, and the set of words with which it can begin; ``None`` where it can begin with any.

    ``owner`` is the number of what it belongs to: a phrase, or a group of exceptions.
    """

    owner: int
    step: int
    first: int | None


_STOP: Final = frozenset({STOP})
_FEW: Final = 2
"""From so few places a pattern is tried one by one at once; from more, from all together first."""


class Steps(dict[int, Go]):
    """The steps by number, each made when a sentence is first tried with it; most never are."""

    def __init__(self, written: Sequence[str], sets: Sequence[str]) -> None:
        super().__init__()
        self._written, self._sets = written, sets
        self._made: dict[int, Kinds] = {}

    def __missing__(self, number: int) -> Go:
        name, *rest = self._written[number].split()
        step = self[number] = _MADE[name](self, *map(int, rest))
        return step

    def set(self, number: int) -> Kinds:
        """A set of words and classes; each is made once, so that a sentence knows it again."""
        if number not in self._made:
            self._made[number] = frozenset(self._sets[number].split("\t"))
        return self._made[number]

    def spans(self, pattern: Pattern, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """The matches of a pattern: the first word and the one after the last; from each start the longest."""
        go = self[pattern.step]
        starts = sentence.every if pattern.first is None else sentence[self.set(pattern.first)]
        if starts.bit_count() > _FEW and not go(sentence, starts):
            return
        while starts:
            start = starts & -starts
            starts ^= start
            after = start.bit_length()
            if ends := go(sentence, start) >> after:
                yield after - 1, after - 1 + ends.bit_length()


def any_of(steps: Steps, *numbers: int) -> Go:
    """Any of some steps: all places that one of them reaches."""
    ways = [steps[number] for number in numbers]

    def go(sentence: Sentence, reached: int) -> int:
        ends = 0
        for way in ways:
            ends |= way(sentence, reached)
        return ends

    return go


def one_of(steps: Steps, number: int) -> Go:
    """A word that is one of these, or of one of these classes."""
    wanted = steps.set(number)
    return lambda sentence, reached: sentence.among(reached, wanted) << 1


def one_word(_: Steps) -> Go:
    """Any one word, and no mark."""
    return lambda sentence, reached: (reached & sentence.every & ~sentence[_STOP]) << 1


def gap(steps: Steps, most: int, number: int) -> Go:
    """Up to ``most`` words, none of them one of the borders."""
    borders = steps.set(number)

    def go(sentence: Sentence, reached: int) -> int:
        free = sentence.every & ~sentence[borders]
        new = reached
        for _ in range(most):
            new = (new & free) << 1
            if not new:
                break
            reached |= new
        return reached

    return go


def in_order(steps: Steps, *numbers: int) -> Go:
    """One step after the other."""
    ways = [steps[number] for number in numbers]

    def go(sentence: Sentence, reached: int) -> int:
        for way in ways:
            reached = way(sentence, reached)
            if not reached:
                break
        return reached

    return go


def optional(steps: Steps, number: int, most: int) -> Go:
    """A step that may be missing, or repeat up to ``most`` times."""
    inner = steps[number]

    def go(sentence: Sentence, reached: int) -> int:
        new = reached
        for _ in range(most):
            new = inner(sentence, new) & ~reached
            if not new:
                break
            reached |= new
        return reached

    return go


def not_followed_by(steps: Steps, number: int) -> Go:
    """Stays in place, and only where this step could not go on."""
    inner = steps[number]

    def go(sentence: Sentence, reached: int) -> int:
        left = reached
        while left:
            place = left & -left
            left ^= place
            if inner(sentence, place):
                reached ^= place
        return reached

    return go


_MADE: Final[Mapping[str, Callable[..., Go]]] = {
    made.__name__: made for made in (any_of, one_of, one_word, gap, in_order, optional, not_followed_by)
}
