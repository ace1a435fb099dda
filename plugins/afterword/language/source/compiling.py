"""Makes of the files in the folder ``phrases`` what ``language.lexicon`` loads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from afterword.language.classes import BEGIN, STOP
from afterword.language.names import LISTS
from afterword.language.source.classed import Classed
from afterword.language.source.grammar import Grammar, words_asked_for
from afterword.language.source.needs import NeedReader, Weigh
from afterword.language.source.parted import Parted
from afterword.language.source.vocabulary import Known, entries, known_words, name_lists

_FREQUENT: Final = ("'s", "<ed>", "<ing>", "<ly>", "<number>", "<cap>", ",", ".", ":", "(", ")", "/", "<open>")
_EVERYWHERE: Final = (BEGIN, "$", STOP)
_SELDOM: Final = 0.5
"""Roughly how many of a thousand sentences have a word that is not on the list of frequent ones."""

Listed = Mapping[str, Mapping[str, Any]]
"""The files of the phrases by family: exceptions of the family, and its phrases."""


def compiled(data: Mapping[str, Any], people: Mapping[str, Any], listed: Listed) -> dict[str, Any]:
    """All that a lexicon needs, from the lists of words, of names and of phrases, as JSON can hold it."""
    data = {**data, "words": data["words"] | {"known": people["known"].lower().replace("& ", "")}}
    known, shorthands = known_words(data), data["shorthand"]
    asked = words_asked_for(" ".join([*written_in(listed), *shorthands.values()]))
    classed = Classed(known, asked)
    weigh = _weights(known, data["often"])
    grammar = Grammar(shorthands, known.compounds)
    reader = NeedReader(grammar, weigh)
    parted = Parted(classed, weigh)

    def needs(step: int) -> str:
        return parted.written(reader.needs(step), begins=reader.begins(step))

    def read(written: str, owner: int) -> list[str]:
        """The lines of a text, each with the number of its owner, its pattern, and what it needs."""
        patterns = map(grammar.pattern, lines_of(written))
        return [f"{owner}|{step}|{'' if first is None else first}|{needs(step)}" for step, first in patterns]

    phrases: list[list[Any]] = []
    lines: list[str] = []
    unless: list[str] = []
    for group, (family, file) in enumerate(listed.items()):
        unless += read(file.get("unless", ""), group)
        for one in file["phrases"]:
            lines += read(one["says"], len(phrases))
            unless += read(one.get("unless", ""), len(listed) + len(phrases))
            phrases.append([family, one["why"], one["rewrite"], [group, len(listed) + len(phrases)]])
    return {
        "phrases": phrases,
        "lines": "\n".join(lines),
        "unless": "\n".join(unless),
        "lines_often": _often(lines, parted),
        "unless_often": _often(unless, parted),
        "met": ["\n".join(parted.met), "\n".join(map(_numbers, parted.met.values()))],
        "steps": "\n".join(" ".join(map(str, step)) for step in grammar.steps),
        "sets": "\n".join("\t".join(sorted(words)) for words in grammar.sets),
        "names": [[sorted(kinds), "\t".join(sorted(names))] for kinds, names in _alike(name_lists(people))],
        **classed.told(),
    }


def _often(lines: Sequence[str], parted: Parted) -> str:
    """The numbers of lines, and first of those that sentences may match most often."""
    chances = [parted.chance(line.rpartition("|")[2]) for line in lines]
    return _numbers(sorted(range(len(lines)), key=chances.__getitem__, reverse=True))


def _numbers(found: Iterable[int]) -> str:
    return " ".join(map(str, found))


def _alike(listed: Mapping[str, frozenset[str]]) -> Iterable[tuple[frozenset[str], list[str]]]:
    """Names that are on the same lists."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for name, kinds in listed.items():
        found[kinds].append(name)
    return found.items()


def written_in(listed: Listed) -> Iterator[str]:
    """Every pattern, as it is written."""
    for file in listed.values():
        yield file.get("unless", "")
        for one in file["phrases"]:
            yield from (one["says"], one.get("unless", ""))


def lines_of(written: str) -> tuple[str, ...]:
    """The lines of a text that are no comment."""
    return tuple(line for line in map(str.strip, written.splitlines()) if line and not line.startswith("#"))


def _weights(known: Known, often: str) -> Weigh:
    """Roughly how many of a thousand sentences have one of some words."""
    weights = {word: float(count) for word, count in map(str.split, entries(often))}

    def weigh(words: Iterable[str]) -> float:
        return sum(weights.get(word, _SELDOM) for word in words)

    weights |= {name: weigh(words) for name, words in known.members.items()}
    weights |= dict.fromkeys(_FREQUENT, 500.0) | dict.fromkeys(_EVERYWHERE, 1000.0)
    weights |= dict.fromkeys((f"<{kind}>" for kind in LISTS), 20.0)
    return cache(weigh)
