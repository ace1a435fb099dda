"""The phrases that are looked for, read from the folder ``phrases``; each says why it does harm and what to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.names import LISTS, name_lists
from afterword.language.patterns import Pattern, Reader
from afterword.language.tokens import Splitter
from afterword.language.vocabulary import Vocabulary, entries, vocabulary

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases")
_FREQUENT = ("'s", "<ed>", "<ing>", "<ly>", "<number>", "<cap>", ",", ".", ":", "(", ")", "/", "<open>")
_EVERYWHERE = ("^", "$", "<stop>")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: why it does harm, what to write instead, examples that hold it or seem to."""

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
    """Every phrase; ``by_key`` has the patterns that are looked for where a sentence holds such a word."""

    phrases: tuple[Phrase, ...]
    entries: tuple[Entry, ...]
    by_key: Mapping[str, tuple[Entry, ...]]
    splitter: Splitter


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the data once; it belongs to the package, so a mistake in it is a mistake of the package."""
    data = read("words")
    people = read("names")
    names = name_lists(people)
    data["words"]["known"] = people["known"].lower().replace("& ", "")
    known = vocabulary(data, names)
    reading = _Reading(known, data)
    phrases: list[Phrase] = []
    found: list[Entry] = []
    for family in FAMILIES:
        listed = read(family)
        common = reading.patterns(listed.get("unless", ""))
        for one in listed["phrases"]:
            phrase = Phrase(
                family, one["why"], one["rewrite"], _lines(one.get("finds", "")), _lines(one.get("leaves", ""))
            )
            unless = (*common, *reading.patterns(one.get("unless", "")))
            phrases.append(phrase)
            found += (Entry(pattern, phrase, unless) for pattern in reading.patterns(one["says"]))
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        for key in reading.rarest(entry.pattern):
            by_key[key].append(entry)
    called = {key: tuple(entries) for key, entries in by_key.items()}
    return Lexicon(tuple(phrases), tuple(found), called, Splitter(known, reading.asked))


def read(name: str) -> Any:
    """A file of the data."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


class _Reading:
    """Reads patterns with one vocabulary, and says what each needs of a sentence."""

    def __init__(self, known: Vocabulary, data: Mapping[str, Any]) -> None:
        often = {word: float(count) for word, count in map(str.split, entries(data["often"]))}
        self._weights = {name: sum(often.get(word, 1.0) for word in words) for name, words in known.members.items()}
        self._weights |= often | dict.fromkeys(_FREQUENT, 500.0) | dict.fromkeys(_EVERYWHERE, 1000.0)
        self._weights |= dict.fromkeys((f"<{kind}>" for kind in LISTS), 20.0)
        self._reader = Reader(data["shorthand"], known.compounds, self._weigh)

    def patterns(self, written: str) -> tuple[Pattern, ...]:
        return tuple(self._reader.pattern(line) for line in _lines(written))

    @property
    def asked(self) -> frozenset[str]:
        """Every word and class that a pattern asks for."""
        return frozenset(self._reader.asked)

    def rarest(self, pattern: Pattern) -> frozenset[str]:
        """Of what a pattern needs, what is met least often."""
        return min(pattern.part.needs, key=self._weigh)

    def _weigh(self, needs: Iterable[str]) -> float:
        """How often one of the words is met, roughly."""
        return sum(self._weights.get(need, 1.0) for need in needs)


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
