"""A time without a zone gets the offset that the zone of the repository had at that time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic
from afterword.reading import Scalar
from afterword.reading.rewriting import rewritten
from afterword.rules.registry import FileContext
from afterword.rules.repair import Left, Repair, place_of
from afterword.rules.wording import field_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LOCAL = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)", re.ASCII)


def with_zone(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Add the offset to a moment whose zone is missing; no other malformed value is touched."""
    place = place_of(file.document, diagnostic)
    field = field_at(file.contract, place.path)
    if field is None or field.format != "moment" or not isinstance(place.value, Scalar):
        return Left("What was meant cannot be told from what is written")
    match = _LOCAL.fullmatch(place.value.text)
    if match is None:
        return Left("What was meant cannot be told from what is written")
    if file.settings.time_zone is None:
        return Left("No zone is named: set `time_zone` under [tool.afterword], or write the zone")
    written = f"{match[1]}T{match[2]}"
    offset = _offset(written, file.settings.time_zone)
    if isinstance(offset, Left):
        return offset
    edit = rewritten(file.document, place.value, f"{written}{offset}")
    if edit is None:
        return Left("It is written in a special way, which is not touched")
    return Repair(f"Write `{edit.text}`, as it was in {file.settings.time_zone}", (edit,))


def _offset(written: str, name: str) -> str | Left:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(name)
    try:
        local = datetime.fromisoformat(written)
        told = [_offset_at(local, zone, fold) for fold in (0, 1)]
    except (ValueError, OverflowError):
        return Left("There is no such time")
    found = [offset for offset in told if offset is not None]
    if not found:
        return Left(f"There was no such time in {name}: the clocks went forward over it")
    if found[0] != found[-1]:
        return Left(f"There were two such times in {name}: the clocks were put back")
    minutes, seconds = divmod(int(found[0].total_seconds()), 60)
    if seconds:
        return Left(f"The zone of {name} was not a whole number of minutes then")
    hours, minutes = divmod(abs(minutes), 60)
    return f"{'-' if found[0] < timedelta(0) else '+'}{hours:02}:{minutes:02}" if found[0] else "Z"


def _offset_at(local: datetime, zone: ZoneInfo, fold: int) -> timedelta | None:
    """The offset of a local time; ``None`` where it does not lead back to the same time, since there is none."""
    there = local.replace(tzinfo=zone, fold=fold)
    back = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return there.utcoffset() if back == local else None
