"""A moment says when as exactly as it is known, and no more."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from afterword.model import Moment, parse_day, parse_moment


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2025-11-18T11:20:30Z", "second", utc(2025, 11, 18, 11, 20, 30), utc(2025, 11, 18, 11, 20, 31)),
        ("2025-11-18T12:20+01:00", "minute", utc(2025, 11, 18, 11, 20), utc(2025, 11, 18, 11, 21)),
        ("2025-01-01T00:10+05:45", "minute", utc(2024, 12, 31, 18, 25), utc(2024, 12, 31, 18, 26)),
        ("2025-11-18", "day", utc(2025, 11, 17, 10), utc(2025, 11, 19, 12)),
        ("2024-02", "month", utc(2024, 1, 31, 10), utc(2024, 3, 1, 12)),
        ("2025-12", "month", utc(2025, 11, 30, 10), utc(2026, 1, 1, 12)),
        ("2025", "year", utc(2024, 12, 31, 10), utc(2026, 1, 1, 12)),
        ("2199-12-31", "day", utc(2199, 12, 30, 10), utc(2200, 1, 1, 12)),
    ],
)
def test_a_moment_is_bounded_by_what_was_written(
    text: str, precision: str, earliest: datetime, latest: datetime
) -> None:
    moment = Moment.parse(text)
    assert (moment.precision, moment.earliest, moment.latest) == (precision, earliest, latest)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-30", "there is no day 2025-02-30"),
        ("2025-02-29T10:00Z", "there is no day 2025-02-29"),
        ("2025-13", "there is no day 2025-13-01"),
        ("2025-01-01T24:00Z", "there is no time 24:00"),
        ("2025-01-01T10:60Z", "there is no time 10:60"),
        ("2025-01-01T23:59:60Z", "there is no time 23:59:60"),
        ("2025-01-01T10:00+25:00", "there is no zone +25:00"),
        ("2025-01-01T10:00-14:60", "there is no zone -14:60"),
        ("0000-01-01", "the year must lie between 1900 and 2199"),
        ("9999-12", "the year must lie between 1900 and 2199"),
        ("9999-12-31T23:59-12:00", "the year must lie between 1900 and 2199"),
    ],
)
def test_what_is_no_moment_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        Moment.parse(text)


OTHER_FORMS = ["", " 2025", "2025-01-01\n", "25-01-01", "2025-1-1", "20250101", "yesterday", "2025-01-01T10Z", "1e3"]
OTHER_FORMS += [
    "2025-01-01t10:00z",
    "٢٠٢٥-٠١-٠١",
    "2025-01-01T10:00:00+0100",
    "2025-W01",
    "2025-01-01/2025-01-02",
    "-2025",
]


@pytest.mark.parametrize("text", OTHER_FORMS)
def test_no_other_form_is_taken(text: str) -> None:
    with pytest.raises(ValueError, match="it is not a date-time with a zone, a date, a month or a year"):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("later", "earlier", "surely"),
    [
        ("2025-01-01T11:00Z", "2025-01-01T10:59Z", True),
        ("2025-01-01T10:30Z", "2025-01-01T10:30:30Z", False),
        ("2025-01-01T10:00-05:00", "2025-01-01T14:30Z", True),
        ("2025-01-01T10:00+05:00", "2025-01-01T04:59Z", True),
        ("2025-01-02", "2025-01-01T12:00Z", False),
        ("2025-01-03", "2025-01-01T12:00Z", True),
        ("2025-01-02T13:00Z", "2025-01-01", True),
        ("2025-01-02T11:00Z", "2025-01-01", False),
        ("2025-02", "2025-01", False),
        ("2025-03", "2025-01", True),
        ("2025", "2025-12-31", False),
        ("2026-12", "2025", True),
    ],
)
def test_later_is_what_is_later_however_it_is_read(later: str, earlier: str, surely: bool) -> None:
    assert Moment.parse(later).surely_after(Moment.parse(earlier)) is surely
    assert not Moment.parse(earlier).surely_after(Moment.parse(later))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2025-11-18T11:20:00Z", "18 November 2025, 11:20 UTC"),
        ("2025-11-18T11:20:30Z", "18 November 2025, 11:20 UTC"),
        ("2025-11-18T12:20+01:00", "18 November 2025, 12:20 +01:00"),
        ("2025-11-18T12:20:10-05:30", "18 November 2025, 12:20 -05:30"),
        ("2025-11-18", "18 November 2025"),
        ("2025-11", "November 2025"),
        ("2025", "2025"),
    ],
)
def test_a_moment_is_spoken_as_it_was_written(text: str, spoken: str) -> None:
    assert Moment.parse(text).spoken() == spoken


def test_the_day_is_that_of_the_writer_and_not_that_of_utc() -> None:
    moment = Moment.parse("2025-01-01T00:10+05:45")
    assert (moment.day, moment.year, moment.exact) == (date(2025, 1, 1), 2025, True)


@pytest.mark.parametrize("value", [None, "", "unknown", "soon", 2025, ["2025"]])
def test_what_is_absent_unknown_or_malformed_is_no_moment(value: object) -> None:
    assert parse_moment(value) is None
    assert parse_day(value) is None


def test_only_a_whole_date_is_a_day() -> None:
    assert [parse_day(text) for text in ("2025-01-31", "2025-01", "2025-01-31T10:00Z")] == [
        date(2025, 1, 31),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2024-02", "2024-02-29"),
        ("2025", "2025-12-31"),
        ("2025-03-31", "2025-03-31"),
        ("2025-03-31T23:59:59-11:00", "2025-03-31"),
    ],
)
def test_a_moment_ends_on_the_last_day_that_it_names(text: str, last: str) -> None:
    assert Moment.parse(text).last_day.isoformat() == last
