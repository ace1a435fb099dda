"""The figures of a series hold for every series: gaps, equal values, no points, any threshold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.figures import figures, first_crossing, is_beyond, time_beyond, value_at
from afterword.evidence.snapshot import Point, Series, Span
from afterword.evidence.window import Margins, NoWindowError, window_of
from tests.evidence_made import WINDOW, evidence
from tests.made import review

VALUES = st.none() | st.floats(-1e308, 1e308)
SECONDS = st.sets(st.integers(0, int((WINDOW.end - WINDOW.start).total_seconds())), max_size=60)


@st.composite
def some_series(draw: Callable[[Any], Any]) -> Series:
    points = tuple(Point(WINDOW.start + timedelta(seconds=at), draw(VALUES)) for at in sorted(draw(SECONDS)))
    limit = draw(st.none() | st.floats(-1e6, 1e6))
    breach = draw(st.sampled_from(["above", "below"])) if limit is not None else draw(st.none())
    return Series(
        "m", "q", threshold=limit, breach=breach, step=draw(st.none() | st.integers(1, 90_000)), points=points
    )


@given(some_series(), st.integers(-9_000, 200_000))
def test_every_figure_is_a_number_of_the_series_at_its_time(series: Series, seconds: int) -> None:
    at = WINDOW.start + timedelta(seconds=seconds)
    found = figures(series, WINDOW, at, at)
    values = [point.value for point in series.points if point.value is not None]
    assert found.worst is None or (found.worst in series.points and WINDOW.incident.holds(found.worst.at))
    assert found.baseline is None or min(values) <= found.baseline <= max(values)
    assert found.at_detection == found.at_mitigation
    assert found.at_detection is None or found.at_detection in values
    crossing = next((point for point in series.points if point.at == found.crossed), None)
    assert crossing is None or is_beyond(series, crossing.value)


@given(some_series())
def test_the_time_beyond_is_within_the_incident_and_none_of_it_is_a_gap(series: Series) -> None:
    beyond = time_beyond(series, WINDOW.incident)
    points = [point for point in series.points if WINDOW.incident.holds(point.at) and is_beyond(series, point.value)]
    if series.threshold is None:
        assert beyond is None
        return
    assert beyond is not None
    assert timedelta() <= beyond <= WINDOW.incident.end - WINDOW.incident.start
    assert beyond <= len(points) * timedelta(seconds=series.step or 300)
    assert (first_crossing(series, WINDOW.incident) is None) == (not points)


@given(some_series())
def test_points_without_a_number_change_neither_the_baseline_nor_the_worst_nor_the_crossing(series: Series) -> None:
    without = series._replace(points=tuple(point for point in series.points if point.value is not None))
    ours, theirs = figures(series, WINDOW), figures(without, WINDOW)
    assert (ours.baseline, ours.worst, ours.crossed) == (theirs.baseline, theirs.worst, theirs.crossed)


def test_the_figures_of_a_fall() -> None:
    (series,) = evidence(
        "precision, a breach below 0.9: 09:00..09:55 0.95, 10:00..10:25 0.41, 10:30 none, 11:00 0.94"
    ).series
    at = datetime(2025, 1, 1, 10, 12, tzinfo=UTC)
    found = figures(series, WINDOW, at, at + timedelta(hours=3))
    assert (found.worst and found.worst.value, found.at_detection, found.at_mitigation) == (0.41, 0.41, None)
    assert (found.crossed, found.beyond) == (datetime(2025, 1, 1, 10, tzinfo=UTC), timedelta(minutes=30))
    assert value_at(series, datetime(2025, 1, 1, 10, 31, tzinfo=UTC)) is None


def test_the_last_point_stands_for_no_longer_than_the_incident() -> None:
    (series,) = evidence("latency, a breach above 1, every 3600s: 10:00 5").series
    at = datetime(2025, 1, 1, 10, tzinfo=UTC)
    spans = [Span(at - timedelta(hours=1), at + timedelta(minutes=minutes)) for minutes in (5, 90)]
    assert [time_beyond(series, span) for span in spans] == [timedelta(minutes=5), timedelta(hours=1)]


def test_a_value_is_no_older_than_two_steps() -> None:
    (series,) = evidence("latency, every 3600s: 10:00 5").series
    at = datetime(2025, 1, 1, 12, tzinfo=UTC)
    assert [value_at(series, at), value_at(series, at + timedelta(seconds=1))] == [5.0, None]


@pytest.mark.parametrize(("values", "worst"), [((0.0, 2.0), 0.0), ((0.0, 2.1), 2.1), ((-0.1, 2.0), -0.1)])
def test_without_a_breach_the_bad_side_is_the_farther_one_and_of_two_the_lower(
    values: tuple[float, float], worst: float
) -> None:
    first, second = values
    (series,) = evidence(f"score: -112:00 1, 10:00 {first}, 10:05 {second}").series
    found = figures(series, WINDOW)
    assert (found.baseline, found.worst and found.worst.value) == (1.0, worst)


CLOCKS = st.integers(0, 2**31).map(lambda at: datetime.fromtimestamp(at, UTC)).map(lambda at: f"{at:%Y-%m-%dT%H:%M}Z")
PARTS = st.sampled_from(["2024", "2024-05", "2024-05-06"]) | CLOCKS


@given(
    st.dictionaries(st.sampled_from(["onset", "first_signal", "detected", "mitigated", "resolved"]), PARTS),
    st.integers(2**29, 2**31).map(lambda at: datetime.fromtimestamp(at, UTC)),
    st.integers(0, 10**6),
)
def test_a_window_follows_from_any_clocks_or_is_refused_with_what_to_write(
    clocks: dict[str, str], now: datetime, seconds: int
) -> None:
    margins = Margins(timedelta(seconds=seconds), timedelta(seconds=seconds // 2), timedelta(seconds=seconds))
    found = review(**{"onset": "unknown", **clocks})
    starts = [clock for name in ("onset", "first_signal", "detected") if (clock := found.clock(name))]
    if not starts or starts[0].earliest - margins.before >= now:
        with pytest.raises(NoWindowError, match=r"write one of them|correct its clocks"):
            window_of(found, margins, now)
        return
    window = window_of(found, margins, now)
    assert window.baseline.end == window.incident.start
    assert window.baseline.end - window.baseline.start == margins.baseline
    assert window.incident.start < window.incident.end <= now
