"""What a text means as a moment, a day or a list, where it has one meaning."""

from __future__ import annotations

import re
from typing import Final

from afterword.diagnostics import Path
from afterword.model.written_moment import NO_ZONE, rewritten_day, rewritten_moment
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR, Left
from afterword.rules.on_demand.suggesting import value_hint
from afterword.rules.on_demand.typos import word_meant
from afterword.schema import Field
from afterword.settings import Settings

_BETWEEN: Final = re.compile(r"[,;\n]")
_LONGEST_NAME: Final = 80
"""What may be longer is a sentence, in which a comma does not part one item from the next."""


def form_meant(settings: Settings, field: Field, text: str) -> tuple[str, str] | Left:
    """The one form that a text has as a moment or a day, with what was added as the end of a sentence."""
    zone = settings.time_zone or ""
    if field.format not in {"moment", "date"}:
        return FOR_ITS_AUTHOR
    try:
        return (rewritten_day(text) if field.format == "date" else rewritten_moment(text)), ""
    except ValueError as error:
        if str(error) != NO_ZONE:
            return FOR_ITS_AUTHOR
    if not zone:
        return Left("The time zone is unknown: set `time_zone` under [tool.afterword], or write the offset")
    try:
        return rewritten_moment(text, zone=zone), f", with the offset of {zone}"
    except ValueError as reason:
        return Left(str(reason)[0].upper() + str(reason)[1:])


def items_meant(settings: Settings, field: Field, path: Path, text: str) -> list[str] | Left:
    """The items of a list that a text can only mean, or why it is not certain."""
    if field.kind != "array" or field.item is None or field.item.kind != "string":
        return FOR_ITS_AUTHOR
    item, parts = field.item, [one for part in _BETWEEN.split(text) if (one := part.strip())]
    if not parts:
        return FOR_ITS_AUTHOR
    if field.terms:
        words = [word_meant(settings, field, (*path, at), part) for at, part in enumerate(parts)]
        if "" in words:
            at = words.index("")
            return Left(value_hint(settings, list(field.terms), (*path, at), parts[at]))
        return list(dict.fromkeys(words))
    if len(parts) != 1 and item.bounds.get("maxLength", _LONGEST_NAME + 1) > _LONGEST_NAME:
        return Left("It can be one item or several; write each on a line of its own, after `- `")
    sound = all(
        len(part) <= item.bounds.get("maxLength", len(part)) and re.search(item.bounds.get("pattern", ""), part)
        for part in parts
    )
    items = list(dict.fromkeys(parts)) if field.bounds.get("uniqueItems") else parts
    return items if sound else Left("Not each of its parts can be an item; write them by hand")
