"""Langfuse: metrics by time in as few requests as can be, and gaps where the server fills in zeros."""

from __future__ import annotations

import pytest

from afterword.evidence.snapshot import Span, Window
from tests.unit.capture.langfuse_server import METRICS, SOME, Langfuse, Seen, asked, only
from tests.unit.capture.stub import FakeTracker, at, fetched, says, values

WEEK = Window(Span(at(-60 * 24 * 7), at(-60)), Span(at(-60), at(120)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("latency:avg", [(-60, 200), (0, 1000), (60, 200)]),
        ("latency:p95", [(-60, 300), (0, 1100), (60, 200)]),
        ("totalCost:sum", [(-60, 0.02), (0, 0.51), (60, 0.01)]),
        ("count:count", [(-180, 0), (-120, 0), (-60, 2), (0, 2), (60, 1), (120, 0)]),
    ],
)
@pytest.mark.parametrize("iso", [True, False])
def test_what_the_server_fills_in_with_zeros_is_a_gap_but_a_count_of_nothing_is_zero(
    stub: FakeTracker, query: str, expected: list[tuple[float, float]], iso: bool
) -> None:
    Langfuse(SOME, iso=iso).put(stub)
    series = only(stub, query)
    assert values(series) == expected
    assert (series.step, series.flags, series.notes) == (3600, (), ())


def test_a_value_of_zero_is_no_gap(stub: FakeTracker) -> None:
    Langfuse([Seen(0, cost=0)]).put(stub)
    assert values(only(stub, "totalCost:sum")) == [(0, 0)]


def test_a_step_without_the_measure_is_a_gap(stub: FakeTracker) -> None:
    Langfuse([Seen(0, first_token=50), Seen(60)]).put(stub)
    assert values(only(stub, "timeToFirstToken:avg")) == [(0, 50)]


def test_a_project_without_anything_in_the_window_is_empty(stub: FakeTracker) -> None:
    Langfuse(()).put(stub)
    series = only(stub, "count:count")
    assert (series.points, series.flags) == ((), ("empty",))


@pytest.mark.parametrize(
    ("step", "window", "size", "note"),
    [
        ("1m", None, 60, ""),
        ("30s", None, 60, "Langfuse has steps of a minute, an hour or a day; these are of a minute."),
        ("5m", None, 60, "Langfuse has steps of a minute, an hour or a day; these are of a minute."),
        ("6h", None, 3600, "Langfuse has steps of a minute, an hour or a day; these are of an hour."),
        ("1m", WEEK, 3600, "An answer of Langfuse has at most 1,000 rows, so these are steps of an hour; a shorter"),
    ],
)
def test_steps_are_those_that_the_server_has_and_that_an_answer_holds(
    stub: FakeTracker, step: str, window: Window | None, size: int, note: str
) -> None:
    Langfuse(SOME).put(stub)
    series = only(stub, "latency:p95", step, told={"window": window} if window else {})
    assert series.step == size
    assert (series.notes or ("",))[0].startswith(note)
    assert len(series.notes) == bool(note)


def test_a_long_window_in_fine_steps_is_asked_in_parts_where_the_settings_allow_it(stub: FakeTracker) -> None:
    server = Langfuse(SOME)
    server.put(stub)
    window = Window(Span(at(-60 * 24), at(-60)), Span(at(-60), at(120)))
    series = only(stub, "count:count", "1m", told={"window": window, "several_requests": True})
    assert (series.step, series.notes, len(server.questions)) == (60, (), 2)
    assert len(series.points) == 60 * 26 + 1
    assert sum(point.value or 0 for point in series.points) == len(SOME)


def test_a_day_is_a_step_without_a_time(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    window = Window(Span(at(-60 * 34), at(-60)), Span(at(-60), at(120)))
    series = only(stub, "count:count", "1d", told={"window": window})
    assert values(series) == [(-34 * 60, 0), (-10 * 60, 5)]


def test_slices_are_told_apart_by_a_dimension(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    found = fetched(asked(stub, {"m": {"query": "count:count", "step": "1h", "dimension": "providedModelName"}}))
    assert {series.labels: values(series)[2:5] for series in found.series} == {
        (("providedModelName", "large"),): [(-60, 0), (0, 0), (60, 1)],
        (("providedModelName", "small"),): [(-60, 2), (0, 2), (60, 0)],
    }


def test_an_answer_that_is_cut_is_told_and_its_last_step_left_out(stub: FakeTracker) -> None:
    Langfuse([Seen(minutes, model=f"m{model}") for minutes in range(-120, 60) for model in range(7)]).put(stub)
    found = fetched(asked(stub, {"m": {"query": "count:count", "step": "1m", "dimension": "providedModelName"}}))
    assert {series.flags for series in found.series} == {("truncated",)}
    assert {len(series.points) for series in found.series} == {len(found.series[0].points)}
    assert "The answer was cut after 1,000 rows, at 2026-03-01T" in found.series[0].notes[0]


def test_a_window_that_ends_now_is_late_and_its_last_step_left_out(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    series = only(stub, "count:count", told={"now": at(90)})
    assert series.flags == ("late",)
    assert [minutes for minutes, _ in values(series)] == [-180, -120, -60, 0]
    assert only(stub, "count:count", told={"now": at(185)}).flags == ("late",)
    assert only(stub, "count:count", told={"now": at(200)}).flags == ()


@pytest.mark.parametrize("value", ["NaN", "nan", "Infinity"])
def test_a_value_that_is_no_number_is_a_point_without_one(stub: FakeTracker, value: str) -> None:
    row = {"time_dimension": "2026-03-01T10:00:00Z", "count_count": 3, "avg_latency": value}
    stub.on(METRICS, says({"data": [row]}))
    series = only(stub, "latency:avg")
    assert values(series) == [(0, None)]
    assert len(series.notes) == 1
