"""A stub with MLflow's interface, and the question that the tests ask of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from tests.unit.capture.stub import FakeTracker, asking, at, fetched, replies, says

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


def bucket(minutes: float, value: Any, **dimensions: str) -> dict[str, Any]:
    when = datetime.fromtimestamp(at(minutes).timestamp(), UTC).isoformat()
    return {"metric_name": "latency", "dimensions": {"time_bucket": when, **dimensions}, "values": {"P95.0": value}}


def traces(stub: FakeTracker, *points: dict[str, Any]) -> None:
    serve(stub, {"r1": []})
    stub.on(f"{API3}/traces/metrics", says({"data_points": list(points)}))
