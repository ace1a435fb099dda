"""What words are: classes of nouns, verbs and other words, read from ``words.yaml``, with the forms of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_VOWELS: Final = frozenset("aeiou")
_PREFIXES: Final = ("re", "over", "under", "mis", "un", "out")
_FORMS: Final = ("inf", "s", "ed", "ing")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """``classes`` of each word; ``members`` of each class; ``compounds`` by their first word; ``shapes`` by ending.

    ``heads`` are the classes of words that count only before an end or one of ``after_head``.
    """

    classes: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    compounds: Mapping[str, tuple[tuple[str, ...], ...]]
    heads: frozenset[str]
    after_head: frozenset[str]
    names: Mapping[str, frozenset[str]]

    def keys(self, word: str) -> frozenset[str]:
        """The word itself and everything that it is."""
        return self.classes.get(word, frozenset()) | {word, *_shape(word)}


def vocabulary(data: Mapping[str, Any], names: Mapping[str, frozenset[str]]) -> Vocabulary:
    """Lists of ``nouns`` (a plural each), ``verbs`` (their forms, as ``<name>``, ``<name-ed>``…) and ``words``."""
    members: dict[str, set[str]] = defaultdict(set)
    irregular = {verb: forms.split() for verb, forms in data["irregular"].items()}
    for name, listed in data["nouns"].items():
        for noun in entries(listed):
            members[f"<{name}>"] |= {noun, plural(noun)}
    for name, listed in data["verbs"].items():
        for verb in entries(listed):
            for form, words in verb_forms(verb, irregular):
                members[f"<{name}-{form}>"] |= words
                members[f"<{name}>"] |= words
                members["<verb>"] |= words
                if form == "ed":
                    members["<ed>"] |= words
    for name, listed in data["words"].items():
        members[f"<{name}>"] |= set(entries(listed))
    for verb, forms in irregular.items():
        if verb != "+double":
            members["<ed>"].update(prefix + form for form in forms for prefix in ("", *_PREFIXES))
    classes: dict[str, set[str]] = defaultdict(set)
    compounds: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name, words in members.items():
        for word in words:
            classes[word].add(name)
    for word in classes:
        if " " in word:
            parts = tuple(word.split(" "))
            compounds[parts[0]].append(parts)
    return Vocabulary(
        {word: frozenset(names) for word, names in classes.items()},
        {name: frozenset(words) for name, words in members.items()},
        {first: tuple(sorted(parts, key=len, reverse=True)) for first, parts in compounds.items()},
        *(frozenset(f"<{name}>" for name in entries(data[part])) for part in ("heads", "after_head")),
        names,
    )


def entries(listed: str) -> list[str]:
    """The entries of a list that is written with commas."""
    return [entry for part in listed.split(",") if (entry := part.strip().lower())]


def plural(noun: str) -> str:
    """The plural of a regular noun."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def verb_forms(verb: str, irregular: Mapping[str, list[str]]) -> Iterator[tuple[str, set[str]]]:
    """Infinitive, third person, past forms and -ing form; of "roll back" the first word is changed."""
    first, *rest = verb.split(" ")
    tail = "".join(f" {word}" for word in rest)
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    double = first in irregular.get("+double", ())
    stem = stem + stem[-1] if double else stem
    soft = first.endswith("y") and first[-2:-1] not in _VOWELS
    past = irregular.get(first) or [f"{first[:-1]}ied" if soft else f"{stem}ed"]
    for form, words in zip(_FORMS, ([first], [plural(first)], past, [f"{stem}ing"]), strict=True):
        yield form, {word + tail for word in words}


def _shape(word: str) -> Iterable[str]:
    """What an ending says of a word that is on no list."""
    if word.endswith("ly") and len(word) > 4:
        yield "<ly>"
    elif word.endswith("ed") and len(word) > 3:
        yield "<ed>"
    elif word.endswith("ing") and len(word) > 4:
        yield "<ing>"
    elif word[0].isdigit():
        yield "<number>"
