"""Correct a misspelt value of a vocabulary or a misspelt field name that has one close match."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.diagnostics import Diagnostic, field_path, one_of
from afterword.migrations import others
from afterword.reading import Mapping, Scalar
from afterword.reading.rewriting import replaced, rewritten
from afterword.rules.registry import FileContext
from afterword.rules.repair import Left, Repair, place_of
from afterword.rules.wording import field_at

_LONGEST = 64
_SPECIAL = "It cannot be edited safely; edit it by hand"


def known_value(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write the value of the vocabulary that was meant: one that is near, or that others call so, as ``P2``."""
    place = place_of(file.document, diagnostic)
    field = field_at(file.contract, place.path)
    if field is None or not isinstance(place.value, Scalar):
        return Left("It is not a single value")
    known = others(file.settings.fields, file.settings.values).surely(field_path(place.path), place.value.text)
    word = known if known in field.terms else _meant(place.value.text, field.terms)
    if isinstance(word, Left):
        return word
    edit = rewritten(file.document, place.value, word)
    return Repair(f"Replace `{place.value.text}` with `{word}`", (edit,)) if edit else Left(_SPECIAL)


def known_field(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Give a field the name that was meant, unless a field of that name is there."""
    place = place_of(file.document, diagnostic)
    group = field_at(file.contract, place.path[:-1])
    key = str(place.path[-1])
    if group is None or not isinstance(place.parent, Mapping) or key not in place.parent.entries:
        return Left("The file has changed since it was checked")
    name = _meant(key, group.children)
    if isinstance(name, Left):
        return name
    if name in place.parent.entries:
        return Left(f"The close match `{name}` is already a field here")
    entry = place.parent.entries[key]
    edit = replaced(file.document, entry.start, entry.end, key, name)
    return Repair(f"Rename the field `{key}` to `{name}`", (edit,)) if edit else Left(_SPECIAL)


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


def _meant(word: str, allowed: Iterable[str]) -> str | Left:
    words = list(allowed)
    close = candidates(word, words)
    if not close:
        return Left(f"No close match; allowed: {one_of(words)}")
    return close[0] if len(close) == 1 else Left(f"Several close matches: {one_of(close)}")


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
