"""What an answer means where it is not written as a review has it: ``SEV2``, ``yesterday 9:10``, ``1,200``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from afterword.diagnostics import field_path
from afterword.migrations import others
from afterword.model.written_day import ORDERS, TwoMeaningsError
from afterword.model.written_moment import rewritten_day, rewritten_moment
from afterword.model.written_relative import dated
from afterword.rules.on_demand.typos import candidates
from afterword.schema import Field
from afterword.schema.formats import REASONS
from afterword.settings import Settings

_GROUPED: Final = re.compile(r"\d{1,3}(?:[, _'\u2009\u202f]\d{3})+(?:\.\d+)?", re.ASCII)
_SHORTEST: Final = 3
"""As many letters of a word must be there for it to be the beginning of a longer one; ``y`` and ``n`` are enough."""


class Meant(NamedTuple):
    """An answer as a review has it, or the ``choices`` where that is for its author to say, and ``why`` it is."""

    text: str
    choices: tuple[str, ...] = ()
    why: str = ""


def meant(field: Field, text: str, settings: Settings, now: datetime, words: Iterable[str] = ()) -> Meant:
    """What a text means as a value of a field; a text that means nothing there comes back as it is.

    ``words`` are the values to choose from where the schema does not have them. ``now`` is aware of its zone.
    """
    if known := list(words) or list(field.terms):
        return _listed(field, text, known, settings)
    if field.format in {"moment", "date"}:
        return _time(field, text, settings, now)
    if field.kind in {"number", "integer"} and _GROUPED.fullmatch(text):
        return Meant(re.sub(r"[^\d.]", "", text))
    return Meant(text)


def _listed(field: Field, text: str, known: list[str], settings: Settings) -> Meant:
    """A word of a vocabulary, or several of them between commas."""
    if field.kind != "array":
        return _word(field, text, known, settings)
    found = [_word(field, part, known, settings) for word in text.split(",") if (part := word.strip())]
    doubt = next((one for one in found if one.choices), None)
    if doubt is None:
        return Meant(", ".join(one.text for one in found))
    at = found.index(doubt)
    return Meant(
        text,
        tuple(
            ", ".join([*(f.text for f in found[:at]), one, *(f.text for f in found[at + 1 :])]) for one in doubt.choices
        ),
    )


def _word(field: Field, word: str, known: list[str], settings: Settings) -> Meant:
    if word in known:
        return Meant(word)
    table = others(settings.fields, settings.values)
    path = field_path(field.path)
    titles = [term.value for term in field.terms.values() if term.title.casefold() == word.casefold()]
    sure = [one for one in (*titles, table.surely(path, word)) if one in known]
    near = sure[:1] or candidates(word, known) or _begun(word, known)
    if len(near) == 1:
        return Meant(near[0])
    if near:
        return Meant(word, tuple(near))
    probable = table.value(path, word)
    return Meant(word, (probable,) if probable in known else ())


def _begun(word: str, known: list[str]) -> list[str]:
    form = word.casefold()
    long_enough = len(form) >= _SHORTEST or set(known) >= {"yes", "no"}
    return [one for one in known if one.startswith(form)] if form and long_enough else []


def _time(field: Field, text: str, settings: Settings, now: datetime) -> Meant:
    if not REASONS[field.format](text):
        return Meant(text)
    zone = settings.time_zone or ""
    there = now.astimezone(ZoneInfo(zone)) if zone else now
    day = text
    try:
        day = dated(text, there)
        return Meant(_form(field, day, zone, ""))
    except TwoMeaningsError as several:
        texts = several.texts or (day, day)
        found = [_tried(field, one, zone, order) for one, order in zip(texts, ORDERS, strict=True)]
        return Meant(text, tuple(dict.fromkeys(filter(None, found))))
    except ValueError:  # what is missing is told by the check, as of the day that is known
        return Meant(day)


def _tried(field: Field, text: str, zone: str, order: str) -> str:
    try:
        return _form(field, text, zone, order)
    except ValueError:
        return ""


def _form(field: Field, text: str, zone: str, order: str) -> str:
    if field.format == "date":
        return rewritten_day(text, order=order)
    return rewritten_moment(text, zone=zone, order=order)
