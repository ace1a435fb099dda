"""The words that a sentence must have to match a pattern."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain

from afterword.language.classes import BEGIN
from afterword.language.source.grammar import Grammar

Weigh = Callable[[frozenset[str]], float]
Needs = tuple[frozenset[str], ...]
"""Sets of words and classes of each of which a sentence must have one, in their order."""


class NeedReader:
    """Finds the needs of steps. ``weigh`` tells how common words are: of a choice the rarest of each way is needed."""

    def __init__(self, grammar: Grammar, weigh: Weigh) -> None:
        self._grammar, self._weigh = grammar, weigh
        self.needs = cache(self._needs)

    def begins(self, number: int) -> bool:
        """Whether a pattern begins with the first word of a sentence, which is one of a set."""
        name, *rest = self._grammar.steps[number]
        if name != "in_order":
            return False
        # What is asked of the word that follows takes no word itself.
        steps = [step for one in rest if (step := self._grammar.steps[one])[0] != "not_followed_by"]
        if [name for name, *_ in steps[:2]] != ["one_of", "one_of"]:
            return False
        return self._grammar.sets[steps[0][1]] == {BEGIN}

    def _needs(self, number: int) -> Needs:
        name, *rest = self._grammar.steps[number]
        if name == "one_of":
            return (self._grammar.sets[rest[0]],)
        if name == "in_order":
            return tuple(chain.from_iterable(map(self.needs, rest)))
        choices = [self.needs(one) for one in rest] if name == "any_of" else []
        if choices and all(choices):
            return (frozenset().union(*(min(choice, key=self._weigh) for choice in choices)),)
        return ()
