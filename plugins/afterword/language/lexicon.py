"""The phrases to look for, read from the folder ``phrases``. Each says why it does harm and what to write instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.names import LISTS, name_lists
from afterword.language.needs import NeedReader, Needs, Weigh
from afterword.language.patterns import Pattern, Reader, words_asked_for
from afterword.language.pieces import Pieces
from afterword.language.sieve import Sieve, numbered
from afterword.language.tokens import Places
from afterword.language.vocabulary import Vocabulary, entries, vocabulary

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases")
_FREQUENT = ("'s", "<ed>", "<ing>", "<ly>", "<number>", "<cap>", ",", ".", ":", "(", ")", "/", "<open>")
_NOTHING: Final[frozenset[str]] = frozenset()
_EVERYWHERE = ("^", "$", "<stop>")
_SELDOM = 0.5
"""Roughly how many of a thousand sentences have a word that is not on the list of frequent ones."""
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
class Lexicon:
    """All phrases; ``entries`` are their lines, each with its phrase, by the numbers that the ``sieve`` tells."""

    phrases: tuple[Phrase, ...]
    entries: tuple[tuple[Line, Phrase], ...]
    pieces: Pieces
    sieve: Sieve
    lines: Callable[[str], tuple[Line, ...]]
    by_rarest: Callable[[str], Mapping[str, tuple[Line, ...]]]

    def exceptions(self, phrase: Phrase, places: Places) -> Iterator[Line]:
        """The exceptions of a phrase that a sentence may match, by the words that it has."""
        for written in phrase.unless:
            lines = self.by_rarest(written)
            for key in lines.keys() & places.keys():
                yield from (line for line in lines[key] if line.may_be_in(places))


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

    @cache
    def by_rarest(written: str) -> Mapping[str, tuple[Line, ...]]:
        """Exceptions by each word of the rarest need, and those without any by the end that every sentence has."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in lines(written):
            for key in min(line.needs, key=weigh, default=("$",)):
                found[key].append(line)
        return {key: tuple(ones) for key, ones in found.items()}

    phrases, found = [], []
    for family, data_of in listed.items():
        for one in data_of["phrases"]:
            phrases.append(_phrase(family, data_of.get("unless", ""), one))
            found += [(line, phrases[-1]) for line in lines(one["says"])]
    asked = words_asked_for(" ".join([*_written(listed), *data["shorthand"].values()]))
    needs, met = numbered([line.needs for line, _ in found], weigh)
    pieces = Pieces(known, asked, met)
    return Lexicon(tuple(phrases), tuple(found), pieces, Sieve(needs, pieces), lines, by_rarest)


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
    weights = {word: float(count) for word, count in map(str.split, entries(data["often"]))}

    def weigh(words: AbstractSet[str]) -> float:
        told = weights.keys() & words
        return sum(map(weights.__getitem__, told)) + _SELDOM * (len(words) - len(told))

    weights |= {name: weigh(words) for name, words in known.members.items()}
    weights |= dict.fromkeys(_FREQUENT, 500.0) | dict.fromkeys(_EVERYWHERE, 1000.0)
    weights |= dict.fromkeys((f"<{kind}>" for kind in LISTS), 20.0)
    return cache(weigh)


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
