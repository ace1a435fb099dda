"""The history of a run of Weights & Biases, as its client and its page save it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from afterword.settings.sources import Source
from tests.unit.capture.exported import one, points, read, refused, source

LOSS = source("wandb", {"loss": {"query": "val/loss"}}, entity="e", project="p", run="r")
START = 1772359200.0
CSV = f""",_step,_runtime,_timestamp,val/loss,lr
0,0,1,{START},0.94,
1,1,2,{START + 100},,0.1
2,2,3,{START + 300},0.41,0.1
"""
BOTH = {"10:00": 0.94, "10:05": 0.41}


def test_the_csv_of_the_client_is_read_and_steps_without_the_key_are_no_points() -> None:
    series = one(CSV, LOSS)
    assert (points(series), series.flags, series.step) == (BOTH, (), 300)


@pytest.mark.parametrize("joined", [json.dumps, lambda rows: "\n".join(map(json.dumps, rows))])
def test_the_rows_of_the_client_are_read_as_json(joined: Any) -> None:
    rows: list[dict[str, Any]] = [
        {"_step": 0, "_timestamp": START, "val/loss": 0.94},
        {"_step": 1, "_timestamp": START + 1, "lr": 0.1},
        {"_step": 2, "_timestamp": START + 300, "val/loss": 0.41},
    ]
    assert points(one(joined(rows), LOSS)) == BOTH


def test_nested_keys_and_numbers_that_are_none_are_read() -> None:
    of = source("wandb", {"loss": {"query": "val.loss"}}, entity="e", project="p", run="r")
    rows = [{"_timestamp": START, "val": {"loss": "NaN"}}, {"_timestamp": START + 60, "val": {"loss": "Infinity"}}]
    series = one(json.dumps(rows), of)
    assert points(series) == {"10:00": None, "10:01": None}
    assert len(series.notes) == 2


def test_a_file_with_as_many_rows_as_a_sample_is_marked() -> None:
    rows = [{"_timestamp": START + step, "val/loss": step} for step in range(500)]
    series = one(json.dumps(rows), LOSS)
    assert series.flags == ("sampled",)
    assert "gives a sample of 500 rows unless it is told more" in series.notes[0]
    assert one(json.dumps(rows[:-1]), LOSS).flags == ()


def test_a_chart_has_a_column_for_each_run() -> None:
    content = (
        '"_timestamp","good - val/loss","good - val/loss__MIN","good - val/loss__MAX","bad - val/loss"\n'
        f"{START},0.1,0.1,0.1,0.9\n"
    )
    found = read(content, LOSS).series
    assert {series.labels: points(series) for series in found} == {
        (("run", "good"),): {"10:00": 0.1},
        (("run", "bad"),): {"10:00": 0.9},
    }
    assert "its lowest and highest values are not read" in found[0].notes[0]


def test_steps_of_one_moment_are_one_point_and_told() -> None:
    rows = [{"_timestamp": START, "val/loss": value} for value in (1, 2)]
    series = one(json.dumps(rows), LOSS)
    assert points(series) == {"10:00": 2.0}
    assert series.notes == ("1 value has the time of a later step, and is left out.",)


def test_without_settings_every_key_is_taken() -> None:
    assert {series.metric for series in read(CSV, Source("wandb", "wandb")).series} == {"lr", "val/loss"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('"Step","run - val/loss"\n1,0.9\n', "The file has steps, and no times: it lacks `_timestamp`"),
        ("_timestamp,val/los\n1,0.9\n", "No row has the key `val/loss`. Did you mean `val/los`?"),
        ("_timestamp,val/loss\nnoon,0.9\n", "Line 2 has no `_timestamp` in seconds since 1970"),
        ("[3]", "The file is no history of a run"),
    ],
)
def test_a_file_without_times_or_the_key_is_told(content: str, why: str) -> None:
    assert why in refused(content, LOSS)
