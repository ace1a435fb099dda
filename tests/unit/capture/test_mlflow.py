"""An MLflow server sets every trap that is known with runs and traces; each ends in a right number or in a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.capture.kinds.mlflow import SOURCE
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from tests.unit.capture.stub import (
    TOKEN,
    WINDOW,
    FakeTracker,
    Given,
    asked,
    asking,
    at,
    fetched,
    page,
    replies,
    says,
    values,
)

API, API3 = "/api/2.0/mlflow", "/api/3.0/mlflow"
HISTORY = f"{API}/metrics/get-history"
INFINITY = 1.7976931348623157e308


def ms(minutes: float) -> int:
    return int(at(minutes).timestamp() * 1000)


def number(minutes: float, value: Any, step: int = 0, **more: Any) -> dict[str, Any]:
    return {"key": "precision", "value": value, "timestamp": ms(minutes), "step": step, **more}


def run(
    run_id: str = "r1",
    start: float = -1000,
    end: float | None = None,
    keys: tuple[str, ...] = ("precision",),
    **info: Any,
) -> dict[str, Any]:
    ends = {} if end is None else {"end_time": ms(end)}
    told = {"run_id": run_id, "run_name": f"job-{run_id}", "start_time": ms(start), "lifecycle_stage": "active"}
    return {"info": {**told, **ends, **info}, "data": {"metrics": [{"key": key, "value": 0} for key in keys]}}


def error(code: str, status: int = 404, message: str = "not there") -> Any:
    return says({"error_code": code, "message": message}, status)


def serve(stub: FakeTracker, histories: dict[str, list[dict[str, Any]]], *runs: dict[str, Any]) -> None:
    """A server with runs, whose numbers are given by their ids."""
    known = runs or tuple(run(name) for name in histories)
    by_id = {one["info"]["run_id"]: one for one in known}
    stub.on(
        f"{API}/runs/get",
        replies(
            lambda given: (
                {"run": by_id[given["run_id"]]} if given["run_id"] in by_id else error("RESOURCE_DOES_NOT_EXIST")
            )
        ),
    )
    stub.on(f"{API}/runs/search", says({"runs": list(known)}))
    stub.on(f"{API}/experiments/get", says({"experiment": {"experiment_id": "7"}}))
    stub.on(f"{API}/experiments/get-by-name", says({"experiment": {"experiment_id": "7"}}))
    stub.on(HISTORY, replies(lambda given: {"metrics": histories[given["run_id"]]}))


def ask(stub: FakeTracker, told: dict[str, Any] | None = None, **more: Any) -> Fetched:
    source = {"run": "r1"} if "experiment" not in more and not (told or {}).get("experiment") else {}
    return fetched(asking("mlflow", stub.base, {"precision": {"query": "precision", **(told or {})}}, **source, **more))


def only(found: Fetched) -> Series:
    assert found.missing == ()
    (series,) = found.series
    return series


def refused(stub: FakeTracker, told: dict[str, Any] | None = None, **more: Any) -> str:
    with pytest.raises(NoAnswer) as reason:
        ask(stub, told, **more)
    return str(reason.value)


def test_the_history_of_a_run_is_cut_to_the_window_here(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(minutes, 0.9, minutes) for minutes in range(-400, 400, 10)]})
    series = only(ask(stub, {"threshold": 0.95, "breach": "below"}))
    assert values(series) == [(minutes, 0.9) for minutes in range(-180, 121, 10)]
    assert (series.step, series.flags, series.notes) == (600, (), ())
    fields = asked(stub, 1)
    assert (fields["run_id"], fields["metric_key"], fields["max_results"]) == ("r1", "precision", "1000")


def test_whole_numbers_are_read_as_text_too(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9) | {"timestamp": str(ms(0)), "step": "3"}]}, run("r1", start=-9))
    assert values(only(ask(stub))) == [(0, 0.9)]


def test_of_numbers_at_one_time_that_of_the_last_step_counts(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.3, 2), number(0, 0.1, 1), number(5, 0.7, 1)]})
    assert values(only(ask(stub))) == [(0, 0.3), (5, 0.7)]


@pytest.mark.parametrize("value", ["NaN", INFINITY, -INFINITY, "Infinity", "-Infinity", None, "odd", True])
def test_what_is_no_number_is_never_drawn(stub: FakeTracker, value: Any) -> None:
    serve(stub, {"r1": [number(0, value), number(5, 0.5)]})
    series = only(ask(stub))
    assert values(series) == [(0, None), (5, 0.5)]
    assert "without a number" in series.notes[0]


def test_a_bare_nan_in_an_answer_is_no_number_either(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    stub.on(HISTORY, says(f'{{"metrics": [{{"key": "precision", "value": NaN, "timestamp": {ms(0)}}}]}}'.encode()))
    assert values(only(ask(stub))) == [(0, None)]


def test_all_pages_are_read(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    pages: dict[str | None, Any] = {
        None: {"metrics": [number(0, 0.9)], "next_page_token": "a"},
        "a": {"metrics": [], "next_page_token": "b"},  # an empty page is no end
        "b": {"metrics": [number(10, 0.8)], "next_page_token": ""},
    }
    stub.on(HISTORY, replies(lambda given: pages[given.get("page_token")]))
    series = only(ask(stub))
    assert values(series) == [(0, 0.9), (10, 0.8)]
    assert series.flags == ()


def test_a_token_that_never_advances_ends_and_is_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    stub.on(HISTORY, says({"metrics": [number(0, 0.9)], "next_page_token": "again"}))
    series = only(ask(stub))
    assert values(series) == [(0, 0.9)]
    assert series.flags == ("truncated",)
    assert "the same page of metrics again" in series.notes[0]
    assert len([path for path in stub.paths if path.startswith(HISTORY)]) == 2


def test_a_run_without_end_is_read_to_a_bound(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    count = iter(range(10_000))
    stub.on(HISTORY, replies(lambda _: {"metrics": [number(0, 0.9)], "next_page_token": str(next(count))}))
    series = only(ask(stub))
    assert series.flags == ("truncated",)
    assert next(count) == 200


def test_a_run_with_numbers_of_other_times_says_of_which(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(-5000, 0.9), number(-4990, 0.8)]})
    series = only(ask(stub))
    assert series.flags == ("empty",)
    assert "The run has 2 numbers of it from 2026-02-25T22:40:00Z" in series.notes[0]


def test_an_unknown_metric_names_those_that_are_there(stub: FakeTracker) -> None:
    serve(stub, {"r1": []}, run("r1", keys=("precison", "recall")))
    assert "has no metric precision. Did you mean `precison`? There are precison, recall" in refused(stub)


def test_a_run_that_was_deleted_is_read_and_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9)]}, run("r1", lifecycle_stage="deleted"))
    series = only(ask(stub))
    assert values(series) == [(0, 0.9)]
    assert "was deleted" in series.notes[0]


def test_a_run_that_is_gone_is_told(stub: FakeTracker) -> None:
    serve(stub, {"other": []})
    assert "has no run r1" in refused(stub)


def test_runs_of_an_experiment_that_follow_one_another_are_one_series(stub: FakeTracker) -> None:
    histories = {"r1": [number(-120, 0.9)], "r2": [number(-60, 0.8)], "r3": [number(0, 0.4), number(60, 0.5)]}
    ends = [
        run("r1", -121, -119),
        run("r2", -61, -59),
        run("r3", -1, 61),
        run("old", -900, -800),
        run("other", keys=()),
    ]
    serve(stub, histories, *ends)
    series = only(ask(stub, experiment="fraud"))
    assert values(series) == [(-120, 0.9), (-60, 0.8), (0, 0.4), (60, 0.5)]
    assert (series.step, series.labels) == (3600, ())
    assert series.notes == ("The points are those of 3 runs.",)
    search = next(number for number, path in enumerate(stub.paths) if path.endswith("runs/search"))
    assert asked(stub, search)["run_view_type"] == "ALL"
    assert asked(stub, search)["max_results"] == 1000


def test_runs_of_an_experiment_that_overlap_are_slices(stub: FakeTracker) -> None:
    histories = {"r1": [number(-60, 0.9), number(0, 0.8)], "r2": [number(-30, 0.7), number(30, 0.6)]}
    serve(stub, histories)
    found = ask(stub, experiment="7")
    assert [series.labels for series in found.series] == [(("run", "job-r1"),), (("run", "job-r2"),)]


def test_deleted_runs_of_an_experiment_are_left_out_and_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9)], "r2": [number(5, 0.1)]}, run("r1"), run("r2", lifecycle_stage="deleted"))
    series = only(ask(stub, experiment="fraud"))
    assert values(series) == [(0, 0.9)]
    assert "1 runs that have it were deleted" in series.notes[0]


def test_an_experiment_without_the_metric_in_that_time_is_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": []}, run("r1", keys=("recall",)), run("r2", -900, -800))
    assert "No run of the experiment that ran in this time has a metric precision" in refused(stub, experiment="fraud")


def test_an_experiment_that_may_not_be_seen_is_told(stub: FakeTracker) -> None:
    stub.on(f"{API}/experiments/get-by-name", error("RESOURCE_DOES_NOT_EXIST"))
    assert "no experiment fraud, or the token may not see it" in refused(stub, experiment="fraud")


def test_neither_run_nor_experiment_is_told() -> None:
    with pytest.raises(NoAnswer, match="neither a `run` nor an `experiment`"):
        fetched(asking("mlflow", "http://127.0.0.1:9", {"precision": {"query": "precision"}}))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (error("PERMISSION_DENIED", 403, "no access"), "403, PERMISSION_DENIED: no access; look at the token"),
        (error("UNAUTHENTICATED", 401, "who are you"), "401, UNAUTHENTICATED: who are you; look at the token"),
        (error("INVALID_PARAMETER_VALUE", 400, "max_results"), "400, INVALID_PARAMETER_VALUE: max_results"),
        (error("TEMPORARILY_UNAVAILABLE", 503, "busy"), "503, TEMPORARILY_UNAVAILABLE: busy"),
        (says(b"Invalid Host header - possible DNS rebinding attack detected", 403), "`--allowed-hosts`"),
        (page(), "502 and something that is not MLflow's JSON; a proxy may stand before it"),
        (page(200, "<!doctype html><title>Log in</title>"), "200 and something that is not MLflow's JSON"),
        (says({"detail": "Not Found"}, 404), "404; its version may not know this question"),
        (says([]), "not MLflow's JSON"),
        (says({"metrics": "odd"}), "not MLflow's"),
        (says({"metrics": ["odd"]}), "not MLflow's"),
        (says({"metrics": [{"key": "precision", "value": 1}]}), "not MLflow's"),
        (says({"metrics": [{"value": 1, "timestamp": 1e300}]}), "not MLflow's"),
        (says(b"{" * 100_000), "not MLflow's JSON"),
    ],
)
def test_what_is_no_answer_is_told_with_what_to_look_at(stub: FakeTracker, answer: Any, told: str) -> None:
    serve(stub, {"r1": []})
    stub.on(HISTORY, answer)
    assert told in refused(stub)


def test_a_server_that_repeats_the_token_gets_it_into_no_message_and_no_series(stub: FakeTracker) -> None:
    serve(stub, {"r1": []}, run("r1", run_name=f"job {TOKEN}", keys=("recall",)))
    assert TOKEN not in refused(stub, token=TOKEN)
    stub.on(f"{API}/runs/get", error("INTERNAL_ERROR", 400, f"Bearer {TOKEN}"))
    assert TOKEN not in refused(stub, token=TOKEN)


@pytest.mark.parametrize(
    ("source", "headers"),
    [
        ({}, {"authorization": f"Bearer {TOKEN}"}),
        ({"user": "ann"}, {"authorization": "Basic YW5uOnQwcHMzY3JldC1hbmQtbG9uZw=="}),
        ({"workspace": "team-a"}, {"x-mlflow-workspace": "team-a"}),
    ],
)
def test_the_token_and_the_workspace_are_sent_as_mlflow_wants_them(
    stub: FakeTracker, source: dict[str, Any], headers: dict[str, str]
) -> None:
    serve(stub, {"r1": [number(0, 1)]})
    ask(stub, token=TOKEN, **source)
    assert headers.items() <= stub.asked[0][1].items()


def test_the_version_is_told_and_a_page_in_its_place_is_none(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 1)]})
    stub.on("/version", says(b"3.17.2"))
    assert ask(stub).server_version == "3.17.2"
    stub.on("/version", page(200))
    assert ask(stub).server_version is None


def bucket(minutes: float, value: Any, **dimensions: str) -> dict[str, Any]:
    when = datetime.fromtimestamp(at(minutes).timestamp(), UTC).isoformat()
    return {"metric_name": "latency", "dimensions": {"time_bucket": when, **dimensions}, "values": {"P95.0": value}}


def traces(stub: FakeTracker, *points: dict[str, Any]) -> None:
    serve(stub, {"r1": []})
    stub.on(f"{API3}/traces/metrics", says({"data_points": list(points)}))


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
    assert "truncated" in found.series[0].flags
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
