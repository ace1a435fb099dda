"""The phrases that are looked for: data in the folder ``phrases``, compiled when a text first calls for them.

Each phrase has ``words``, one of which a sentence must hold before the pattern is tried at all, a pattern ``match``,
and an ``unless`` for what only looks like it: an exception counts where it overlaps what was found. In a pattern a
space stands for any white space, and ``{name}`` for an entry of ``words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases")
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: what is looked for, why it does harm, and what to write in its place."""

    family: str
    words: tuple[str, ...]
    match: str
    unless: str
    cased: bool
    why: str
    rewrite: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return self._compiled(self.match)

    @cached_property
    def exception(self) -> re.Pattern[str] | None:
        return self._compiled(self.unless) if self.unless else None

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        # A hyphen joins words too: the class "careless-driving" calls nobody careless.
        whole = rf"(?<![\w@-])(?:{pattern})(?![\w-])"
        return re.compile(whole, 0 if self.cased else re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase, by the words that call for it; the words are in lower case."""

    phrases: tuple[Phrase, ...]
    names: frozenset[str]

    @cached_property
    def by_word(self) -> Mapping[str, tuple[Phrase, ...]]:
        found: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            for word in phrase.words:
                found[word].append(phrase)
        return {word: tuple(phrases) for word, phrases in found.items()}

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.by_word)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the data once; it belongs to the package, so a mistake in it is a mistake of the package."""
    words = _read("words")
    names = {name: tuple(text.split()) for name, text in _read("names").items()}
    parts = {name: f"(?:{''.join(text.splitlines())})" for name, text in words.items()}
    parts |= {name: "(?:" + "|".join(listed) + ")" for name, listed in names.items()}
    phrases = tuple(
        _phrase(family, entry, parts, names) for family in FAMILIES for entry in _read(family).get("phrase", ())
    )
    return Lexicon(phrases, frozenset(name for listed in names.values() for name in listed))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _phrase(family: str, entry: Mapping[str, Any], parts: Mapping[str, str], names: Mapping[str, Any]) -> Phrase:
    # A word such as `{given}` stands for every name of that list.
    words = [name for word in entry["words"] for name in names.get(word.strip("{}"), (word,))]
    return Phrase(
        family=family,
        words=tuple(word.lower() for word in words),
        match=_expanded(entry["match"], parts),
        unless=_expanded(entry.get("unless", []), parts),
        cased=entry.get("cased", False),
        why=entry["why"],
        rewrite=entry["rewrite"],
    )


def _expanded(patterns: list[str], parts: Mapping[str, str]) -> str:
    whole = "|".join(patterns)
    while _PLACE.search(whole):
        whole = _PLACE.sub(lambda place: parts[place[1]], whole)
    return whole.replace(" ?", r"\s*").replace(" ", r"\s+")
