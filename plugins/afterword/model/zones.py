"""Time zones as people write them: an offset, an abbreviation, or the name of a place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

_TABLE: Final = Path(__file__).with_name("zones.toml")
_OFFSET: Final = re.compile(r"(?:(?:UTC|GMT) ?)?([+-])(\d{1,2})(?::?(\d{2}))?", re.ASCII | re.IGNORECASE)
_PLACE: Final = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Za-z0-9_+-]+)+")


def offset_of(zone: str, local: str) -> str:
    """The offset of a zone at a local time, such as ``+01:00``, or ``Z`` for UTC.

    ``local`` is a date-time without a zone (``2026-03-02T16:33``). Raises ``ValueError`` with a reason, as the end of
    a sentence, for an unknown zone, and for a time that the zone had twice or not at all.
    """
    if match := _OFFSET.fullmatch(zone):
        return f"{match[1]}{match[2]:0>2}:{match[3] or '00'}"
    name = zone.upper()
    if fixed := _table()["fixed"].get(name):
        return str(fixed)
    if seasonal := _table()["seasonal"].get(name):
        offset, place = seasonal
        if offset_at(local, place) != offset:
            raise ValueError(f"{name} was not in use on {local[:10]}; write the offset")
        return str(offset)
    if several := _table()["several"].get(name):
        raise ValueError(f"the zone {name} has several meanings: {several}; write the offset")
    place = str(_table()["regional"].get(name, zone))
    if not _PLACE.fullmatch(place):
        raise ValueError(f"the zone `{zone[:40]}` is unknown; write the offset, such as +01:00, or Z for UTC")
    return offset_at(local, place)


def known_zones() -> Mapping[str, Mapping[str, Any]]:
    """The table of abbreviations: with one offset, of a place, of its seasons, and with several meanings."""
    return _table()


def abbreviations() -> frozenset[str]:
    """Every abbreviation with a meaning, or with several."""
    return frozenset(name for names in _table().values() for name in names)


def is_zone(zone: str) -> bool:
    """Whether a text is an offset, an abbreviation, or the name of a place in the IANA database."""
    if _OFFSET.fullmatch(zone) or zone.upper() in abbreviations():
        return True
    try:
        return bool(_PLACE.fullmatch(zone) and ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return False


def offset_at(local: str, place: str) -> str:
    """The offset of a place, by its name in the IANA database, at a local time; raises ``ValueError`` as above."""
    try:
        zone = ZoneInfo(place)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"the zone `{place[:40]}` is unknown") from None
    try:
        time = datetime.fromisoformat(local)
        both = [_at(time, zone, fold) for fold in (0, 1)]
    except (ValueError, OverflowError):
        raise ValueError("this time does not exist") from None
    found = [offset for offset in both if offset is not None]
    if not found:
        raise ValueError(f"this time did not exist in {place}: the clocks went forward")
    if found[0] != found[-1]:
        raise ValueError(f"this time occurred twice in {place}: the clocks went back")
    minutes, seconds = divmod(int(found[0].total_seconds()), 60)
    if seconds:
        raise ValueError(f"the offset of {place} was not a whole number of minutes then")
    hours, minutes = divmod(abs(minutes), 60)
    return f"{'-' if found[0] < timedelta(0) else '+'}{hours:02}:{minutes:02}" if found[0] else "Z"


def _at(local: datetime, zone: ZoneInfo, fold: int) -> timedelta | None:
    """The offset of a local time; ``None`` if that time does not exist in the zone."""
    there = local.replace(tzinfo=zone, fold=fold)
    back = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return there.utcoffset() if back == local else None


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_TABLE.read_text("utf-8"))
