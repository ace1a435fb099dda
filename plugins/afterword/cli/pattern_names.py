"""The names of patterns as somebody types them: those that are known, and new ones in any words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from afterword.diagnostics import Path
from afterword.scaffold import PATTERN_ANSWER, answer_key, asked_of_a_pattern, name_of
from afterword.schema import Contract, Field
from afterword.text.nearest import suggest
from afterword.text.printable import printable

NEW_ONE = "If none fits, name a new one in your own words; a few questions then make its page."


def names_patterns(field: Field) -> bool:
    """Whether the values of a field are names of patterns."""
    return (field.item or field).names == "pattern"


def as_names(text: str, known: Collection[str]) -> tuple[str, Mapping[Path, str]]:
    """Names of patterns between commas, new ones made of what was typed, and the titles that were typed for them."""
    found: list[str] = []
    titles: dict[Path, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name = part if part in known else name_of(part)
        found.append(name)
        if name != part and name not in known:
            titles[answer_key(name, "title")] = part
    return ", ".join(dict.fromkeys(found)), titles


def about_new(text: str, known: Collection[str], folder: str) -> list[str]:
    """What is said of names that have no page yet, before they are taken as new patterns."""
    names = [part for part in map(str.strip, text.split(",")) if part and part not in known]
    return [
        f"There is no pattern `{printable(name, 80)}`.{suggest(name, known)} "
        f"If it is a new one, its page is `{folder}/{name}.md`, and a few questions make it."
        for name in names
    ]


def patterns_given(pairs: Collection[str], contract: Contract) -> tuple[dict[Path, str], list[str]]:
    """The answers about new patterns among the pairs of ``--set``, such as ``pattern.NAME.summary``; and the others."""
    fields = {field.name for field in asked_of_a_pattern(contract)}
    told: dict[Path, str] = {}
    rest = []
    for pair in pairs:
        path, equals, text = pair.partition("=")
        steps = tuple(path.strip().split("."))
        if equals and len(steps) == 3 and steps[0] == PATTERN_ANSWER and steps[2] in fields:
            told[steps] = text.strip()
        else:
            rest.append(pair)
    return told, rest
