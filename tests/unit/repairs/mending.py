"""Repair a file that is only in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from afterword.check import check_file
from afterword.corpus import entry_of
from afterword.diagnostics import Diagnostic
from afterword.reading import read_raw
from afterword.repairs import Fixed, fix
from afterword.repairs.fixing import reason_left
from afterword.rules import FileContext
from afterword.schema import REVIEW, Contract
from tests.knowledge import EXAMPLE
from tests.made import SETTINGS

ZONED = replace(SETTINGS, time_zone="Europe/Vienna")


def context(raw: bytes, *, zone: str | None = "Europe/Vienna") -> FileContext:
    settings = replace(SETTINGS, time_zone=zone)
    entry = entry_of(read_raw(raw, EXAMPLE, settings.limits), contract())
    return FileContext(entry, contract(), settings, date(2026, 1, 31))


def mend(text: str, *, zone: str | None = "Europe/Vienna") -> Fixed:
    return fix(text.encode(), context(text.encode(), zone=zone))


def mended(text: str, *, zone: str | None = "Europe/Vienna") -> str:
    return mend(text, zone=zone).raw.decode()


def left(text: str, *, zone: str | None = "Europe/Vienna") -> list[str]:
    """The reasons why problems are left."""
    done = mend(text, zone=zone)
    file = replace(context(text.encode(), zone=zone), entry=done.entry)
    return [reason_left(file, found, done.refused) for found in check_file(file)]


def found(raw: bytes) -> list[Diagnostic]:
    return list(check_file(context(raw)))


@cache
def contract() -> Contract:
    return Contract(REVIEW)
