"""The phrases to look for. Each says why it does harm and what to write instead.

They are written in the folder ``phrases``, and loaded in the form that ``language.source`` makes of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from afterword.language.classes import Vocabulary, Words
from afterword.language.sieve import Sieve
from afterword.language.steps import Pattern, Steps

_T = TypeVar("_T")

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

FILE: Final = Path(__file__).with_name("phrases.json")
"""What is loaded; ``python -m afterword.language.source`` writes it."""


class Phrase(NamedTuple):
    """One entry of the data: why it does harm, and what to write instead.

    ``unless`` are the groups of exceptions that hold for it, of the whole family and its own.
    """

    family: str
    why: str
    rewrite: str
    unless: tuple[int, ...]


class Lines(dict[int, Pattern]):
    """Patterns by number, each read when a sentence may first match it; most never are.

    ``often`` has all numbers, and first those of the lines that sentences may match most often.
    """

    def __init__(self, written: str, often: str, met: Mapping[str, str], words: Words) -> None:
        super().__init__()
        self._written, self._often, self._met, self._words = written.splitlines(), often, met, words

    def __missing__(self, number: int) -> Pattern:
        owner, step, first, _ = self._written[number].split("|")
        pattern = self[number] = Pattern(int(owner), int(step), int(first) if first else None)
        return pattern

    @cached_property
    def sieve(self) -> Sieve:
        """Tells which lines a sentence may match."""
        lines = [(number, self._written[number].rpartition("|")[2].split()) for number in map(int, self._often.split())]
        return Sieve(lines, self._met, self._words)


class Lexicon(NamedTuple):
    """All phrases with their lines, the lines of exceptions, and what is known of words."""

    phrases: tuple[Phrase, ...]
    lines: Lines
    exceptions: Lines
    words: Words
    steps: Steps


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases, read once."""
    return lexicon_of(json.loads(FILE.read_bytes()))


def lexicon_of(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from what ``language.source`` makes."""
    words = Words(
        Vocabulary(
            classes=[frozenset(kinds) for kinds, _ in data["words"]],
            words=_by_word((number, words) for number, (_, words) in enumerate(data["words"])),
            unlisted=frozenset(data["unlisted"].split("\t")),
            endings={ending: frozenset(kinds) for ending, kinds in data["endings"].items()},
            names=_by_word((frozenset(kinds), names) for kinds, names in data["names"]),
            compounds=_by_two(data["compounds"].split("\t")),
            heads=frozenset(data["heads"]),
            after_head=frozenset(data["after_head"]),
        )
    )
    met = dict(zip(*(part.split("\n") for part in data["met"]), strict=True))
    return Lexicon(
        phrases=tuple(Phrase(family, why, rewrite, tuple(unless)) for family, why, rewrite, unless in data["phrases"]),
        lines=Lines(data["lines"], data["lines_often"], met, words),
        exceptions=Lines(data["unless"], data["unless_often"], met, words),
        words=words,
        steps=Steps(data["steps"].split("\n"), data["sets"].split("\n")),
    )


def _by_word(listed: Iterable[tuple[_T, str]]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for value, words in listed:
        found.update(dict.fromkeys(words.split("\t"), value))
    return found


def _by_two(compounds: Iterable[str]) -> dict[tuple[str, str], list[list[str]]]:
    found: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for compound in compounds:
        parts = compound.split(" ")
        found[parts[0], parts[1]].append(parts)
    return found
