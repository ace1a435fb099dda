"""The phrases to look for, read from the folder ``phrases``. Each says why it does harm and what to write instead."""

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
    """A pattern as it is written. A sentence can match only if its words meet all ``needs``, in their order."""

    written: str
    needs: Needs
    reader: Reader

    @cached_property
    def pattern(self) -> Pattern:
        """Compiled when a sentence may match it; most patterns never are."""
        return self.reader.pattern(self.written)

    def may_be_in(self, places: Places) -> bool:
        """Whether a sentence has a word for each need."""
        return not any(map(places.keys().isdisjoint, self.needs))


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: why it does harm, what to write instead, and examples that match or only seem to.

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
    """A pattern and its phrase; ``needs`` are those of its line, one bit each."""

    line: Line
    phrase: Phrase
    needs: tuple[int, ...]

    def may_be_in(self, hints: Sequence[int]) -> bool:
        """Whether the needs are met in their order; ``hints`` are those that each piece of text meets."""
        place, end = 0, len(hints)
        for need in self.needs:
            while not hints[place] & need:
                place += 1
                if place == end:
                    return False
        return True


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All phrases and their lines; ``by_need`` has the needs and the number of each line to try when one is met."""

    phrases: tuple[Phrase, ...]
    entries: tuple[PhraseLine, ...]
    splitter: Splitter
    by_need: Mapping[int, list[tuple[int, int]]]
    lines: Callable[[str], tuple[Line, ...]]

    @cached_property
    def worth_trying(self) -> int:
        """All needs that make at least one line worth trying."""
        return sum(self.by_need)

    def candidates(self, pieces: Sequence[str]) -> list[PhraseLine]:
        """The lines that a sentence may match, in the order of the data; ``pieces`` are split at its spaces."""
        hints = self.splitter.hints(pieces)
        left = hints & self.worth_trying
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
        """The exceptions of a phrase."""
        return chain.from_iterable(map(self.lines, phrase.unless))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The phrases, read once. The data is part of the package, so a mistake in it raises."""
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
    # The most common needs get the lowest bits: small numbers are quicker.
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
    """Roughly how many of a thousand sentences have one of some words."""
    often = {word: float(count) for word, count in map(str.split, entries(data["often"]))}
    weights = {name: sum(often.get(word, 1.0) for word in words) for name, words in known.members.items()}
    weights |= often | dict.fromkeys(_FREQUENT, 500.0) | dict.fromkeys(_EVERYWHERE, 1000.0)
    weights |= dict.fromkeys((f"<{kind}>" for kind in LISTS), 20.0)
    return cache(lambda words: sum(weights.get(word, 1.0) for word in words))


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
