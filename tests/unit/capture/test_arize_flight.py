"""Arize over Flight: numbers made of the predictions of each hour, and what could not be had."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from afterword.capture.interface import Asking
from tests.unit.capture.arize_server import NAME, SPACE, flying
from tests.unit.capture.stub import asking, at, fetched, reason, values

KEY = "ak-" + "7" * 40


def predictions(*rows: tuple[float, float | None], unit: str = "ms") -> pa.Table:
    """Predictions with their minutes after the onset and their score."""
    times = pa.array([at(minutes) for minutes, _ in rows], pa.timestamp(unit, "UTC"))
    return pa.table({"time": times, "score": pa.array([score for _, score in rows], pa.float64())})


ROWS = predictions((-170, 0.9), (0, 0.4), (10, 0.6), (59.99, 0.2), (60, 0.8), (179, 1.0), (180, 9.0))


def question(address: str, query: str = "avg(score)", **more: Any) -> Asking:
    source = {name: more.pop(name) for name in ("space_id", "now") if name in more}
    metrics = {"score": {"query": query, "flight": True, "model": NAME, **more}}
    return asking("arize", "http://127.0.0.1:9", metrics, KEY, flight_url=address, **{"space_id": SPACE, **source})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("avg(score)", [(-180, 0.9), (0, 0.4), (60, 0.8), (120, 1.0)]),
        ("p50(score)", [(-180, 0.9), (0, 0.4), (60, 0.8), (120, 1.0)]),
        ("count()", [(-180, 1), (0, 3), (60, 1), (120, 1)]),
        ("max(score)", [(-180, 0.9), (0, 0.6), (60, 0.8), (120, 1.0)]),
    ],
)
def test_a_number_is_made_of_the_predictions_of_each_hour(query: str, expected: Any) -> None:
    with flying(ROWS, KEY) as (server, address):
        (series,) = fetched(question(address, query)).series
    assert [(minutes, round(value or 0, 9)) for minutes, value in values(series)] == expected
    assert series.notes == ("Each number was made by Afterword of the predictions of its step; they were 6 in all.",)
    assert (series.flags, series.step) == ((), 3600)
    assert set(server.keys) == {KEY}


def test_only_what_is_needed_is_exported_and_the_end_is_not_included() -> None:
    with flying(ROWS, KEY) as (server, address):
        found = fetched(question(address, where="age > 50", versions=["v3"], actuals=True))
    assert server.commands[0] == {
        "spaceId": SPACE,
        "modelId": "fraud",
        "environment": "PRODUCTION",
        "modelVersion": "v3",
        "includeActuals": True,
        "startTime": "2026-03-01T07:00:00Z",
        "endTime": "2026-03-01T13:00:00Z",
        "filterExpression": "age > 50",
        "projectedColumns": ["score"],
    }
    assert (found.series[0].query, found.requests) == ("avg(score), where age > 50", 2)


def test_nanoseconds_and_predictions_without_a_number_are_no_trouble() -> None:
    rows = predictions((0, 0.4), (1, None), (2, float("nan")), (61, None), unit="ns")
    with flying(rows, KEY) as (_, address):
        (series,) = fetched(question(address)).series
    assert values(series) == [(0, 0.4)]
    assert series.notes[1] == "Predictions without a number were left out: 3."


@pytest.mark.parametrize(
    ("scores", "expected", "without"),
    [
        (pa.array(["0.5", "1.5", "fraud"]), [(0, 1.0)], 1),
        (pa.array(["0.5", "1.5", None]).dictionary_encode(), [(0, 1.0)], 1),
        (pa.array([Decimal("0.50"), Decimal("1.50"), None]), [(0, 1.0)], 1),
        (pa.array([True, False, None]), [(0, 0.5)], 1),
        (pa.array([[0.5], [1.5], None]), [], 3),
        (pa.array([1e18, float("inf"), None]), [(0, 1e18)], 2),
        (pa.nulls(3), [], 3),
    ],
)
def test_a_column_of_any_type_ends_in_numbers_or_in_a_note(scores: pa.Array, expected: Any, without: int) -> None:
    times = pa.array([at(0), at(1), at(2)], pa.timestamp("s", "Asia/Tokyo"))
    with flying(pa.table({"time": times, "score": scores}), KEY) as (_, address):
        (series,) = fetched(question(address)).series
    assert values(series) == expected
    assert series.notes[1] == f"Predictions without a number were left out: {without}."


def test_predictions_without_a_time_are_told() -> None:
    times = pa.array([at(0), None], pa.timestamp("ms"))
    with flying(pa.table({"time": times, "score": pa.array([1.0, 2.0])}), KEY, whole=True) as (_, address):
        (series,) = fetched(question(address)).series
    assert (values(series), series.notes[1]) == ([(0, 1.0)], "Predictions without a time were left out: 1.")


def test_a_time_that_no_calendar_has_is_told() -> None:
    for unit in ("s", "ms"):
        times = pa.array([2**62, None], pa.timestamp(unit, "UTC"))
        table = pa.table({"time": times, "score": pa.array([1.0, 2.0])})
        with flying(table, KEY, whole=True) as (_, address):
            assert "did not export the predictions: " in reason(question(address), KEY)


def test_no_prediction_is_empty() -> None:
    with flying(predictions(), KEY) as (_, address):
        (series,) = fetched(question(address)).series
    assert (series.points, series.flags, series.notes) == ((), ("empty",), ())


def test_fewer_predictions_than_are_counted_are_told_and_more_than_are_read_too() -> None:
    with flying(ROWS, KEY, counted=9) as (_, address):
        (series,) = fetched(question(address)).series
    assert (series.flags, series.notes[-1]) == (("partial",), "The source counts 9 predictions, and gave 6.")
    with flying(ROWS, KEY, counted=3_000_000) as (_, address):
        assert "has 3,000,000 predictions, and at most 2,000,000 are read; narrow it with `where`" in reason(
            question(address)
        )


def test_another_server_that_the_answer_names_is_never_asked() -> None:
    with flying(ROWS, KEY) as (other, elsewhere), flying(ROWS, KEY, elsewhere=elsewhere) as (_, address):
        fetched(question(address))
        assert other.keys == []


def test_an_hour_that_is_not_over_is_late() -> None:
    with flying(ROWS, KEY) as (_, address):
        assert fetched(question(address, now=at(150))).series[0].flags == ("late",)


def test_a_token_that_is_refused_and_a_server_that_is_not_there_are_told_without_it() -> None:
    with flying(ROWS, "another") as (_, address):
        assert reason(question(address), KEY).endswith(
            "refused the export: the token is wrong, or may not see this model"
        )
    assert "did not export the predictions: " in reason(question(address), KEY)


@pytest.mark.parametrize(
    ("address", "more", "told"),
    [
        ("https://flight.arize.com", {}, "`flight_url` is 'https://flight.arize.com'; it must be such as grpc+tls://"),
        ("grpc://127.0.0.1:1", {"space_id": None}, "The source has no `space_id`, which Flight needs"),
        ("grpc://127.0.0.1:1", {"query": "recall"}, "must be avg, sum, min, max or count of a field"),
    ],
)
def test_settings_that_cannot_be_asked_say_what_to_write(address: str, more: dict[str, Any], told: str) -> None:
    source = {"space_id": SPACE, "flight_url": address, **{k: v for k, v in more.items() if k != "query"}}
    metrics = {"score": {"query": more.get("query", "avg(score)"), "flight": True, "model": NAME}}
    given = {name: value for name, value in source.items() if value is not None}
    assert told in reason(asking("arize", "http://127.0.0.1:9", metrics, KEY, **given))


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with flying(ROWS, KEY) as (_, address):
        assert reason(question(address, "avg(scor)")) == "The predictions have no column `scor`; they have time"
    numbers = pa.table({"time": pa.array([int(at(0).timestamp())]), "score": pa.array([1.0])})
    with flying(numbers, KEY) as (_, address):
        assert reason(question(address), KEY) == "The column `time` of the predictions holds no times"


def test_a_server_that_fails_is_told_in_one_line() -> None:
    with flying(ROWS.rename_columns(["at", "score"]), KEY) as (_, address):
        found = reason(question(address), KEY)
    assert found.startswith("The source `prod` did not export the predictions: ")
    assert "Traceback" not in found
    assert len(found) < 260


def test_without_pyarrow_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.flight", raising=False)
    assert reason(question("grpc://127.0.0.1:1")).startswith(
        "Flight needs pyarrow, which is not installed; run pip install"
    )
