"""Correct a misspelt value of a vocabulary or a misspelt field name that has one close match."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from afterword.reading import Mapping, Scalar
from afterword.reading.rewriting import replaced, rewritten
from afterword.rules.on_demand.repair import Left, Repair, place_of
from afterword.rules.on_demand.typos import meant_among, word_meant
from afterword.rules.registry import FileContext
from afterword.rules.wording import field_at

_SPECIAL = "It cannot be edited safely; edit it by hand"


def known_value(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write the value of the vocabulary that was meant: one that is near, or that others call so, as ``P2``."""
    place = place_of(file.document, diagnostic)
    field = field_at(file.contract, place.path)
    if field is None or not isinstance(place.value, Scalar):
        return Left("It is not a single value")
    word = word_meant(file.settings, field, place.path, place.value.text)
    if not word:
        return _said(diagnostic)
    edit = rewritten(file.document, place.value, word)
    return Repair(f"Replace `{place.value.text}` with `{word}`", (edit,)) if edit else Left(_SPECIAL)


def known_field(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Give a field the name that was meant, unless a field of that name is there."""
    place = place_of(file.document, diagnostic)
    group = field_at(file.contract, place.path[:-1])
    key = str(place.path[-1])
    if group is None or not isinstance(place.parent, Mapping) or key not in place.parent.entries:
        return Left("The file has changed since it was checked")
    name = meant_among(key, group.children)
    if not name:
        return _said(diagnostic)
    if name in place.parent.entries:
        return Left(f"The close match `{name}` is already a field here")
    entry = place.parent.entries[key]
    edit = replaced(file.document, entry.start, entry.end, key, name)
    return Repair(f"Rename the field `{key}` to `{name}`", (edit,)) if edit else Left(_SPECIAL)


def _said(diagnostic: Diagnostic) -> Left:
    """What the check suggests, where that is not certain enough to be written."""
    return Left(diagnostic.help.removesuffix("."))
