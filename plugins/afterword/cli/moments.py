"""A time without its zone or its day, completed by the times that the same review has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from afterword.model.written_day import plain
from afterword.model.written_moment import NO_ZONE, rewritten_moment
from afterword.scaffold import Meant, field_of, leaves, spelled
from afterword.schema import Field

_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: .+|Z|[+-]\d.*)?", re.ASCII | re.IGNORECASE)
_EXACT: Final = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T[\d:]+(?P<zone>Z|[+-]\d\d:\d\d)", re.ASCII)
_UTC: Final = "Z"


def completed(found: Meant, values: Mapping[str, Any], fields: Field) -> Meant:
    """An answer with what it may mean, where its zone or its day is missing; otherwise as it is."""
    day, zone = _last(values, fields)
    if day and _CLOCK.fullmatch(plain(found.text)):
        meant = _with(f"{day} {found.text}", zone)
        others = tuple(one for one in found.choices if one not in meant)
        return Meant(found.text, (*meant, *others), "has no day") if meant else found
    if found.choices or _reason(found.text) != NO_ZONE:
        return found
    return Meant(found.text, _with(found.text, zone), "has no time zone, which you can type now")


def with_zone(text: str, zone: str) -> str:
    """A moment without a zone with one that was typed after it; empty if that is none."""
    try:
        return rewritten_moment(f"{text} {zone}")
    except ValueError:
        return ""


def _with(text: str, zone: str) -> tuple[str, ...]:
    """The moments that a text can be: in the zone of the review, and in UTC."""
    found = []
    for one in (zone, _UTC):
        try:
            found.append(rewritten_moment(text, zone=one))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _reason(text: str) -> str:
    try:
        rewritten_moment(text)
    except ValueError as reason:
        return str(reason)
    return ""


def _last(values: Mapping[str, Any], fields: Field) -> tuple[str, str]:
    """The day and the zone of the last exact moment among values; empty if there is none."""
    day, zone = "", _UTC
    for path, text in leaves(values):
        match = _EXACT.fullmatch(text)
        if match and (field := field_of(spelled(path), fields)) is not None and field.format == "moment":
            day, zone = match["day"], match["zone"]
    return day, zone
