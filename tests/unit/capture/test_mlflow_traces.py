"""Metrics of MLflow's traces come in buckets of the step, and what cannot be asked is told."""

from __future__ import annotations

import pytest

from afterword.capture.kinds.mlflow import SOURCE
from tests.unit.capture.mlflow_server import (
    ask,
    bucket,
    ms,
    only,
    refused,
    serve,
    traces,
)
from tests.unit.capture.stub import (
    WINDOW,
    FakeTracker,
    Given,
    asked,
    asking,
    values,
)


def test_metrics_of_traces_come_in_the_buckets_of_the_step(stub: FakeTracker) -> None:
    traces(stub, bucket(-180, 120.5), bucket(0, 950), bucket(60, "NaN"))
    told = {"query": "traces:latency:p95", "step": "1h", "filters": ["trace.status = 'ERROR'"], "unit": "ms"}
    series = only(ask(stub, told, experiment="chat"))
    assert values(series) == [(-180, 120.5), (0, 950.0), (60, None)]
    assert series.unit == "ms"
    fields = next(asked(stub, number) for number, path in enumerate(stub.paths) if path.endswith("traces/metrics"))
    assert fields == {
        "view_type": "TRACES",
        "metric_name": "latency",
        "aggregations": [{"aggregation_type": "PERCENTILE", "percentile_value": 95.0}],
        "filters": ["trace.status = 'ERROR'"],
        "experiment_ids": ["7"],
        "time_interval_seconds": 3600,
        "start_time_ms": ms(-180),
        "end_time_ms": ms(180) - 1,
        "max_results": 1000,
    }


def test_slices_of_traces_are_told_apart(stub: FakeTracker) -> None:
    traces(stub, bucket(0, 1, span_model_name="a"), bucket(0, 2, span_model_name="b"))
    found = ask(stub, {"query": "spans:latency", "by": "span_model_name"}, experiment="chat")
    assert [(series.labels, values(series)) for series in found.series] == [
        ((("span_model_name", "a"),), [(0, 1.0)]),
        ((("span_model_name", "b"),), [(0, 2.0)]),
    ]


def test_too_many_slices_of_traces_are_cut_and_told(stub: FakeTracker) -> None:
    traces(stub, *[bucket(0, 1, trace_name=f"t{number:02}") for number in range(30)])
    found = ask(stub, {"query": "traces:latency", "by": "trace_name"}, experiment="chat")
    assert len(found.series) == 20
    assert "30 values" in found.series[0].notes[0]


def test_the_last_bucket_that_is_not_over_is_late(stub: FakeTracker) -> None:
    traces(stub, bucket(0, 1))
    told = {"query": "traces:latency", "step": "1h"}
    assert "late" in only(ask(stub, told, experiment="chat", now=WINDOW.end)).flags
    assert "late" not in only(ask(stub, told, experiment="chat")).flags


def test_no_trace_in_the_time_is_empty(stub: FakeTracker) -> None:
    traces(stub)
    assert only(ask(stub, {"query": "traces:trace_count"}, experiment="chat")).flags == ("empty",)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("traces:latncy:p95", "Did you mean `latency`?"),
        ("traces:latency:p100", "p100 is no way to put numbers together"),
        ("traces:latency:median", "median is no way"),
        ("spans:trace_count", "nothing that is measured of spans"),
        ("traces:latency:p95:x", "nothing that is measured of traces"),
    ],
)
def test_what_cannot_be_asked_of_traces_is_told_before_anything_is_sent(
    stub: FakeTracker, query: str, told: str
) -> None:
    assert told in refused(stub, {"query": query}, experiment="chat")
    question = asking("mlflow", stub.base, {"m": {"query": query}})
    assert told in SOURCE.questions(question.source, question.metrics, WINDOW)[0].what


def test_a_server_without_metrics_of_traces_is_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    assert "404" in refused(stub, {"query": "traces:latency"}, experiment="chat")


@pytest.mark.parametrize(
    "odd", [{}, {"dimensions": {}, "values": {}}, {"dimensions": {"time_bucket": "soon"}, "values": {"A": 1}}]
)
def test_numbers_of_traces_in_another_form_are_told(stub: FakeTracker, odd: Given) -> None:
    traces(stub, odd)
    assert "not MLflow's" in refused(stub, {"query": "traces:latency"}, experiment="chat")


def test_a_dry_run_says_what_would_be_asked() -> None:
    question = asking(
        "mlflow", "http://127.0.0.1:9", {"a": {"query": "precision"}, "b": {"query": "traces:latency"}}, run="r1"
    )
    first, second, third = SOURCE.questions(question.source, question.metrics, WINDOW)
    assert first.what == "GET /api/2.0/mlflow/metrics/get-history of the run r1"
    assert second.what == "POST /api/3.0/mlflow/traces/metrics"
    assert "registered-models/get" in third.what
