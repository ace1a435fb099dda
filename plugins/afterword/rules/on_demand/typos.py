"""Which word of a vocabulary is meant by one that is not in it, such as a typo."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.diagnostics import Path, field_path
from afterword.migrations import others
from afterword.schema import Field
from afterword.settings import Settings

_LONGEST = 64


def word_meant(settings: Settings, field: Field, path: Path, word: str) -> str:
    """The one value of the vocabulary of a field that a word can mean; empty if there is none, or several."""
    known = others(settings.fields, settings.values).surely(field_path(path), word)
    return known if known in field.terms else meant_among(word, field.terms)


def candidates(word: str, allowed: Iterable[str]) -> list[str]:
    """The allowed words of which this one can be a typo.

    Case does not matter, nor do spaces and underscores in place of hyphens. Otherwise one letter may be missing, extra,
    wrong or swapped with its neighbour, or two in a word of eight letters or more. The first letter must be right,
    because `unverified` is not a typo of `verified`.
    """
    words = list(allowed)
    form = _form(word[:_LONGEST])
    if same := [known for known in words if _form(known) == form]:
        return same
    slips = 2 if len(form) >= 8 else 1 if len(form) >= 4 else 0
    return [known for known in words if _form(known)[:1] == form[:1] and 0 < _slips(form, _form(known)) <= slips]


def meant_among(word: str, allowed: Iterable[str]) -> str:
    """The one allowed word of which this one can be a typo; empty if there is none, or several."""
    close = candidates(word, allowed)
    return close[0] if len(close) == 1 else ""


def _form(word: str) -> str:
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())


def _slips(one: str, other: str) -> int:
    """How many typos are between two words: the distance of optimal string alignment."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row, earlier = row, [i], before
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
