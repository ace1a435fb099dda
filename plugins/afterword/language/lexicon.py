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
from afterword.language.tokens import Splitter
from afterword.language.vocabulary import Vocabulary, vocabulary

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases2")
_COMMON = 1000.0
_LITTLE = ("det", "prep", "aux", "filler", "conj", "deny")
_MARKS = ("'s", "^", "$", "<stop>", "<open>", "<part>", *",;:.!?()[]{}—–|/")
_ENDINGS = ("<ed>", "<ing>", "<ly>", "<number>", "<year>", "<cap>", "<lastname>")
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
    """A pattern with the phrase that it belongs to, and what only looks like it.

    A sentence without a word of each of ``needs`` does not hold it.
    """

    pattern: Pattern
    phrase: Phrase
    unless: tuple[Pattern, ...]
    needs: tuple[frozenset[str], ...]


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
    reading = _Reading(known, data["shorthand"])
    phrases, entries = [], []
    for family in FAMILIES:
        listed = read(family)
        common = reading.patterns(listed.get("unless", ""))
        for one in listed["phrases"]:
            phrase = Phrase(family, one["why"], one["rewrite"], _lines(one.get("finds", "")), _lines(one.get("leaves", "")))
            unless = (*common, *reading.patterns(one.get("unless", "")))
            phrases.append(phrase)
            entries += (
                Entry(pattern, phrase, unless, reading.needs(pattern)) for pattern in reading.patterns(one["says"])
            )
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in entry.needs[0]:
            by_key[key].append(entry)
    found = {key: tuple(called) for key, called in by_key.items()}
    return Lexicon(tuple(phrases), tuple(entries), found, Splitter(known))


def read(name: str) -> Any:
    """A file of the data."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


class _Reading:
    """Reads patterns with one vocabulary, and says what each needs of a sentence."""

    def __init__(self, known: Vocabulary, shorthand: Mapping[str, str]) -> None:
        self._common = frozenset().union(*(known.members[f"<{name}>"] for name in _LITTLE))
        self._weights = {
            name: sum(_COMMON if word in self._common else 1.0 for word in words)
            for name, words in known.members.items()
        }
        self._weights |= dict.fromkeys(_MARKS, inf) | dict.fromkeys(_ENDINGS, inf)
        self._weights |= {f"<{kind}>": 100.0 for kind in LISTS}
        self._reader = Reader(shorthand, known.compounds, self._weigh)

    def patterns(self, written: str) -> tuple[Pattern, ...]:
        return tuple(self._reader.pattern(line) for line in _lines(written))

    def needs(self, pattern: Pattern) -> tuple[frozenset[str], ...]:
        """What a sentence must hold for a pattern, the rarest first; marks and endings are not seen beforehand."""
        seen = sorted((self._weigh(need), place) for place, need in enumerate(pattern.part.needs))
        return tuple(pattern.part.needs[place] for weight, place in seen if weight < inf)

    def _weigh(self, needs: Iterable[str]) -> float:
        """How often one of the words is met, roughly."""
        return sum(self._weights.get(need, _COMMON if need in self._common else 1.0) for need in needs)


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
