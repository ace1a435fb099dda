"""The words that a sentence must have to match a pattern, and how far apart they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from afterword.language.source.grammar import Grammar

Weigh = Callable[[frozenset[str]], float]


class Need(NamedTuple):
    """Words and classes of which a sentence must have one, at most ``far`` words after what the need before met."""

    words: frozenset[str]
    far: int


class Needs(NamedTuple):
    """The needs of a step in their order.

    The step is at most ``length`` words, of which up to ``before`` precede what the first need meets and ``after``
    follow what the last one does.
    """

    length: int
    found: tuple[Need, ...] = ()
    before: int = 0
    after: int = 0


class NeedReader:
    """Finds the needs of steps. ``weigh`` tells how common words are: of a choice the rarest of each way is needed."""

    def __init__(self, grammar: Grammar, weigh: Weigh) -> None:
        self._grammar, self._weigh = grammar, weigh
        self.needs = cache(self._needs)

    def _needs(self, number: int) -> Needs:
        name, *rest = self._grammar.steps[number]
        if name == "one_of":
            return Needs(1, (Need(self._grammar.sets[rest[0]], 0),))
        if name == "any_of":
            return self._either([self.needs(one) for one in rest])
        if name == "in_order":
            return _in_order([self.needs(one) for one in rest])
        return Needs(self._length(name, rest))

    def _length(self, name: str, rest: Sequence[int]) -> int:
        """The length of a step that needs nothing."""
        if name == "optional":
            return self.needs(rest[0]).length * rest[1]
        return {"gap": rest[0] if rest else 0, "one_word": 1}.get(name, 0)

    def _either(self, choices: Sequence[Needs]) -> Needs:
        """What holds for every choice."""
        length = max(choice.length for choice in choices)
        if not all(choice.found for choice in choices):
            return Needs(length)
        words, before, after = zip(*map(self._rarest, choices), strict=True)
        return Needs(length, (Need(frozenset().union(*words), 0),), max(before), max(after))

    def _rarest(self, choice: Needs) -> tuple[frozenset[str], int, int]:
        """The rarest need of a choice, and how many words are before and after it."""
        places = [*accumulate(need.far for need in choice.found)]
        place, need = min(zip(places, choice.found, strict=True), key=lambda one: self._weigh(one[1].words))
        return need.words, choice.before + place, choice.after + places[-1] - place


def _in_order(parts: Iterable[Needs]) -> Needs:
    found: list[Need] = []
    length = before = after = 0
    for part in parts:
        length += part.length
        if part.found:
            first, *others = part.found
            before = before if found else after + part.before
            found += [Need(first.words, after + part.before + 1 if found else 0), *others]
            after = part.after
        else:
            after += part.length
    return Needs(length, tuple(found), before, after)
