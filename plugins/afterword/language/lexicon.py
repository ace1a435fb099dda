"""The phrases that are looked for, read from the folder ``phrases``; each says why it does harm and what to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.names import LISTS, name_lists
from afterword.language.needs import NeedReader, Weigh
from afterword.language.patterns import Pattern, Reader, words_asked_for
from afterword.language.tokens import Splitter
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
    """A pattern as it is written; a sentence holds it only where its words may be one of each of ``needs``.

    ``rarest`` are those of its needs that are met least often.
    """

    written: str
    rarest: frozenset[str]
    needs: tuple[int, ...]
    reader: Reader

    @cached_property
    def pattern(self) -> Pattern:
        """It is read when a sentence may hold it, which most are never."""
        return self.reader.pattern(self.written)

    def may_be_in(self, hints: int) -> bool:
        """Whether a sentence whose words may be all that ``hints`` says can hold it."""
        return all(hints & need for need in self.needs)


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
class Entry:
    """A pattern with the phrase that it belongs to."""

    line: Line
    phrase: Phrase


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase and entry; ``by_bit`` has the entries to look for where a sentence holds such a word."""

    phrases: tuple[Phrase, ...]
    entries: tuple[Entry, ...]
    splitter: Splitter
    by_bit: Mapping[int, tuple[Entry, ...]]
    lines: Callable[[str], tuple[Line, ...]]

    @cached_property
    def calling(self) -> int:
        """The words that call for any entry."""
        return sum(self.by_bit)

    def called(self, hints: int) -> dict[Entry, None]:
        """The entries that a sentence may hold, always in one order; ``hints`` are all that its words may be."""
        found: dict[Entry, None] = {}
        left = hints & self.calling
        while left:
            bit = left & -left
            left ^= bit
            for entry in self.by_bit[bit]:
                # As ``may_be_in`` asks, and twice as fast: this is asked of every sentence.
                for need in entry.line.needs:
                    if not hints & need:
                        break
                else:
                    found[entry] = None
        return found

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
    splitter = Splitter(known, words_asked_for(" ".join([*_written(listed), *data["shorthand"].values()])))
    weigh = _weights(known, data)
    reading = NeedReader(data["shorthand"], known.compounds, weigh)
    reader = Reader(data["shorthand"], known.compounds)

    @cache
    def lines(written: str) -> tuple[Line, ...]:
        found = ((line, reading.needs(line)) for line in _lines(written))
        return tuple(
            Line(line, min(needs, key=weigh, default=_NOTHING), tuple(map(splitter.bits, needs)), reader)
            for line, needs in found
        )

    phrases, entries = [], []
    by_bit: dict[int, list[Entry]] = defaultdict(list)
    for family, data_of in listed.items():
        for one in data_of["phrases"]:
            phrases.append(_phrase(family, data_of.get("unless", ""), one))
            for line in lines(one["says"]):
                entries.append(entry := Entry(line, phrases[-1]))
                for key in line.rarest:
                    by_bit[splitter.bits((key,))].append(entry)
    called = {bit: tuple(found) for bit, found in by_bit.items()}
    return Lexicon(tuple(phrases), tuple(entries), splitter, called, lines)


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
