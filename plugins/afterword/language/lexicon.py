"""The phrases that are looked for, read from the folder ``phrases``; each says why it does harm and what to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from itertools import chain
from operator import or_
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.names import LISTS, name_lists
from afterword.language.needs import NeedReader, Needs, Weigh
from afterword.language.patterns import Pattern, Reader, words_asked_for
from afterword.language.tokens import Places, Splitter
from afterword.language.vocabulary import Vocabulary, entries, vocabulary

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases")
_FREQUENT = ("'s", "<ed>", "<ing>", "<ly>", "<number>", "<cap>", ",", ".", ":", "(", ")", "/", "<open>")
_NOTHING: Final[frozenset[str]] = frozenset()
_EVERYWHERE = ("^", "$", "<stop>")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Line:
    """A pattern as it is written; a sentence holds it only where its words meet ``needs``, one after the other."""

    written: str
    needs: Needs
    reader: Reader

    @cached_property
    def pattern(self) -> Pattern:
        """It is read when a sentence may hold it, which most are never."""
        return self.reader.pattern(self.written)

    def may_be_in(self, places: Places) -> bool:
        """Whether a sentence has a word for each need."""
        return not any(map(places.keys().isdisjoint, self.needs))


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: why it does harm, what to write instead, and examples that hold it or seem to.

    ``unless`` is what only looks like it, of the whole family and of this phrase, as it is written.
    """

    family: str
    why: str
    rewrite: str
    unless: tuple[str, str]
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PhraseLine:
    """A pattern with the phrase that it belongs to; ``needs`` are those of its line, one bit each."""

    line: Line
    phrase: Phrase
    needs: tuple[int, ...]

    def may_be_in(self, hints: Sequence[int]) -> bool:
        """Whether pieces of text that may meet these needs meet those of the pattern in their order."""
        place, end = 0, len(hints)
        for need in self.needs:
            while not hints[place] & need:
                place += 1
                if place == end:
                    return False
        return True


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase and entry; ``by_need`` has the numbers of those to look for where a need is met, and their needs."""

    phrases: tuple[Phrase, ...]
    entries: tuple[PhraseLine, ...]
    splitter: Splitter
    by_need: Mapping[int, list[tuple[int, int]]]
    lines: Callable[[str], tuple[Line, ...]]

    @cached_property
    def calling(self) -> int:
        """The needs that call for any entry."""
        return sum(self.by_need)

    def called(self, pieces: Sequence[str]) -> list[PhraseLine]:
        """The entries that a sentence may hold, in the order of the data; ``pieces`` stand between its spaces."""
        hints = self.splitter.hints(pieces)
        left = hints & self.calling
        found: list[int] = []
        while left:
            need = left & -left
            left ^= need
            for needs, number in self.by_need[need]:
                if hints & needs == needs:
                    found.append(number)
        if not found:
            return []
        in_order = self.splitter.hints_in_order(pieces)
        return [entry for entry in map(self.entries.__getitem__, sorted(found)) if entry.may_be_in(in_order)]

    def exceptions(self, phrase: Phrase) -> Iterator[Line]:
        """What only looks like a phrase."""
        return chain.from_iterable(map(self.lines, phrase.unless))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the data once; it belongs to the package, so a mistake in it is a mistake of the package."""
    data, people = read("words"), read("names")
    data["words"]["known"] = people["known"].lower().replace("& ", "")
    listed = {family: read(family) for family in FAMILIES}
    known = vocabulary(data, name_lists(people))
    weigh = _weights(known, data)
    reading = NeedReader(data["shorthand"], known.compounds, weigh)
    reader = Reader(data["shorthand"], known.compounds)

    @cache
    def lines(written: str) -> tuple[Line, ...]:
        return tuple(Line(line, reading.needs(line), reader) for line in _lines(written))

    phrases, found = [], []
    for family, data_of in listed.items():
        for one in data_of["phrases"]:
            phrases.append(_phrase(family, data_of.get("unless", ""), one))
            found += [(line, phrases[-1]) for line in lines(one["says"])]
    # What is met most often has the lowest bits: small numbers are quicker.
    needs = sorted({need for line, _ in found for need in line.needs}, key=lambda need: (-weigh(need), sorted(need)))
    bits = {need: 1 << place for place, need in enumerate(needs)}
    hints: dict[str, int] = defaultdict(int)
    for need, bit in bits.items():
        for key in need:
            hints[key] |= bit
    entries = tuple(PhraseLine(line, phrase, tuple(map(bits.__getitem__, line.needs))) for line, phrase in found)
    by_need: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        by_need[max(entry.needs)].append((reduce(or_, entry.needs), number))
    asked = words_asked_for(" ".join([*_written(listed), *data["shorthand"].values()]))
    return Lexicon(tuple(phrases), entries, Splitter(known, asked, hints), by_need, lines)


def _written(listed: Mapping[str, Any]) -> Iterator[str]:
    """Every pattern, as it is written."""
    for family in listed.values():
        yield family.get("unless", "")
        for one in family["phrases"]:
            yield from (one["says"], one.get("unless", ""))


def read(name: str) -> Any:
    """A file of the data."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


def _phrase(family: str, common: str, one: Mapping[str, str]) -> Phrase:
    return Phrase(
        family,
        one["why"],
        one["rewrite"],
        unless=(common, one.get("unless", "")),
        finds=_lines(one.get("finds", "")),
        leaves=_lines(one.get("leaves", "")),
    )


def _weights(known: Vocabulary, data: Mapping[str, Any]) -> Weigh:
    """How often one of some words is met, roughly: in how many of a thousand sentences."""
    often = {word: float(count) for word, count in map(str.split, entries(data["often"]))}
    weights = {name: sum(often.get(word, 1.0) for word in words) for name, words in known.members.items()}
    weights |= often | dict.fromkeys(_FREQUENT, 500.0) | dict.fromkeys(_EVERYWHERE, 1000.0)
    weights |= dict.fromkeys((f"<{kind}>" for kind in LISTS), 20.0)
    return cache(lambda words: sum(weights.get(word, 1.0) for word in words))


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
