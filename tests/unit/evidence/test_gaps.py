"""What nobody measured is a gap, and is named as one."""

from __future__ import annotations

from datetime import timedelta

from afterword.evidence.gaps import gaps, runs
from afterword.evidence.snapshot import Point, Series, Span, Window
from tests.captured import BEGUN, ONSET, STEP, WINDOW, points, precision


def test_a_whole_series_has_none() -> None:
    assert gaps(precision(), WINDOW) == ()
    assert len(runs(precision())) == 1


def test_a_missing_step_and_a_point_without_a_number_are_gaps_from_point_to_point() -> None:
    step = timedelta(seconds=STEP)
    none_at, missing = BEGUN + 6 * step, BEGUN + 20 * step
    found = [point for point in points(lambda at: None if at == none_at else 1.0) if point.at != missing]
    series = precision(points=tuple(found))
    assert gaps(series, WINDOW) == (Span(none_at - step, none_at + step), Span(missing - step, missing + step))


def test_a_time_that_the_source_no_longer_has_is_a_gap_at_the_edge() -> None:
    late = tuple(point for point in precision().points if point.at >= BEGUN)
    assert gaps(precision(points=late), WINDOW) == (Span(WINDOW.start, BEGUN),)


def test_a_series_without_a_step_is_held_against_how_often_it_was_measured() -> None:
    hour = timedelta(hours=1)
    times = [WINDOW.start + at * hour for at in range(24) if at not in (10, 11, 12)]
    series = Series("auc", "q", points=tuple(Point(at, 1.0) for at in times))
    window = Window(Span(WINDOW.start, WINDOW.start + 12 * hour), Span(WINDOW.start + 12 * hour, times[-1]))
    assert gaps(series, window) == (Span(times[9], times[10]),)


def test_points_that_were_left_out_to_keep_a_file_small_are_no_gaps() -> None:
    kept = tuple(point for at, point in enumerate(precision().points) if at % 6 in (0, 2))
    assert gaps(precision(points=kept, flags=("downsampled",)), WINDOW) == ()
    assert len(gaps(precision(points=kept), WINDOW)) > 100


def test_of_one_point_the_rest_of_the_window_is_a_gap_only_if_it_has_a_step() -> None:
    one = (Point(ONSET, 0.4),)
    assert gaps(precision(points=one, step=None), WINDOW) == ()
    assert gaps(precision(points=one), WINDOW) == (Span(WINDOW.start, ONSET), Span(ONSET, WINDOW.end))


def test_nothing_measured_is_no_gap_but_an_empty_series() -> None:
    assert gaps(precision(points=()), WINDOW) == ()
