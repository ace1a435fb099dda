"""The phrases that are looked for, read from the folder ``phrases``; each says why it does harm and what to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.names import LISTS, name_lists
from afterword.language.patterns import Pattern, Reader
from afterword.language.vocabulary import Vocabulary, vocabulary

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases2")
_COMMON = 1000.0
_MARKS = ("'s", *",;:.!?()[]{}—–|/")
_SHAPES = frozenset({"<ed>", "<ing>", "<ly>", "<stop>", "^", "$", "<part>", "<cap>", "<initial>", "<login>", "<dotted>", "<lastname>", "<year>", "<number>", "<open>"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: why it does harm, what to write in its place, and examples that hold it or only look so."""

    family: str
    why: str
    rewrite: str
    finds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Entry:
    """A pattern with the phrase that it belongs to, and what only looks like it."""

    pattern: Pattern
    phrase: Phrase
    unless: tuple[Pattern, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase; ``by_word`` has the patterns that are looked for where a sentence holds a word."""

    phrases: tuple[Phrase, ...]
    entries: tuple[Entry, ...]
    by_word: Mapping[str, tuple[Entry, ...]]
    vocabulary: Vocabulary


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the data once; it belongs to the package, so a mistake in it is a mistake of the package."""
    data = read("words")
    people = read("names")
    names = name_lists(people)
    data["words"]["known"] = people["known"].lower()
    known = vocabulary(data, names)
    reading = _Reading(known, data["shorthand"])
    phrases, entries = [], []
    for family in FAMILIES:
        listed = read(family)
        common = reading.patterns(listed.get("unless", ""))
        for one in listed["phrases"]:
            phrase = Phrase(family, one["why"], one["rewrite"], _lines(one.get("finds", "")), _lines(one.get("leaves", "")))
            unless = (*common, *reading.patterns(one.get("unless", "")))
            phrases.append(phrase)
            entries += (Entry(pattern, phrase, unless) for pattern in reading.patterns(one["says"]))
    by_word: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for word in reading.first_words(entry.pattern.part.needs or ()):
            by_word[word].append(entry)
    return Lexicon(tuple(phrases), tuple(entries), {word: tuple(found) for word, found in by_word.items()}, known)


def read(name: str) -> Any:
    """A file of the data."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


class _Reading:
    """Reads patterns with one vocabulary."""

    def __init__(self, known: Vocabulary, shorthand: Mapping[str, str]) -> None:
        self._known = known
        self._reader = Reader(shorthand, known.compounds, self._weigh)
        self._names = {
            f"<{kind}>": {name for name, kinds in known.names.items() if f"<{kind}>" in kinds} for kind in LISTS
        }
        self._common = frozenset().union(*(known.members[f"<{name}>"] for name in ("det", "prep", "aux", "filler", "conj", "deny")))
        self._common |= set(_MARKS)

    def patterns(self, written: str) -> tuple[Pattern, ...]:
        return tuple(self._reader.pattern(line) for line in _lines(written))

    def first_words(self, needs: Iterable[str]) -> set[str]:
        """The words by one of which a sentence is known to hold what is needed."""
        words = set()
        for need in needs:
            if need in self._names:
                words |= {name.capitalize() for name in self._names[need]}
            elif need == "<handle>":
                words.add("@")
            else:
                words |= {word.split(" ")[0] for word in self._known.members.get(need, (need,))}
        return words

    def _weigh(self, needs: Iterable[str]) -> float:
        """How often one of the words is met, roughly: what goes by an ending or is a little word, always."""
        weight = 0.0
        for need in needs:
            if need in _SHAPES:
                return inf
            if need in self._common:
                weight += _COMMON
            elif need in self._names:
                weight += 100.0
            elif need in self._known.members:
                weight += sum(_COMMON if word in self._common else 1.0 for word in self._known.members[need])
            else:
                weight += 1.0
        return weight


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
