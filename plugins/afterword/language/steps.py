"""The steps of a compiled pattern: each goes from places of a sentence to the places that it reaches.

The places are the bits of a number. A step moves all of them at once, so what a search costs is bounded by the length
of the pattern, whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from afterword.language.pieces import STOP
from afterword.language.tokens import ANY, Places

Go = Callable[[Places, int], int]


class Step(NamedTuple):
    """A step: where it goes, the words and classes with which it can begin, and whether it may stay in place.

    ``first`` is ``None`` where it can begin with any word, so that every place has to be tried.
    """

    go: Go
    first: frozenset[str] | None
    may_stay: bool = False


def union(places: Places, keys: Iterable[str]) -> int:
    """The places of words that are one of these, or of one of these classes."""
    found = 0
    for key in keys:
        if key in places:
            found |= places[key]
    return found


def any_of(choices: Sequence[Step]) -> Step:
    """Any of some steps: all places that one of them reaches."""
    if len(choices) == 1:
        return choices[0]
    ways = [choice.go for choice in choices]

    def go(places: Places, reached: int) -> int:
        ends = 0
        for way in ways:
            ends |= way(places, reached)
        return ends

    return Step(go, _all_of(choices), any(choice.may_stay for choice in choices))


def one_of(wanted: tuple[str, ...]) -> Step:
    """A word that is one of these, or of one of these classes."""

    def go(places: Places, reached: int) -> int:
        found = 0
        for key in wanted:
            if key in places:
                found |= places[key]
        return (reached & found) << 1

    return Step(go, frozenset(wanted))


def one_word() -> Step:
    """Any one word, and no mark."""
    return Step(lambda places, reached: (reached & places[ANY] & ~places[STOP]) << 1, None)


def gap(most: int, borders: tuple[str, ...]) -> Step:
    """Up to ``most`` words, none of them one of the ``borders``."""

    def go(places: Places, reached: int) -> int:
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

    return Step(go, None, may_stay=True)


def in_order(steps: Sequence[Step]) -> Step:
    """One step after the other."""
    if len(steps) == 1:
        return steps[0]
    ways = [step.go for step in steps]
    leaving = next((place for place, step in enumerate(steps, 1) if not step.may_stay), None)

    def go(places: Places, reached: int) -> int:
        for way in ways:
            reached = way(places, reached)
            if not reached:
                break
        return reached

    return Step(go, _all_of(steps[:leaving]), leaving is None)


def optional(inner: Step, most: int) -> Step:
    """A step that may be missing, or repeat up to ``most`` times."""

    def go(places: Places, reached: int) -> int:
        new = reached
        for _ in range(most):
            new = inner.go(places, new) & ~reached
            if not new:
                break
            reached |= new
        return reached

    return Step(go, inner.first, may_stay=True)


def not_followed_by(inner: Step) -> Step:
    """Stays in place, and only where this step could not go on."""

    def go(places: Places, reached: int) -> int:
        left = reached
        while left:
            place = left & -left
            left ^= place
            if inner.go(places, place):
                reached ^= place
        return reached

    return Step(go, frozenset(), may_stay=True)


def _all_of(steps: Iterable[Step]) -> frozenset[str] | None:
    """The words and classes with which one of some steps can begin."""
    firsts = [step.first for step in steps]
    return None if None in firsts else reduce(or_, filter(None, firsts), frozenset[str]())
