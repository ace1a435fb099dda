"""A time without a zone gets the offset of its day, where the repository names the zone and the time was one time."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, overlaid, page
from tests.unit.repairs.mending import left, mended


@pytest.mark.parametrize(
    ("zone", "written", "right"),
    [
        ("Europe/Vienna", "2025-01-15T10:00", "2025-01-15T10:00+01:00"),
        ("Europe/Vienna", "2025-07-15T10:00:30", "2025-07-15T10:00:30+02:00"),
        ("Europe/Vienna", "2025-07-15 10:00", "2025-07-15T10:00+02:00"),
        ("Europe/Vienna", "'2025-07-15 10:00'", "'2025-07-15T10:00+02:00'"),
        ("Europe/Vienna", "2025-03-30T01:59", "2025-03-30T01:59+01:00"),
        ("Europe/Vienna", "2025-03-30T03:00", "2025-03-30T03:00+02:00"),
        ("Europe/Vienna", "2025-10-26T03:00", "2025-10-26T03:00+01:00"),
        ("America/St_Johns", "2025-01-15T10:00", "2025-01-15T10:00-03:30"),
        ("Asia/Kolkata", "2025-01-15T10:00", "2025-01-15T10:00+05:30"),
        ("UTC", "2025-01-15T10:00", "2025-01-15T10:00Z"),
        ("Europe/Vienna", "2025-01-15 10:00:00.5", "2025-01-15T10:00:00+01:00"),
        ("Europe/Vienna", "15 January 2025, 10:00", "2025-01-15T10:00+01:00"),
    ],
)
def test_the_offset_of_that_day_is_added(zone: str, written: str, right: str) -> None:
    text = page(overlaid(DRAFT, f"onset: {written}\n"))
    assert mended(text, zone=zone) == text.replace(written, right)


@pytest.mark.parametrize(
    ("zone", "written", "reason"),
    [
        (None, "2025-01-15T10:00", "The time zone is unknown: set `time_zone` under"),
        ("Europe/Vienna", "2025-03-30T02:30", "This time did not exist in Europe/Vienna: the clocks went forward"),
        ("Europe/Vienna", "2025-10-26T02:30", "This time occurred twice in Europe/Vienna: the clocks went back"),
        ("Europe/Vienna", "2025-02-30T10:00", "Needs your input"),
        ("Europe/Vienna", "2025-02-20T25:00", "Needs your input"),
        ("Africa/Monrovia", "1960-01-15T10:00", "The offset of Africa/Monrovia was not a whole number of minutes then"),
        ("Europe/Vienna", "last Tuesday", "Needs your input"),
    ],
)
def test_a_time_that_was_none_or_two_is_left(zone: str | None, written: str, reason: str) -> None:
    text = page(overlaid(DRAFT, f"onset: {written}\n"))
    assert mended(text, zone=zone) == text
    (said,) = left(text, zone=zone)
    assert said.startswith(reason)


def test_a_field_that_holds_no_moment_gets_no_zone() -> None:
    action = "{id: A1, area: prevention, title: B, owner: c, status: open, due: 2025-01-15T10:00}"
    text = page(overlaid(DRAFT, f"actions:\n  - {action}\n"))
    assert mended(text) == text
    assert "Needs your input" in left(text)
