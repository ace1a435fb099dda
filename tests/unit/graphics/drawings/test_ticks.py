"""An axis is marked at round numbers and times, whatever the size of what was measured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.snapshot import Span
from afterword.graphics.drawings import since_ticks, time_ticks
from afterword.graphics.drawings.ticks import MOST, number_ticks

START = datetime(2026, 3, 1, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0.35, 1.02, ["0.4", "0.6", "0.8", "1"]),
        (27, 889, ["200", "400", "600", "800"]),
        (-250_000, 10_000, ["-2e5", "-1e5", "0"]),
        (0, 1e-12, ["0", "5e-13", "1e-12"]),
        (-1.7e308, 1.7e308, ["-1.7e308", "1.7e308"]),
    ],
)
def test_numbers_of_any_size_get_round_marks(low: float, high: float, labels: list[str]) -> None:
    assert [label for _, label in number_ticks(low, high)] == labels


@given(st.floats(-1e308, 1e308), st.floats(0, 1e308))
def test_there_are_few_marks_and_no_two_read_the_same(low: float, length: float) -> None:
    high = min(low + length, 1.7e308)
    marks = number_ticks(low, high)
    labels = [label for _, label in marks]
    assert 1 <= len(marks) <= MOST
    assert len(set(labels)) == len(labels)
    assert all(isfinite(number) for number, _ in marks)


def test_times_are_round_and_name_a_day_once() -> None:
    marks = time_ticks(Span(START, START + timedelta(hours=6)), 4)
    assert [(label, below) for _, label, below in marks] == [("10:00", "1 Mar"), ("12:00", ""), ("14:00", "")]


def test_a_new_day_is_named_again() -> None:
    marks = time_ticks(Span(START, START + timedelta(hours=40)), 4)
    assert [(label, below) for _, label, below in marks] == [
        ("12:00", "1 Mar"),
        ("00:00", "2 Mar"),
        ("12:00", ""),
        ("00:00", "3 Mar"),
    ]


@given(st.integers(1, 10**9), st.integers(1, 6))
def test_there_are_never_more_times_than_asked_for(seconds: int, most: int) -> None:
    span = Span(START, START + timedelta(seconds=seconds))
    marks = time_ticks(span, most)
    assert len(marks) <= most
    assert all(span.holds(at) for at, _, _ in marks)


def test_times_from_an_onset_are_said_in_their_largest_unit() -> None:
    found = list(since_ticks(timedelta(hours=-1), timedelta(hours=9), 4))
    assert [label for _, label in found] == ["onset", "+3 h", "+6 h", "+9 h"]
