"""A saved answer of Prometheus, in each form in which one is saved."""

from __future__ import annotations

import json
from typing import Any

import pytest

from afterword.settings.sources import Source
from tests.unit.capture.exported import one, points, read, refused, source

PRECISION = source("prometheus", {"precision": {"query": "model_precision{model='fraud'}"}}, url="http://127.0.0.1:1")
TWO = source(
    "prometheus",
    {"precision": {"query": "avg(model_precision)"}, "latency": {"query": "model_latency_seconds"}},
    url="http://127.0.0.1:1",
)
SERIES = {"metric": {"__name__": "model_precision"}, "values": [[1772359200, "0.94"], [1772359500, "0.41"]]}
BOTH = {"10:00": 0.94, "10:05": 0.41}


def answer(*series: Any, kind: str = "matrix", **beside: Any) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": kind, "result": list(series)}, **beside}


@pytest.mark.parametrize(
    "plain",
    [
        answer(SERIES),
        answer(SERIES)["data"],
        [SERIES],
        {"precision": answer(SERIES)},
        {"metric": SERIES["metric"], "values": [0.94, 0.41], "timestamps": [1772359200000, 1772359500000]},
    ],
)
def test_numbers_over_time_are_read_from_each_form(plain: Any) -> None:
    series = one(json.dumps(plain), PRECISION)
    assert (points(series), series.step) == (BOTH, 300)


@pytest.mark.parametrize(
    "plain",
    [
        answer({"metric": {}, "value": [1772359200, "0.94"]}, kind="vector"),
        answer(1772359200, "0.94", kind="scalar"),
        [{"metric": {}, "value": [1772359200.0, "0.94"]}],
    ],
)
def test_an_answer_of_one_time_is_a_series_of_one_point(plain: Any) -> None:
    assert points(one(json.dumps(plain), PRECISION)) == {"10:00": 0.94}


def test_labels_are_slices_and_what_is_no_number_is_told() -> None:
    rows = [
        {"metric": {"country": name}, "values": [[1772359200, value]]}
        for name, value in (("DE", "NaN"), ("FR", "+Inf"), ("NL", "1"))
    ]
    found = read(json.dumps(answer(*rows)), PRECISION).series
    assert [(series.labels, list(points(series).values())) for series in found] == [
        ((("country", "DE"),), [None]),
        ((("country", "FR"),), [None]),
        ((("country", "NL"),), [1.0]),
    ]
    assert [len(series.notes) for series in found] == [1, 1, 0]


def test_warnings_and_parts_that_did_not_answer_are_flags() -> None:
    series = one(json.dumps(answer(SERIES, isPartial=True, warnings=["results truncated due to limit"])), PRECISION)
    assert set(series.flags) == {"partial", "truncated"}


def test_an_empty_answer_is_empty() -> None:
    assert one(json.dumps(answer()), PRECISION).flags == ("empty",)


def test_the_metric_is_found_by_the_name_of_the_series() -> None:
    assert one(json.dumps(answer(SERIES)), TWO).metric == "precision"
    other = {**SERIES, "metric": {"__name__": "model_precision_total"}}
    assert "choose one with --metric: precision and latency" in refused(json.dumps(answer(other)), TWO)


def test_a_file_with_an_answer_for_each_metric_gives_them_all() -> None:
    found = read(json.dumps({"precision": answer(SERIES), "latency": answer(SERIES)}), TWO)
    assert [series.metric for series in found.series] == ["precision", "latency"]
    assert read(json.dumps({"precision": answer(SERIES)}), TWO).missing == (
        ("latency", "The file has no answer for latency; it has those for precision"),
    )


def test_without_settings_the_series_have_their_own_name() -> None:
    assert one(json.dumps(answer(SERIES)), Source("prometheus", "prometheus")).metric == "model_precision"


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        (
            {"status": "error", "errorType": "bad_data", "error": "invalid query"},
            "the server says that it failed: invalid query",
        ),
        ({"hello": 1}, "The file is no answer of Prometheus; save the whole answer of /api/v1/query_range"),
        ([], "The file is no answer of Prometheus"),
        (answer(kind="string"), "did not answer with numbers over time"),
        (answer(3), "in a form that is not Prometheus'"),
        (answer({"metric": {}, "values": [["soon", "1"]]}), "in a form that is not Prometheus'"),
        (answer({"metric": {}, "histograms": [[1772359200, {}]]}), "no numbers but histograms"),
        ({"metric": {}, "values": [1], "timestamps": []}, "has 0 times and 1 values"),
    ],
)
def test_a_file_that_is_no_answer_is_told(plain: Any, why: str) -> None:
    assert why in refused(json.dumps(plain), PRECISION)
