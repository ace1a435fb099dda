"""The small language of the phrases, read into steps; ``language.steps`` has what each of them does.

What each sign stands for is told in the guide for maintainers, below "Add a phrase of blame".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from afterword.language.classes import STOP

_ASKED = re.compile(r"[^\s\[\]()|!/]+")
_PART = re.compile(r"\[|\]\*?|\(|\)|\||!|\.\.\d+|[^\s\[\]()|!]+")
_REPEATS = 4
_VERBAL = (STOP, "<aux>", "<border>")

Compounds = Mapping[str, Sequence[tuple[str, ...]]]
"""Words that are one together, by the first of them."""

Node = tuple[Any, ...]
"""A step: its name, and what it needs to know; other steps and sets of words by their numbers."""


def words_asked_for(written: str) -> frozenset[str]:
    """The words and classes that occur in the patterns of a text."""
    return frozenset(_ASKED.findall(written.lower())) | {*_VERBAL, "/"}


def parts_of(written: str, compounds: Compounds) -> list[str]:
    """The words and signs of a pattern; a compound counts as one word, as in a sentence."""
    parts = _PART.findall(written.lower())
    if compounds.keys().isdisjoint(parts):
        return parts
    for place in reversed([place for place, part in enumerate(parts) if part in compounds]):
        for compound in compounds[parts[place]]:
            if tuple(parts[place : place + len(compound)]) == compound:
                parts[place : place + len(compound)] = [" ".join(compound)]
                break
    return parts


class Grammar:
    """Reads patterns from left to right; equal steps and equal sets of words come once, and have numbers."""

    def __init__(self, shorthands: Mapping[str, str], compounds: Compounds) -> None:
        self._shorthands, self._compounds = shorthands, compounds
        self.sets: list[frozenset[str]] = []
        self.steps: list[Node] = []
        self._numbers: dict[Node | frozenset[str], int] = {}
        self._read: dict[str, Node] = {}

    def pattern(self, written: str) -> tuple[int, int | None]:
        """The step of a pattern, and the set of words with which it can begin, ``None`` for any.

        Raises ``ValueError`` if a bracket is not closed.
        """
        step = self._pattern(written)
        first, _ = self._first(step)
        return self._number(step), None if first is None else self._set(first)

    def _pattern(self, written: str) -> Node:
        parts = parts_of(written, self._compounds)[::-1]
        step = self._choice(parts, "")
        if parts:
            raise ValueError(f"unexpected {parts[-1]!r} in {written!r}")
        return step

    def _choice(self, parts: list[str], closing: str) -> Node:
        """Sequences with ``|`` between them, up to the bracket that closes them."""
        choices = [self._sequence(parts)]
        while parts and parts[-1] == "|":
            parts.pop()
            choices.append(self._sequence(parts))
        if closing and not (parts and parts[-1].startswith(closing)):
            raise ValueError(f"a bracket is not closed by {closing!r}")
        return self._any_of(choices)

    def _sequence(self, parts: list[str]) -> Node:
        found = []
        while parts and parts[-1][0] not in "|)]":
            found.append(self._element(parts))
        return found[0] if len(found) == 1 else ("in_order", *map(self._number, found))

    def _element(self, parts: list[str]) -> Node:
        part = parts.pop()
        if part == "(":
            inner = self._choice(parts, ")")
            parts.pop()
            return inner
        if part == "[":
            inner = self._choice(parts, "]")
            return ("optional", self._number(inner), _REPEATS if parts.pop() == "]*" else 1)
        if part == "!":
            return ("not_followed_by", self._number(self._element(parts)))
        if part.startswith(".."):
            return ("gap", int(part[2:]), self._set([STOP]))
        if part[0] == "~" and part[1:].isdigit():
            return ("gap", int(part[1:]), self._set(_VERBAL))
        return ("one_word",) if part == "_" else self._words(part)

    def _words(self, part: str) -> Node:
        """One of several words; a shorthand among them is read in its place, once."""
        if part not in self._read:
            names = [part] if part == "/" else part.split("/")
            words = [name for name in names if name not in self._shorthands]
            choices = [self._pattern(self._shorthands[name]) for name in names if name in self._shorthands]
            self._read[part] = self._any_of([*([("one_of", self._set(words))] if words else []), *choices])
        return self._read[part]

    def _any_of(self, choices: Sequence[Node]) -> Node:
        """Any of some steps: all single words among them are one step."""
        if len(choices) == 1:
            return choices[0]
        flat = list(self._flat(choices))
        words = [word for name, *rest in flat if name == "one_of" for word in self.sets[rest[0]]]
        rest = [one for one in flat if one[0] != "one_of"]
        found = [*([("one_of", self._set(words))] if words else []), *dict.fromkeys(rest)]
        return found[0] if len(found) == 1 else ("any_of", *map(self._number, found))

    def _first(self, step: Node) -> tuple[frozenset[str] | None, bool]:
        """The words and classes with which a step can begin, and whether it may stay in place."""
        name, *rest = step
        if name == "one_of":
            return self.sets[rest[0]], False
        if name in {"one_word", "gap"}:
            return None, name == "gap"
        if name == "not_followed_by":
            return frozenset(), True
        inner = [self._first(self.steps[number]) for number in (rest[:1] if name == "optional" else rest)]
        if name == "in_order":
            leaving = next((place for place, (_, stays) in enumerate(inner, 1) if not stays), None)
            inner, stays = inner[:leaving], leaving is None
        else:
            stays = name == "optional" or any(stays for _, stays in inner)
        firsts = [first for first, _ in inner]
        return None if None in firsts else frozenset().union(*filter(None, firsts)), stays

    def _flat(self, choices: Iterable[Node]) -> Iterator[Node]:
        for choice in choices:
            if choice[0] == "any_of":
                yield from self._flat([self.steps[number] for number in choice[1:]])
            else:
                yield choice

    def _number(self, step: Node) -> int:
        if step not in self._numbers:
            self._numbers[step] = len(self.steps)
            self.steps.append(step)
        return self._numbers[step]

    def _set(self, words: Iterable[str]) -> int:
        one = frozenset(words)
        if one not in self._numbers:
            self._numbers[one] = len(self.sets)
            self.sets.append(one)
        return self._numbers[one]
