"""Sources that no test can start: the vendors' own clients read the same numbers of our stubs as Afterword does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from afterword.evidence.form import moment, written_moment
from afterword.evidence.snapshot import Series
from tests.evidence import real
from tests.unit.capture.arize_server import MODEL, MONITOR, NAME, SPACE, FakeArize, flying
from tests.unit.capture.elasticsearch_server import FakeCluster
from tests.unit.capture.stub import WINDOW, FakeTracker, asking, at, fetched, running
from tests.unit.capture.test_arize_flight import predictions
from tests.unit.capture.wandb_server import FakeRun

KEY = "a1" * 20
START, END = written_moment(WINDOW.start), written_moment(WINDOW.end)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running() as found:
        yield found


def drawn(series: Series) -> list[tuple[datetime, float | None]]:
    return [(point.at, point.value) for point in series.points]


def seconds(rows: list[list[Any]]) -> list[tuple[datetime, Any]]:
    return [(datetime.fromtimestamp(when, UTC), value) for when, value in rows]


def test_weights_and_biases_is_read_as_its_own_client_reads_it(stub: FakeTracker, tmp_path: Path) -> None:
    rows = [
        {"_step": 3 * step + 40, "_timestamp": at(step / 20 - 60).timestamp() + 0.25, "loss": 1.0 / (step + 1)}
        | ({"f1": 1 - step / 5000} if step % 2 == 0 else {})
        for step in range(1_500)
    ]
    stub.on("/graphql", FakeRun(rows).answer())
    folders = {f"WANDB_{name}_DIR": str(tmp_path / name) for name in ("CACHE", "CONFIG", "DATA", "ARTIFACT")}
    theirs = real.second_reader(
        "wandb_history",
        stub.base,
        "acme/fraud/3x7k2p9q",
        "f1",
        WANDB_API_KEY=KEY,
        WANDB_SILENT="true",
        WANDB_DIR=str(tmp_path),
        HOME=str(tmp_path),
        NO_PROXY="127.0.0.1",
        **folders,
    )
    settings = {"entity": "acme", "project": "fraud", "run": "3x7k2p9q"}
    (series,) = fetched(asking("wandb", stub.base, {"f1": {"query": "f1"}}, KEY, **settings)).series
    assert len(series.points) == 750
    assert drawn(series) == seconds(theirs["whole"]) == seconds(theirs["some"])
    # A sample is less, which is why it is never asked for unless it is wanted.
    assert 0 < len(theirs["sample"]) <= 50
    sent = {headers["authorization"] for _, headers in stub.asked}
    assert len(sent) == 1  # both send the key in the same way


def test_arize_is_read_as_its_own_client_of_graphql_reads_it(stub: FakeTracker) -> None:
    points = [(written_moment(at(60 * hour - 180)), value) for hour, value in enumerate([0.95, 0.94, None, 0.41, 0.9])]
    limits = [(when, 0.9) for when, _ in points]
    arize = FakeArize(points, limits)
    stub.on("/graphql", arize.answer())
    metrics: dict[str, dict[str, Any]] = {
        "recall": {"query": "recall", "positive_class": "fraud", "versions": ["v1"]},
        "custom": {"query": "select avg(score) from model"},
        "monitor": {"query": f"monitor:{MONITOR}"},
    }
    recall, custom, monitor = fetched(asking("arize", stub.base, metrics, KEY, model_id=MODEL)).series
    questions = [asked["query"] for asked in arize.asked]
    theirs = real.second_reader(
        "arize_graphql", stub.base, MODEL, SPACE, NAME, "recall low", START, END, *questions, NO_PROXY="127.0.0.1"
    )
    assert theirs["faults"] == []
    measured = [(moment(one["metricDisplayDate"]), one["metricValue"]) for one in theirs["metric"]]
    history = [(moment(one["x"]), one["y"]) for one in theirs["monitor"]["dataPoints"]]
    there = [(moment(when), value) for when, value in points if value is not None]
    assert [one for one in measured if one[1] is not None] == there
    assert drawn(recall) == drawn(custom) == drawn(monitor) == there
    assert [one for one in history if one[1] is not None] == there
    assert {one["y"] for one in theirs["monitor"]["thresholdDataPoints"]} == {monitor.threshold}


def test_arize_is_exported_as_its_own_client_of_flight_exports_it() -> None:
    rows = predictions(*((minute / 7 - 180, (minute % 97) / 97) for minute in range(2_000)), unit="us")
    with flying(rows, KEY) as (server, address):
        place = urlsplit(address)
        theirs = real.second_reader(
            "arize_export",
            str(place.hostname),
            str(place.port),
            SPACE,
            NAME,
            START,
            written_moment(at(180)),
            "score",
            KEY,
            NO_PROXY="127.0.0.1",
        )
        metrics = {
            name: {"query": query, "flight": True} for name, query in (("m", "avg(score)"), ("n", "count(score)"))
        }
        settings = {"space_id": SPACE, "model_name": NAME, "flight_url": address}
        mean, count = fetched(asking("arize", "http://127.0.0.1:9", metrics, KEY, **settings)).series
    assert [(when, pytest.approx(value)) for when, value in drawn(mean)] == [
        (moment(when), value) for when, value, _ in theirs
    ]
    assert drawn(count) == [(moment(when), number) for when, _, number in theirs]
    first, second, third = server.commands
    assert first == second == third  # the client asks in the very same words
    assert set(server.keys) == {KEY}


def test_opensearch_is_read_as_its_own_client_reads_it(stub: FakeTracker) -> None:
    documents = [
        {"@timestamp": written_moment(at(minute * 3 - 200)), "score": (minute % 89) / 89} for minute in range(100)
    ]
    FakeCluster(documents, "2.19.0", opensearch=True).serve(stub)
    end = written_moment(at(130))
    theirs = real.second_reader(
        "opensearch_search", stub.base, "logs-model", "score", "600s", START, end, NO_PROXY="127.0.0.1"
    )
    metrics = {"mean": {"query": "avg(score)", "step": "10m"}}
    found = fetched(asking("elasticsearch", stub.base, metrics, index="logs-model"))
    assert drawn(found.series[0]) == [(datetime.fromtimestamp(key / 1000, UTC), value) for key, value in theirs["rows"]]
    assert found.server_version == f"OpenSearch {theirs['version']}"


def test_elasticsearch_is_read_as_its_own_client_reads_it(stub: FakeTracker) -> None:
    documents = [
        {"@timestamp": written_moment(at(minute / 3 - 200)), **({"score": (minute % 89) / 89} if minute % 5 else {})}
        for minute in range(0, 1_000, 3)
    ]
    rows = {
        "columns": [{"name": "v", "type": "double"}, {"name": "t", "type": "date"}],
        "values": [[0.4, written_moment(at(0))]],
    }
    FakeCluster(documents, rows=rows).serve(stub)
    query = "FROM logs-model | STATS v = AVG(score) BY t = BUCKET(@timestamp, 5 minutes) | LIMIT 100"
    end = written_moment(at(130))
    theirs = real.second_reader(
        "elasticsearch_search", stub.base, "logs-model", "score", "600s", KEY, START, end, query, NO_PROXY="127.0.0.1"
    )
    metrics = {
        "mean": {"query": "avg(score)", "step": "10m"},
        "slowest": {"query": "p95(score)", "step": "10m"},
        "count": {"query": "count()", "step": "10m"},
        "language": {"query": query},
    }
    found = fetched(asking("elasticsearch", stub.base, metrics, KEY, index="logs-model"))
    mean, slowest, count, language = found.series
    times = [datetime.fromtimestamp(row[0] / 1000, UTC) for row in theirs["rows"]]
    assert drawn(mean) == [(when, row[2]) for when, row in zip(times, theirs["rows"], strict=True)]
    assert drawn(slowest) == [(when, row[3]) for when, row in zip(times, theirs["rows"], strict=True)]
    assert [one for one in drawn(count) if one[1]] == [
        (when, row[1]) for when, row in zip(times, theirs["rows"], strict=True)
    ]
    assert drawn(language) == [(moment(when), value) for value, when in theirs["language"]]
    assert found.server_version == f"Elasticsearch {theirs['version']}"
