"""What a review is in its structure: the kinds of trait, what each counts, and those that a review has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from afterword.diagnostics import listed
from afterword.model import Review, values_at
from afterword.text.same_name import same_name


class TraitKind(NamedTuple):
    """A kind of trait: what it counts, and what one of them and several are called.

    Sentences are ``loose``: two that say the same in other words are one trait.
    """

    weight: float
    one: str
    many: str
    loose: bool = False

    def said(self, names: Sequence[str]) -> str:
        """Traits of this kind in words."""
        called = [f"\u201c{name}\u201d" for name in names] if self.loose else names
        return f"{self.one if len(names) == 1 else self.many} {listed(called)}"


KINDS: Final = {
    "pattern": TraitKind(6.0, "the pattern", "the patterns"),
    "model": TraitKind(2.5, "the model", "the models"),
    "assumption": TraitKind(2.0, "a failed assumption,", "failed assumptions,", loose=True),
    "safeguard": TraitKind(1.5, "a safeguard that did not hold,", "safeguards that did not hold,", loose=True),
    "data": TraitKind(2.0, "the feature or data set", "the features or data sets"),
    "family": TraitKind(1.5, "a model called", "models called"),
    "class": TraitKind(0.3, "the incident class", "the incident classes"),
    "layer": TraitKind(0.2, "a cause in the layer", "causes in the layers"),
    "task": TraitKind(0.2, "the task", "the tasks"),
    "serving": TraitKind(0.1, "serving", "serving"),
}
"""Those that tell most come first."""

Traits = Mapping[str, Mapping[str, str]]
"""By kind and key, how a trait of a review is said."""

_CODE: Final = re.compile(r"`([^`\s]{3,60})`")
_NAME: Final = re.compile(r"[^\W\d_]{3,}")
_WITH_DATA: Final = ("trigger", "root_causes.*.statement", "models.*.training_data", "data_quality.*.check")


def traits_of(review: Review, titles: Mapping[str, str]) -> Traits:
    """The traits of a review; ``titles`` names the patterns of the register. Kinds without any are left out."""
    names = _at(review, "models.*.name")
    kept_from = [guard["name"] for guard in review.data.get("safeguards", ()) if guard["outcome"] != "held"]
    code = [name for path in _WITH_DATA for text in _at(review, path) for name in _CODE.findall(text)]
    found: dict[str, dict[str, str]] = {
        "pattern": {pattern: titles.get(pattern, _spoken(pattern)) for pattern in review.patterns},
        "model": _by_name(names),
        "assumption": {said: said for said in _at(review, "lessons.failed_assumptions.*")},
        "safeguard": {name: name for name in kept_from},
        "data": _by_name([*_at(review, "drift.*.feature"), *code]),
        "family": _by_name(first[0] for name in names if (first := _NAME.match(name))),
        "class": {name: _spoken(name) for name in _at(review, "classes.*") if name != "other"},
        "layer": {name: _spoken(name) for name in review.layers},
        "task": {name: name for name in _at(review, "models.*.task") if name != "other"},
        "serving": {name: name for name in _at(review, "models.*.serving")},
    }
    return {kind: keys for kind in KINDS if (keys := found[kind])}


def together(*some: Traits) -> Traits:
    """Several traits as one; of the same key the last says how it is said."""
    return {
        kind: keys for kind in KINDS if (keys := {key: said for one in some for key, said in one.get(kind, {}).items()})
    }


def _at(review: Review, path: str) -> list[str]:
    return [value for value in values_at(review.data, tuple(path.split("."))) if isinstance(value, str)]


def _by_name(names: Iterable[str]) -> dict[str, str]:
    """Names that differ only in case or punctuation are one."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(same_name(name), name)
    return found


def _spoken(value: str) -> str:
    return value.replace("-", " ")
