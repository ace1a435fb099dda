"""Add to a time without a zone the offset that the configured zone had at that time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic
from afterword.reading import Scalar
from afterword.reading.rewriting import rewritten
from afterword.rules.registry import FileContext
from afterword.rules.repair import FOR_ITS_AUTHOR, Left, Repair, place_of
from afterword.rules.wording import field_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LOCAL = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)", re.ASCII)


def with_zone(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Add the offset to a moment whose zone is missing; no other malformed value is touched."""
    place = place_of(file.document, diagnostic)
    field = field_at(file.contract, place.path)
    if field is None or field.format != "moment" or not isinstance(place.value, Scalar):
        return FOR_ITS_AUTHOR
    match = _LOCAL.fullmatch(place.value.text)
    if match is None:
        return FOR_ITS_AUTHOR
    if file.settings.time_zone is None:
        return Left("The time zone is unknown: set `time_zone` under [tool.afterword], or write the offset")
    written = f"{match[1]}T{match[2]}"
    offset = _offset(written, file.settings.time_zone)
    if isinstance(offset, Left):
        return offset
    edit = rewritten(file.document, place.value, f"{written}{offset}")
    if edit is None:
        return Left("It cannot be edited safely; edit it by hand")
    return Repair(f"Write `{edit.text}`, with the offset of {file.settings.time_zone}", (edit,))


def _offset(written: str, name: str) -> str | Left:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(name)
    try:
        local = datetime.fromisoformat(written)
        both = [_offset_at(local, zone, fold) for fold in (0, 1)]
    except (ValueError, OverflowError):
        return Left("This time does not exist")
    found = [offset for offset in both if offset is not None]
    if not found:
        return Left(f"This time did not exist in {name}: the clocks went forward")
    if found[0] != found[-1]:
        return Left(f"This time occurred twice in {name}: the clocks went back")
    minutes, seconds = divmod(int(found[0].total_seconds()), 60)
    if seconds:
        return Left(f"The offset of {name} was not a whole number of minutes then")
    hours, minutes = divmod(abs(minutes), 60)
    return f"{'-' if found[0] < timedelta(0) else '+'}{hours:02}:{minutes:02}" if found[0] else "Z"


def _offset_at(local: datetime, zone: ZoneInfo, fold: int) -> timedelta | None:
    """The offset of a local time; ``None`` if that time does not exist in the zone."""
    there = local.replace(tzinfo=zone, fold=fold)
    back = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return there.utcoffset() if back == local else None
