"""What a text calls by a name of several words: models, data sets and patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from afterword.model import Pattern
from afterword.text.terms import stem, words

LEAST_WORDS: Final = 2
"""A name of one word is said without meaning the pattern."""

Named = TypeVar("Named")


class Names(Generic[Named]):
    """Things by the words of their names; a text is read once for all of them."""

    def __init__(self, names: Iterable[tuple[Sequence[str], Named]]) -> None:
        self._by_first: dict[str, list[tuple[Sequence[str], Named]]] = defaultdict(list)
        for name, thing in names:
            if name:
                self._by_first[name[0]].append((name, thing))

    def within(self, said: Sequence[str]) -> Iterator[tuple[Sequence[str], Named]]:
        """The names that stand in some words, each with what it names, as often as they do."""
        for at, word in enumerate(said):
            for name, thing in self._by_first.get(word, ()):
                if said[at : at + len(name)] == name:
                    yield name, thing


class Called(NamedTuple):
    """The patterns that a text names, and the stems with which it does."""

    patterns: Mapping[str, str]
    stems: frozenset[str]


class PatternNames:
    """The titles, ids and other names of patterns, with any endings and marks between the words."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._names = Names((name, pattern) for pattern in patterns for name in names_of(pattern))

    def called(self, text: str) -> Called:
        """What a text names."""
        found = list(self._names.within(stems_in(text)))
        return Called(
            {pattern.id: pattern.title for _, pattern in found}, frozenset(one for name, _ in found for one in name)
        )


def names_of(pattern: Pattern) -> Iterator[list[str]]:
    """The names of a pattern, each by its stems; one of a single word is none."""
    for said in (pattern.title, pattern.id, *pattern.data.get("aliases", ())):
        if len(name := stems_in(said)) >= LEAST_WORDS:
            yield name


def stems_in(text: str) -> list[str]:
    """The stems of a text in order, without those of small words."""
    return list(filter(None, map(stem, words(text))))
