"""Short ways to settings, to a window and to what an export says of them."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from typing import Any

import pytest

from afterword.capture.interface import Export, Fetched
from afterword.evidence.snapshot import Series, Span, Window
from afterword.http import NoAnswer
from afterword.settings.source_tables import read_sources
from afterword.settings.sources import Source

NIGHT = Window(
    Span(datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 1, 10, tzinfo=UTC)),
    Span(datetime(2026, 3, 1, 10, tzinfo=UTC), datetime(2026, 3, 1, 14, tzinfo=UTC)),
)
"""The window of the tests: two hours of baseline, and four of the incident."""


def source(kind: str, metrics: dict[str, Any] | None = None, **settings: Any) -> Source:
    """A source as the settings give it, so that a test sets only what users can set."""
    found = {name: {"breach": "below", **row} if "threshold" in row else row for name, row in (metrics or {}).items()}
    return read_sources({"it": {"kind": kind, **settings, "metrics": found}})[0]


def read(content: str | bytes, of: Source) -> Fetched:
    """What a file says."""
    export: Export = importlib.import_module(f"afterword.capture.exports.{of.kind}").EXPORT
    return export.read(content.encode() if isinstance(content, str) else content, of, of.metrics, NIGHT)


def one(content: str | bytes, of: Source) -> Series:
    """The only series of a file, from which nothing is missing."""
    fetched = read(content, of)
    assert fetched.missing == ()
    (series,) = fetched.series
    return series


def refused(content: str | bytes, of: Source) -> str:
    """Why a file gives nothing."""
    with pytest.raises(NoAnswer) as caught:
        read(content, of)
    return str(caught.value)


def points(series: Series) -> dict[str, float | None]:
    """The points of a series by the time of day."""
    return {point.at.strftime("%H:%M"): point.value for point in series.points}
