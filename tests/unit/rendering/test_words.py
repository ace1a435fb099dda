"""Spans of time say no more than the moments do."""

from __future__ import annotations

import pytest

from afterword.model import parse_moment
from afterword.rendering.words import after, between, measured, opened
from afterword.text.numbers import exact


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-01-10", "2025-01-11T08:00Z", "1 day after"),
        ("2025-01-31", "2025-04-01", "2 months after"),
        ("2023-03-01", "2026-03-01", "3 years after"),
        ("2024-11", "2025-02-19", "about 3 months after"),
        ("2021-02", "2024-01", "about 3 years after"),
        ("2018", "2019-12-31", "about 1 year after"),
        ("2022-08", "2022-08-25", "the same month as"),
        ("2022", "2022-08", "the same year as"),
        ("2022-08-25", "2022-08-25T08:00Z", "the same day as"),
        ("2021-06-02T01:00+09:00", "2021-06-01T10:00-07:00", "the same day as"),
        ("2021-06-01T23:00-07:00", "2021-06-03T01:00+09:00", "1 day after"),
        ("2022-09", "2022-08-25", "after"),
        ("unknown", "2025-01-01", "after"),
    ],
)
def test_how_long_after_another_one_an_incident_began_is_said_in_its_largest_unit(
    start: str, end: str, said: str
) -> None:
    assert after(parse_moment(start), parse_moment(end)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-09-01T23:30-08:00", "2025-09-02T08:00Z", "less than a day"),
        ("2025-09-01T23:30Z", "2025-09-03T00:30Z", "about 1 day"),
        ("2025-06-02T01:00+09:00", "2025-06-01T17:00Z", "the same day"),
        ("2025-06-01T01:00Z", "2025-06-01T23:00Z", "the same day"),
        ("2025-06-01T02:00+09:00", "2025-06-01T01:00+09:00", ""),
        ("2025-06-01", "2025-06-03T08:00Z", "about 2 days"),
        ("2025-06-01T08:00Z", "2025-06", ""),
    ],
)
def test_days_after_an_onset_of_some_day_are_counted_by_the_clock(start: str, end: str, said: str) -> None:
    assert between(parse_moment(start), parse_moment(end), "day") == said


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("decision to stop", "Decision to stop"),
        ("post-training limits", "Post-training limits"),
        ("unit, end-to-end and load tests", "Unit, end-to-end and load tests"),
        ("iOS check", "iOS check"),
        ("`orders_12m` check", "`orders_12m` check"),
        ("orders_12m check", "orders_12m check"),
        ("Kill switch", "Kill switch"),
        ("", ""),
    ],
)
def test_what_opens_a_line_has_a_capital_unless_it_is_a_name(written: str, shown: str) -> None:
    assert opened(written) == shown


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0.41, "0.41"),
        (0.94031, "0.9403"),
        (-0.0, "0"),
        (751.34, "751.3"),
        (12345.6, "12,346"),
        (-333500.4, "-333,500"),
        (1.2e9, "1.2e9"),
        (2.5e-7, "2.5e-7"),
        (-1.7e308, "-1.7e308"),
        (9999.7, "10,000"),
        (5, "5"),
    ],
)
def test_a_measured_number_has_four_digits_or_its_whole_part(number: float, said: str) -> None:
    assert measured(number) == said


def test_a_file_has_every_digit_of_a_number() -> None:
    assert [str(exact(number)) for number in (0.1 + 0.2, 1503.0, 7, 1e300)] == [
        "0.30000000000000004",
        "1503",
        "7",
        "1e+300",
    ]
