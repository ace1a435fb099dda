"""Classes of nouns, verbs and other words, read from ``words.yaml``, with all forms of each word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from afterword.language.names import LISTS

_VOWELS: Final = frozenset("aeiou")
_PREFIXES: Final = ("re", "over", "under", "mis", "un", "out")
_FORMS: Final = ("inf", "s", "ed", "ing")


@dataclass(frozen=True, eq=False)
class Known:
    """``classes`` of each word, ``members`` of each class, ``compounds`` by their first word.

    ``heads`` are the classes of words that count only before an end, or before a word of one of ``after_head``.
    """

    classes: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    compounds: Mapping[str, tuple[tuple[str, ...], ...]]
    heads: frozenset[str]
    after_head: frozenset[str]


def known_words(data: Mapping[str, Any]) -> Known:
    """Lists of ``nouns`` (a plural each), ``verbs`` (their forms, as ``<name>``, ``<name-ed>``…) and ``words``."""
    members = _members(data)
    classes: dict[str, set[str]] = defaultdict(set)
    for name, words in members.items():
        for word in words:
            classes[word].add(name)
    compounds: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for word in classes:
        if " " in word:
            parts = tuple(word.split(" "))
            compounds[parts[0]].append(parts)
    return Known(
        classes={word: frozenset(found) for word, found in classes.items()},
        members={name: frozenset(words) for name, words in members.items()},
        compounds={first: tuple(sorted(parts, key=lambda one: (-len(one), one))) for first, parts in compounds.items()},
        heads=_classes(data["heads"]),
        after_head=_classes(data["after_head"]),
    )


def name_lists(data: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """The lists of names, and of words that only look like one, by word in lower case."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in (*LISTS, "numbered", "shared", "endings"):
        for name in entries(data[kind]):
            found[name].add(f"<{kind}>")
    return {name: frozenset(kinds) for name, kinds in found.items()}


def entries(listed: str) -> list[str]:
    """The entries of a comma-separated list, in lower case."""
    return [entry for part in listed.split(",") if (entry := part.strip().lower())]


def _classes(listed: str) -> frozenset[str]:
    return frozenset(f"<{name}>" for name in entries(listed))


def _members(data: Mapping[str, Any]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for name, listed in data["nouns"].items():
        for noun in entries(listed):
            members[f"<{name}>"] |= {noun, _plural(noun)}
    for name, listed in data["words"].items():
        members[f"<{name}>"].update(entries(listed))
    irregular = {verb: forms.split() for verb, forms in data["irregular"].items()}
    doubled = frozenset(data["doubled"].split())
    for name, listed in data["verbs"].items():
        for verb in entries(listed):
            for form, words in _verb_forms(verb, irregular, doubled):
                for owner in (f"<{name}-{form}>", f"<{name}>", "<verb>", *(["<ed>"] if form == "ed" else [])):
                    members[owner] |= words
    members["<ed>"].update(
        prefix + form for forms in irregular.values() for form in forms for prefix in ("", *_PREFIXES)
    )
    return members


def _plural(noun: str) -> str:
    """The plural of a regular noun; the third person of a regular verb."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh", "o")) else f"{noun}s"


def _verb_forms(
    verb: str, irregular: Mapping[str, list[str]], doubled: frozenset[str]
) -> Iterator[tuple[str, set[str]]]:
    """Infinitive, third person, past forms and -ing form; of "roll back" the first word is changed."""
    first, *rest = verb.split(" ")
    tail = "".join(f" {word}" for word in rest)
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    stem += stem[-1] if first in doubled else ""
    soft = first.endswith("y") and first[-2:-1] not in _VOWELS
    past = irregular.get(first) or [f"{first[:-1]}ied" if soft else f"{stem}ed"]
    for form, words in zip(_FORMS, ([first], [_plural(first)], past, [f"{stem}ing"]), strict=True):
        yield form, {word + tail for word in words}
