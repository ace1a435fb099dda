"""What a source has forgotten stays, also where it has something new to say of the time that it still knows."""

from __future__ import annotations

from datetime import datetime, timedelta

from afterword.capture.comparing import Compared, compared
from afterword.capture.shrinking import shrunk
from afterword.evidence.figures import first_crossing, time_beyond
from afterword.evidence.form import dump
from afterword.evidence.reading import read_bytes
from afterword.evidence.snapshot import Point, Series, Snapshot, Span, Whole, Window
from tests.captured import BEGUN, ONSET, WINDOW, fallen, points, precision, snapshot

LATE = ONSET + timedelta(minutes=95)
LATER = WINDOW.end - timedelta(minutes=10)


def since(series: Series, at: datetime) -> Series:
    return series._replace(points=tuple(point for point in series.points if point.at >= at))


def without(series: Series, *times: datetime) -> Series:
    return series._replace(points=tuple(point for point in series.points if point.at not in times))


def twice(first: Snapshot, second: Snapshot) -> Compared:
    """Two captures; a third one of the same as the second has nothing new."""
    made = compared(second, first, None)
    read_bytes(dump(made.snapshot))
    assert compared(second, made.snapshot, None).same
    return made


def test_points_before_those_that_the_source_still_has_stay_beside_new_ones() -> None:
    made = twice(snapshot(without(precision(), LATER)), snapshot(since(precision(), LATE)))
    (series,) = made.snapshot.series
    assert series.points == precision().points
    forgotten = sum(point.at < LATE for point in series.points)
    assert made.told == (
        "precision: 1 point more",
        f"precision: the source no longer has {forgotten} points; the earlier ones stay",
    )
    assert series.notes[0].startswith("The source no longer has all of these points")
    assert first_crossing(series, WINDOW.incident) == first_crossing(precision(), WINDOW.incident)


def test_a_point_that_is_missing_between_new_ones_is_in_the_earlier_file_only() -> None:
    made = twice(snapshot(without(precision(), LATER)), snapshot(without(since(precision(), BEGUN), ONSET)))
    assert ONSET not in {point.at for point in made.snapshot.series[0].points}
    assert "precision: 1 point less; the earlier file still has them" in made.told
    assert made.snapshot.series[0].points[0].at == WINDOW.start


def test_points_of_another_grid_are_not_called_forgotten() -> None:
    shifted = tuple(point._replace(at=point.at + timedelta(minutes=2)) for point in precision().points[:-1])
    made = twice(snapshot(), snapshot(precision(points=shifted)))
    assert not [line for line in made.told if "no longer has" in line]
    assert made.snapshot.series[0].points == shifted


def test_a_coarser_past_does_not_make_the_time_beyond_shorter() -> None:
    fine = precision(step=60, points=points(fallen, Window(WINDOW.baseline, Span(LATE, WINDOW.end)), 60))
    made = twice(snapshot(), snapshot(since(fine, LATE)))
    (series,) = made.snapshot.series
    assert series.step == 300
    true = time_beyond(precision(), WINDOW.incident)
    assert true is not None
    beyond = time_beyond(series, WINDOW.incident)
    assert beyond is not None
    assert abs(true - beyond) <= timedelta(minutes=5)


def test_what_was_forgotten_of_a_part_of_the_points_stays_in_another_window_too() -> None:
    dense = precision(step=5, points=points(fallen, Window(WINDOW.incident, WINDOW.incident), 5))
    longer = Window(WINDOW.baseline, Span(WINDOW.incident.start, WINDOW.end + timedelta(minutes=30)))
    old = snapshot(shrunk(dense, WINDOW))
    made = twice(old, snapshot(shrunk(since(dense, LATE), longer), window=longer))
    (series,) = made.snapshot.series
    before = {point for point in old.series[0].points if point.at < LATE}
    assert {point for point in series.points if point.at < LATE} == before
    assert made.told[1:] == (f"precision: the source no longer has {len(before)} points; the earlier ones stay",)
    assert series.downsampled
    assert series.whole == Whole(step=5)


def test_a_part_of_the_points_beside_all_later_ones_is_still_a_part() -> None:
    dense = precision(step=5, points=points(fallen, Window(WINDOW.incident, WINDOW.incident), 5))
    few = since(precision(), LATE)._replace(points=(Point(LATE, 0.4), Point(LATER, 0.9)))
    (series,) = twice(snapshot(shrunk(dense, WINDOW)), snapshot(few)).snapshot.series
    assert series.downsampled
