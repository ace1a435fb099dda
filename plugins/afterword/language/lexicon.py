"""The phrases that are looked for, read from the folder ``phrases``; each says why it does harm and what to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import yaml

from afterword.language.names import LISTS, name_lists
from afterword.language.patterns import Pattern, Reader, words_asked_for
from afterword.language.tokens import Splitter
from afterword.language.vocabulary import Vocabulary, entries, vocabulary

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases")
_FREQUENT = ("'s", "<ed>", "<ing>", "<ly>", "<number>", "<cap>", ",", ".", ":", "(", ")", "/", "<open>")
_EVERYWHERE = ("^", "$", "<stop>")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Patterns:
    """Patterns as they are written, one a line; they are read when they are first asked for."""

    written: str
    reader: Reader

    @cached_property
    def read(self) -> tuple[Pattern, ...]:
        return tuple(map(self.reader.pattern, _lines(self.written)))


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: why it does harm, what to write instead, and examples that hold it or seem to.

    ``says`` is what is looked for, ``unless`` what only looks like it: of this phrase and of the whole family.
    """

    family: str
    why: str
    rewrite: str
    says: Patterns
    unless: tuple[Patterns, Patterns]
    finds: tuple[str, ...]
    leaves: tuple[str, ...]

    @property
    def exceptions(self) -> Iterator[Pattern]:
        return chain.from_iterable(patterns.read for patterns in self.unless)


@dataclass(frozen=True, eq=False)
class Entry:
    """A pattern with the phrase that it belongs to."""

    pattern: Pattern
    phrase: Phrase


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase and entry; ``by_bit`` has the entries to look for where a sentence holds such a word."""

    phrases: tuple[Phrase, ...]
    entries: tuple[Entry, ...]
    splitter: Splitter
    by_bit: Mapping[int, tuple[Entry, ...]]

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
                for need in entry.pattern.needs:
                    if not hints & need:
                        break
                else:
                    found[entry] = None
        return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the data once; it belongs to the package, so a mistake in it is a mistake of the package."""
    data, people = read("words"), read("names")
    data["words"]["known"] = people["known"].lower().replace("& ", "")
    known = vocabulary(data, name_lists(people))
    listed = {family: read(family) for family in FAMILIES}
    splitter = Splitter(known, words_asked_for(" ".join([*_written(listed), *data["shorthand"].values()])))
    weights = _weights(known, data)
    reader = Reader(data["shorthand"], known.compounds, weights, splitter.bits)
    phrases = tuple(phrase for family in FAMILIES for phrase in _phrases(family, listed[family], reader))
    entries = tuple(Entry(pattern, phrase) for phrase in phrases for pattern in phrase.says.read)
    by_bit: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        # A phrase is looked for by what it needs that is met least often.
        for key in min(entry.pattern.part.needs, key=weights):
            by_bit[splitter.bits((key,))].append(entry)
    return Lexicon(phrases, entries, splitter, {bit: tuple(called) for bit, called in by_bit.items()})


def _written(listed: Mapping[str, Any]) -> Iterator[str]:
    """Every pattern, as it is written."""
    for family in listed.values():
        yield family.get("unless", "")
        for one in family["phrases"]:
            yield from (one["says"], one.get("unless", ""))


def read(name: str) -> Any:
    """A file of the data."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


def _phrases(family: str, listed: Mapping[str, Any], reader: Reader) -> Iterator[Phrase]:
    common = Patterns(listed.get("unless", ""), reader)
    for one in listed["phrases"]:
        yield Phrase(
            family,
            one["why"],
            one["rewrite"],
            says=Patterns(one["says"], reader),
            unless=(common, Patterns(one.get("unless", ""), reader)),
            finds=_lines(one.get("finds", "")),
            leaves=_lines(one.get("leaves", "")),
        )


def _weights(known: Vocabulary, data: Mapping[str, Any]) -> Callable[[Iterable[str]], float]:
    """How often one of some words is met, roughly: in how many of a thousand sentences."""
    often = {word: float(count) for word, count in map(str.split, entries(data["often"]))}
    weights = {name: sum(often.get(word, 1.0) for word in words) for name, words in known.members.items()}
    weights |= often | dict.fromkeys(_FREQUENT, 500.0) | dict.fromkeys(_EVERYWHERE, 1000.0)
    weights |= dict.fromkeys((f"<{kind}>" for kind in LISTS), 20.0)
    return lambda words: sum(weights.get(word, 1.0) for word in words)


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))
