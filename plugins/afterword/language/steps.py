"""The steps of a compiled pattern: each goes from places of a sentence to the places that it reaches.

The places are the bits of a number. A step moves all of them at once, so what a search costs is bounded by the length
of the pattern, whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from afterword.language.pieces import STOP
from afterword.language.tokens import ANY, Places

Step = Callable[[Places, int], int]


def any_of(choices: Sequence[Step]) -> Step:
    """Any of some steps: all places that one of them reaches."""
    if len(choices) == 1:
        return choices[0]

    def step(places: Places, reached: int) -> int:
        ends = 0
        for choice in choices:
            ends |= choice(places, reached)
        return ends

    return step


def one_of(wanted: tuple[str, ...]) -> Step:
    """A word that is one of these, or of one of these classes."""

    def step(places: Places, reached: int) -> int:
        found = 0
        for key in wanted:
            if key in places:
                found |= places[key]
        return (reached & found) << 1

    return step


def one_word(places: Places, reached: int) -> int:
    """Any one word, and no mark."""
    return (reached & places[ANY] & ~places[STOP]) << 1


def gap(most: int, borders: tuple[str, ...]) -> Step:
    """Up to ``most`` words, none of them one of the ``borders``."""

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


def in_order(steps: Sequence[Step]) -> Step:
    """One step after the other."""
    if len(steps) == 1:
        return steps[0]

    def step(places: Places, reached: int) -> int:
        for one in steps:
            reached = one(places, reached)
            if not reached:
                break
        return reached

    return step


def optional(inner: Step, most: int) -> Step:
    """A step that may be missing, or repeat up to ``most`` times."""

    def step(places: Places, reached: int) -> int:
        new = reached
        for _ in range(most):
            new = inner(places, new) & ~reached
            if not new:
                break
            reached |= new
        return reached

    return step


def not_followed_by(inner: Step) -> Step:
    """Stays in place, and only where this step could not go on."""

    def step(places: Places, reached: int) -> int:
        left = reached
        while left:
            place = left & -left
            left ^= place
            if inner(places, place):
                reached ^= place
        return reached

    return step
