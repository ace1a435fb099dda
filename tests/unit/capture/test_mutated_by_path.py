"""Prometheus and MLflow: whatever stands in a place of an answer, a capture ends in numbers or in a told reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest

from afterword.capture.interface import Asking
from afterword.capture.kinds.mlflow import asked as mlflow_asked
from afterword.capture.kinds.prometheus import asked as prometheus_asked
from afterword.evidence.form import dump
from afterword.evidence.snapshot import Origin, Snapshot
from afterword.http import Answer, NoAnswer, Server
from tests.unit.capture.mlflow_server import API, API3, bucket, ms, number, run
from tests.unit.capture.prometheus_server import matrix, row
from tests.unit.capture.stub import NOW, WINDOW, asking, fetched
from tests.unit.capture.test_mutated_answers import BASE, KEY, ODD, judge, paths, put

pytestmark = pytest.mark.slow

Made = tuple[Asking, Mapping[str, Any]]
V1 = "/api/v1"


def prometheus() -> Made:
    metrics = {"a": {"query": "x", "rule": "Low"}}
    rows = matrix(row((0, "0.5"), (5, "NaN"), region="eu"), row((5, "1"), region="us"), warnings=["w"], infos=["i"])
    rows["data"]["result"][0]["histograms"] = [[0, {"count": "1"}]]
    rules = {"groups": [{"rules": [{"type": "alerting", "name": "Low", "query": "x < 0.9"}]}]}
    return asking("prometheus", BASE, metrics, KEY), {
        f"{V1}/query_range": rows,
        f"{V1}/rules": {"status": "success", "data": rules},
        f"{V1}/status/runtimeinfo": {"status": "success", "data": {"storageRetention": "14h"}},
        f"{V1}/status/buildinfo": {"status": "success", "data": {"version": "3.0.0", "application": "Mimir"}},
    }


def nothing() -> Made:
    """A server without a number in this time, which is asked why."""
    sample = {"resultType": "vector", "result": [{"metric": {}, "value": [0, "0"]}]}
    return asking("prometheus", BASE, {"a": {"query": "x"}}, KEY), {
        f"{V1}/query_range": matrix(),
        f"{V1}/query": {"status": "success", "data": sample},
        f"{V1}/status/runtimeinfo": {"status": "success", "data": {"storageRetention": "15y"}},
    }


def runs() -> Made:
    metrics: dict[str, dict[str, Any]] = {"a": {"query": "precision"}, "b": {"query": "precision", "run": "r1"}}
    return asking("mlflow", BASE, metrics, KEY, experiment="fraud"), {
        f"{API}/experiments/get-by-name": {"experiment": {"experiment_id": "7"}},
        f"{API}/runs/search": {"runs": [run()], "next_page_token": ""},
        f"{API}/runs/get": {"run": run()},
        f"{API}/metrics/get-history": {"metrics": [number(0, 0.5), number(5, 0.4, 3)], "next_page_token": ""},
        "/version": "3.17.2",
    }


def traces() -> Made:
    return asking("mlflow", BASE, {"a": {"query": "spans:latency:p95", "by": "span_name"}}, KEY, experiment="fraud"), {
        f"{API}/experiments/get-by-name": {"experiment": {"experiment_id": "7"}},
        f"{API3}/traces/metrics": {"data_points": [bucket(0, 1.5, span_name="a")], "next_page_token": ""},
    }


def registry() -> Made:
    version = {"name": "fraud", "version": "1", "creation_timestamp": ms(-60), "status": "READY", "run_id": "r1"}
    return asking("mlflow", BASE, {}, KEY, model="fraud"), {
        f"{API}/registered-models/get": {"registered_model": {"aliases": [{"alias": "champion", "version": "1"}]}},
        f"{API}/model-versions/search": {"model_versions": [version, {**version, "version": "2"}]},
        f"{API}/runs/get": {"run": run(end=-30)},
    }


@pytest.mark.parametrize("made", [prometheus, nothing, runs, traces, registry])
def test_no_answer_ends_in_a_traceback_or_in_a_number_that_is_none(
    made: Callable[[], Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    question, answers = made()
    changed: dict[str, Any] = {}

    def ask(server: Server, url: str, body: bytes | None = None, headers: Any = None) -> Answer:
        del server, body, headers
        path = urlsplit(url).path
        found = {**answers, **changed}.get(path)
        status = 404 if path not in answers else 200
        return Answer(status, {}, json.dumps(found).encode())

    for module in (mlflow_asked, prometheus_asked):
        monkeypatch.setattr(module, "ask", ask)
    assert fetched(question).missing == ()
    for path, answer in answers.items():
        for place in paths(answer):
            for odd in ODD:
                changed.clear()
                changed[path] = put(answer, place, odd)
                _judge(question)


def _judge(question: Asking) -> None:
    if question.metrics:
        judge(question)
        return
    try:
        (known,) = fetched(question).registry
    except NoAnswer:
        return
    assert KEY not in repr(known)
    assert dump(Snapshot("r/m", "r", Origin("m", "mlflow"), WINDOW, NOW, "t", registry=(known,)))
