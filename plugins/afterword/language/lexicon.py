"""The phrases that are looked for: data in the folder ``phrases``, compiled when a text first calls for them.

Each phrase has ``words``, one of which a sentence must hold before a pattern is tried at all, patterns to ``match``,
and ``unless`` for what only looks like it: an exception counts where it overlaps what was found. In a pattern a space
stands for any white space, and ``{name}`` for an entry of ``words.yaml`` or for a name of ``names.yaml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

FAMILIES: Final = ("blame", "counterfactual", "judgement", "named-person", "hidden-blame")
"""The kinds of phrase, in the order of their rules."""

_FOLDER = Path(__file__).with_name("phrases")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_ACTING = "{actor} "
# Where a sentence speaks of nobody, the places for people are filled with what never matches.
_NOBODY = dict.fromkeys(("actor", "person", "people"), "(?!)")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Phrase:
    """One entry of the data: what is looked for, why it does harm, and what to write in its place.

    ``impersonal`` is what of ``match`` can be found where nobody is spoken of; ``names`` are the lists of names in it.
    """

    family: str
    words: tuple[str, ...]
    match: str
    impersonal: str
    unless: str
    cased: bool
    names: tuple[str, ...]
    why: str
    rewrite: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase, by the words that call for it, the lists of names, and the words for people; in lower case."""

    phrases: tuple[Phrase, ...]
    names: Mapping[str, Mapping[str, str]]
    people: frozenset[str]

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

    def patterns(
        self, phrase: Phrase, called: Iterable[str], *, people: bool = True
    ) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        """What to look for in a sentence that holds the words ``called``, and what to except.

        A phrase that is not ``cased`` is looked for in lower case.
        """
        lists = ((name, self.names[name]) for name in phrase.names)
        named = {name: tuple(sorted(listed[word] for word in listed.keys() & called)) for name, listed in lists}
        return _compiled(phrase.match if people else phrase.impersonal, phrase.unless, phrase.cased, **named)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the data once; it belongs to the package, so a mistake in it is a mistake of the package."""
    words, names = _read("words"), {name: text.split() for name, text in _read("names").items()}
    people, things = words.pop("people"), words.pop("things")
    parts = {name: part if isinstance(part, str) else _any(part) for name, part in words.items()}
    # Inside a look-behind white space must have a fixed width.
    not_things = "".join(f"(?<!{thing})(?<!{thing}s)" for thing in things).replace(" ", r"\s")
    parts["people"] = _any(people) + "s?" + not_things
    phrases = tuple(_phrase(family, entry, parts, names) for family in FAMILIES for entry in _read(family))
    tokens = {token for word in [*people, *words["pronoun"]] for token in word.lower().replace("-", " ").split()}
    return Lexicon(
        phrases,
        {name: {one.lower(): one for one in listed} for name, listed in names.items()},
        frozenset(tokens | {f"{token}s" for token in tokens}),
    )


@lru_cache(maxsize=4096)  # more than there are phrases: a search must not compile what it has compiled before
def _compiled(match: str, unless: str, cased: bool, **names: tuple[str, ...]) -> tuple[Any, Any]:
    """Names are put in as they are called: a pattern of a thousand would be slow, and most texts name nobody."""

    def made(pattern: str) -> re.Pattern[str]:
        for name, called in names.items():
            pattern = pattern.replace(f"{{{name}}}", _any(map(re.escape, called)) if called else "(?!)")
        # Where case does not matter the text is in lower case too, which is searched much faster than without case.
        pattern = pattern if cased else _CAPITAL.sub(lambda found: found[0].lower(), pattern)
        # A hyphen joins words too: the class "careless-driving" calls nobody careless.
        return re.compile(rf"(?<![\w@-])(?:{pattern})(?![\w-])")

    return made(match), made(unless) if unless else None


def _read(name: str) -> Any:
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_Loader)  # noqa: S506  # it is a safe one


def _phrase(family: str, entry: Mapping[str, Any], parts: Mapping[str, str], names: Mapping[str, Any]) -> Phrase:
    # A word such as `{given}` stands for every name of that list.
    words = [name for word in entry["words"] for name in names.get(word.strip("{}"), (word,))]
    impersonal = [pattern for pattern in entry["match"] if not pattern.startswith(_ACTING)]
    match, unless = _expanded(_gathered(entry["match"]), parts), _expanded(entry.get("unless", []), parts)
    return Phrase(
        family=family,
        words=tuple(word.lower() for word in words),
        match=match,
        impersonal=_expanded(impersonal, {**parts, **_NOBODY}),
        unless=unless,
        cased=entry.get("cased", False),
        names=tuple(name for name in names if f"{{{name}}}" in match + unless),
        why=entry["why"],
        rewrite=entry["rewrite"],
    )


def _gathered(patterns: list[str]) -> list[str]:
    """Patterns that begin with the one who acts become a single one, so that it is looked for once."""
    acting = [pattern.removeprefix(_ACTING) for pattern in patterns if pattern.startswith(_ACTING)]
    others = [pattern for pattern in patterns if not pattern.startswith(_ACTING)]
    return [*others, *([f"{_ACTING}{_any(acting)}"] if acting else [])]


def _expanded(patterns: list[str], parts: Mapping[str, str]) -> str:
    whole, before = "|".join(patterns), ""
    while whole != before:
        whole, before = _PLACE.sub(lambda place: parts.get(place[1], place[0]), whole), whole
    return whole.replace(" ?", r"\s*").replace(" ", r"\s+")


def _any(choices: Iterable[str]) -> str:
    return f"(?:{'|'.join(choices)})"
