"""What MLflow was asked for and saved: histories, runs, and the CSV of its command."""

from __future__ import annotations

import json
from typing import Any

import pytest

from afterword.settings.sources import Source
from tests.unit.capture.exported import one, points, read, refused, source

ACCURACY = source("mlflow", {"accuracy": {"query": "val/accuracy"}}, url="http://127.0.0.1:1")
START = 1772359200000


def measured(minutes: float, value: Any, step: int = 0, key: str = "val/accuracy", **more: Any) -> dict[str, Any]:
    return {"key": key, "value": value, "timestamp": START + int(minutes * 60_000), "step": step, **more}


def run(name: str, *metrics: dict[str, Any], stage: str = "active") -> dict[str, Any]:
    return {"info": {"run_id": name, "lifecycle_stage": stage}, "data": {"metrics": list(metrics)}}


HISTORY = {"metrics": [measured(0, 0.94, 1), measured(5, 0.41, 2)]}
BOTH = {"10:00": 0.94, "10:05": 0.41}


@pytest.mark.parametrize(
    "plain",
    [
        HISTORY,
        {"metrics": [measured(5, "0.41", 2), measured(0, 0.94, 1, timestamp=str(START))]},
        [{"metrics": [measured(0, 0.94)], "next_page_token": "x"}, {"metrics": [measured(5, 0.41)]}],
        {"runs": [run("a", measured(0, 0.94)), run("b", measured(5, 0.41))]},
        {"run": run("a", *HISTORY["metrics"])},
    ],
)
def test_histories_and_runs_are_series_by_their_times(plain: Any) -> None:
    series = one(json.dumps(plain), ACCURACY)
    assert (points(series), series.labels, series.flags) == (BOTH, (), ())


def test_runs_at_the_same_time_are_slices() -> None:
    plain = {"runs": [run("a", measured(0, 1)), run("b", measured(0, 2))]}
    assert {series.labels: points(series) for series in read(json.dumps(plain), ACCURACY).series} == {
        (("run", "a"),): {"10:00": 1.0},
        (("run", "b"),): {"10:00": 2.0},
    }


@pytest.mark.parametrize("value", ["NaN", 1.7976931348623157e308, -1.7976931348623157e308, "Infinity"])
def test_what_mlflow_keeps_in_place_of_no_number_is_a_point_without_one(value: Any) -> None:
    series = one(json.dumps({"metrics": [measured(0, 0.94), measured(5, value)]}), ACCURACY)
    assert points(series) == {"10:00": 0.94, "10:05": None}
    assert len(series.notes) == 1


def test_of_steps_at_one_time_the_latest_counts_and_the_others_are_told() -> None:
    series = one(json.dumps({"metrics": [measured(0, 3, 3), measured(0, 1, 1), measured(5, 4, 4)]}), ACCURACY)
    assert points(series) == {"10:00": 3.0, "10:05": 4.0}
    assert series.notes == ("1 value has the time of a later step, and is left out.",)


def test_a_page_that_is_not_the_last_is_told() -> None:
    series = one(json.dumps({**HISTORY, "next_page_token": "more"}), ACCURACY)
    assert (series.flags, series.notes) == (
        ("truncated",),
        ("The file ends where another page would begin; the rest was not saved.",),
    )


def test_a_deleted_run_is_told() -> None:
    series = one(json.dumps({"runs": [run("a", *HISTORY["metrics"], stage="deleted")]}), ACCURACY)
    assert series.notes == ("The run a is deleted in MLflow.",)


def test_the_csv_of_the_command_has_a_point_a_run() -> None:
    content = (
        "run_id,start_time,end_time,metrics.val/accuracy,metrics.loss\n"
        "a,2026-03-01 09:00:00+00:00,2026-03-01 10:00:00.123+00:00,0.94,\n"
        "b,2026-03-01 10:05:00+00:00,,0.41,1\n"
    )
    assert points(one(content, ACCURACY)) == BOTH
    unzoned = content.replace("+00:00", "")
    assert "Line 2: the time of the run" in refused(unzoned, ACCURACY)


def test_without_settings_every_key_is_taken() -> None:
    plain = {"metrics": [measured(0, 1), measured(0, 2, key="loss")]}
    found = read(json.dumps(plain), Source("mlflow", "mlflow"))
    assert [series.metric for series in found.series] == ["loss", "val/accuracy"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"metrics": []}', "The file has no metrics of MLflow"),
        ("[1]", "The file has no metrics of MLflow"),
        ('{"error_code": "RESOURCE_DOES_NOT_EXIST"}', "MLflow says that it failed: RESOURCE_DOES_NOT_EXIST"),
        (json.dumps({"metrics": [measured(0, 1, key="val/acuracy")]}), "Did you mean `val/acuracy`?"),
        (json.dumps({"metrics": [measured(0, 1, timestamp="noon")]}), "has a value without a time in milliseconds"),
        ("run_id,end_time\na,b\n", "Columns of metrics begin with `metrics.`"),
    ],
)
def test_a_file_without_the_metric_is_told(content: str, why: str) -> None:
    assert why in refused(content, ACCURACY)
