"""The zones that a text names: behind a time or a range of times, and once for all of its times."""

from __future__ import annotations

import re
from typing import Final

from afterword.model.written_day import plain
from afterword.model.zones import is_zone

# Behind a minus, only an offset that exists: another number is the end of a range.
_OFFSET: Final = r"(?:\+\d{1,2}(?::?\d{2})?|-(?:0?[239]:?30|0430|(?:0?\d|1[0-2])(?::?00)?))(?!:?\d)"
ZONE: Final = (
    rf"\(?(?P<zone>(?:utc|gmt)\ ?{_OFFSET}|(?<!\ ){_OFFSET}|(?=[+-](?:\d{{4}}|\d{{1,2}}:)){_OFFSET}"
    r"|(?!to\b|until\b)[a-z]{1,5}\b(?!/)|[a-z]+(?:/[a-z0-9_+-]+)+)\)?"
)
END_ZONE: Final = ZONE.replace("?P<zone", "?P<end_zone")
_ZONE_SAID: Final = re.compile(
    r"\btimes?\b[^.\n]{0,30}?\b(?:in|are|is|:)?\s*\(?(?P<named>[A-Z]{2,4}(?:[+-]\d{1,2}(?::?\d{2})?)?\b"
    r"|[A-Z][a-z]+(?:/[A-Z][A-Za-z_-]+)+\b|[+-]\d{1,2}:?\d{2}\b)"
    r"|[(\[,:]\s*(?:all\s+)?(?:times?\s+)?(?:in\s+)?(?P<bracketed>[A-Z]{2,4}(?:[+-]\d{1,2}(?::?\d{2})?)?)(?:\s+time)?\s*[)\]]"
    r"|(?<![A-Za-z])(?P<bare>(?:UTC|GMT)(?:\ ?[+-]\d{1,2}(?::?\d{2})?)?|PST|PDT|EST|EDT|CET|CEST)(?![A-Za-z])"
)


def zone_in(match: re.Match[str]) -> tuple[str, str]:
    """The zone of a time, or of the end of its range, and the text behind it, where a word that is no zone belongs."""
    found = ""
    for name in ("zone", "end_zone"):
        zone = (match[name] or "").strip()
        if zone and not is_zone(zone):
            at = match.start(name)
            return found, match.string[at - match.string.startswith("(", at - 1) :]
        found = found or zone
    return found, match["rest"]


def zone_said(text: str) -> str:
    """The zone that a heading or a sentence names for its times, such as ``all times UTC``; empty if it names none."""
    for match in _ZONE_SAID.finditer(plain(text)):
        zone = match["named"] or match["bracketed"] or match["bare"]
        if zone[0] in "+-" or is_zone(re.sub(r"\ ?[+-]\d.*", "", zone)):
            return str(zone)
    return ""
