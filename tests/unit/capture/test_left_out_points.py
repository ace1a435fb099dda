"""A file that keeps only a part of the points still says what all of them said, and nothing that they did not say."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from afterword.capture.comparing import compared
from afterword.capture.shrinking import shrunk
from afterword.evidence.figures import Figures, figures
from afterword.evidence.form import dump
from afterword.evidence.reading import read_bytes
from afterword.evidence.snapshot import Point, Series, Span, Window
from tests.captured import DETECTED, MITIGATED, ONSET, WINDOW, points, precision, snapshot


def spiky(at: datetime) -> float:
    """Around 100 and rising in the incident, with a moment of 900 every two minutes."""
    if at.minute % 2 == 0 and at.second == 0:
        return 900.0
    return 100.0 + at.second / 100 + (at >= ONSET)


EVERY = precision(
    metric="latency",
    unit="ms",
    threshold=500.0,
    breach="above",
    step=5,
    points=points(spiky, Window(Span(ONSET - timedelta(hours=2), ONSET), Span(ONSET, WINDOW.end)), 5),
)
CLOCKS = (DETECTED + timedelta(seconds=33), MITIGATED + timedelta(seconds=7))


def of(series: Series) -> Figures:
    return figures(series, WINDOW, *CLOCKS)


def test_the_figures_of_a_file_with_fewer_points_are_those_of_all_points() -> None:
    small = shrunk(EVERY, WINDOW, clocks=CLOCKS)
    assert len(small.points) < len(EVERY.points) / 3
    told, true = of(small), of(EVERY)
    assert told._replace(worst=None) == true._replace(worst=None)
    assert told.worst
    assert true.worst
    assert told.worst.value == true.worst.value
    again = read_bytes(dump(snapshot(small))).series[0]
    assert again == small
    assert of(again) == told


def test_a_point_without_a_number_is_kept_in_each_part() -> None:
    without = {point.at for point in EVERY.points[::300]}
    series = EVERY._replace(
        points=tuple(point._replace(value=None) if point.at in without else point for point in EVERY.points)
    )
    small = shrunk(series, WINDOW, most=900)
    assert len(small.points) <= 900
    assert {point.at for point in small.points if point.value is None} == without


@pytest.mark.slow
def test_at_a_clock_that_was_corrected_later_no_other_point_is_taken_for_the_number() -> None:
    small = shrunk(EVERY, WINDOW, clocks=CLOCKS)
    missing = [point for point in EVERY.points if point not in small.points and WINDOW.incident.holds(point.at)]
    values = {figures(small, WINDOW, point.at).at_detection for point in missing[::97]}
    assert values == {None}


def test_a_file_that_does_not_say_what_all_points_said_has_no_such_figures() -> None:
    found = of(shrunk(EVERY, WINDOW)._replace(whole=None))
    assert (found.baseline, found.beyond, found.at_detection, found.at_mitigation) == (None, None, None, None)


def test_how_long_it_was_beyond_is_not_known_of_a_sample() -> None:
    assert of(EVERY._replace(flags=("sampled",))).beyond is None


def test_in_another_window_the_figures_of_all_points_do_not_count() -> None:
    old = snapshot(shrunk(EVERY, WINDOW))
    longer = Window(WINDOW.baseline, Span(WINDOW.incident.start, WINDOW.end + timedelta(hours=1)))
    (kept,) = compared(snapshot(precision(), window=longer), old, None).snapshot.series[:1]
    assert (kept.metric, kept.whole and kept.whole.beyond, kept.whole and kept.whole.step) == ("latency", None, 5)


@pytest.mark.parametrize("other", [100.0, 101.0])
def test_a_change_among_points_that_are_not_kept_is_told(other: float) -> None:
    old, new = (
        snapshot(shrunk(EVERY._replace(points=with_extremes(usual)), WINDOW, most=900)) for usual in (100.0, other)
    )
    assert old.series[0].points == new.series[0].points
    made = compared(new, old, None)
    assert (made.same, made.told) == (
        (True, ()) if other == 100.0 else (False, ("latency: the points that are not kept have other values",))
    )


def with_extremes(usual: float) -> tuple[Point, ...]:
    """The points of the series with 900 and 50 in each minute, and another value between them."""
    return tuple(point._replace(value={0: 900.0, 30: 50.0}.get(point.at.second, usual)) for point in EVERY.points)
