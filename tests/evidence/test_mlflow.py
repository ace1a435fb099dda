"""MLflow as it is: what a capture reads of runs, of traces and of the registry is what its own client has written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.capture.kinds.mlflow import SOURCE
from afterword.evidence.snapshot import Span, Window
from afterword.http import NoAnswer
from tests.evidence import real
from tests.unit.capture.stub import ONSET, asking, at, fetched, values


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    """A server that the real client has filled, and what it was told."""
    with real.mlflow(tmp_path_factory.mktemp("mlflow"), "--allowed-hosts=127.0.0.1:*") as url:
        yield url, real.second_reader("mlflow_fill", url, str(ONSET.timestamp()))


def ask(url: str, told: dict[str, dict[str, Any]], **more: Any) -> Fetched:
    return fetched(asking("mlflow", url, told, **more))


def test_the_history_of_a_run_is_read_page_by_page_and_as_it_was_written(server: tuple[str, Any]) -> None:
    url, filled = server
    found = ask(url, {"precision": {"query": "precision"}}, run=filled["long"])
    (series,) = found.series
    assert found.server_version
    assert values(series) == [(minute / 10, round(0.9 - minute / 10_000, 6)) for minute in range(-1800, 1201)]
    assert found.requests > 4
    assert (series.flags, series.step) == ((), 6)


def test_our_reader_and_the_real_client_read_the_same(server: tuple[str, Any]) -> None:
    url, filled = server
    (series,) = ask(url, {"precision": {"query": "precision"}}, run=filled["long"]).series
    theirs = real.second_reader("mlflow_history", url, filled["long"], "precision")
    start, end = at(-180).timestamp() * 1000, at(120).timestamp() * 1000
    assert [[int(point.at.timestamp() * 1000), point.value] for point in series.points] == [
        one for one in theirs if start <= one[0] <= end
    ]


def test_what_is_no_number_is_none_in_the_end(server: tuple[str, Any]) -> None:
    url, filled = server
    (series,) = ask(url, {"odd": {"query": "odd"}}, run=filled["odd"]).series
    assert values(series) == [(0, None), (1, None), (2, None), (3, 0.5)]
    assert {note.partition(",")[0] for note in series.notes} == {"A value was NaN", "2 values were infinite"}


def test_daily_jobs_are_one_series_and_a_deleted_one_is_told(server: tuple[str, Any]) -> None:
    url, _ = server
    (series,) = ask(url, {"recall": {"query": "recall"}}, experiment="jobs").series
    assert values(series) == [(-120, 0.9), (-60, 0.8), (0, 0.4)]
    assert series.notes[0] == "Left out: 1 deleted run with this metric."


def test_a_deleted_run_is_read_while_it_is_there(server: tuple[str, Any]) -> None:
    url, filled = server
    (series,) = ask(url, {"recall": {"query": "recall"}}, run=filled["deleted"]).series
    assert values(series) == [(60, 0.1)]
    assert "was deleted" in series.notes[0]


def test_metrics_of_traces_are_those_of_the_traces(server: tuple[str, Any]) -> None:
    url, filled = server
    now = datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    window = Window(
        Span(hour - timedelta(hours=2), hour - timedelta(hours=1)),
        Span(hour - timedelta(hours=1), hour + timedelta(hours=2)),
    )
    metrics: dict[str, dict[str, Any]] = {
        "count": {"query": "traces:trace_count", "step": "1h"},
        "failed": {"query": "traces:trace_count", "step": "1h", "filters": ["trace.status = 'ERROR'"]},
        "latency": {"query": "traces:latency:max", "step": "1h", "unit": "ms"},
        "p95": {"query": "traces:latency:p95", "step": "1h", "unit": "ms"},
        "by span": {"query": "spans:span_count", "step": "1h", "by": "span_name"},
    }
    found = ask(url, metrics, experiment="chat", window=window, now=now)
    assert found.missing == ()
    sums = {(one.metric, one.labels): sum(point.value or 0 for point in one.points) for one in found.series}
    assert sums["count", ()] == filled["traces"]
    assert sums["failed", ()] == filled["failed"]
    assert sums["by span", (("span_name", "answer"),)] == filled["traces"]
    (slowest,) = [one for one in found.series if one.metric == "latency"]
    assert max(point.value or 0 for point in slowest.points) >= 20


def test_the_registry_says_which_version_was_there_at_the_onset(server: tuple[str, Any]) -> None:
    url, filled = server
    onset = datetime.fromtimestamp(filled["onset"], UTC)
    (known,) = ask(url, {}, model="fraud", onset=onset).registry
    assert (known.version, known.last_good_version, known.uri) == ("2", "1", "models:/fraud/2")
    assert known.aliases == ()
    assert known.trained_at == datetime.fromtimestamp(filled["trained"] / 1000, UTC)
    assert "Aliases as they are now: champion is version 3." in known.history
    (later,) = ask(url, {}, model="fraud", onset=datetime.now(UTC)).registry
    assert (later.version, later.last_good_version, later.aliases) == ("3", "2", ("champion",))


@pytest.mark.parametrize(
    ("told", "source", "why"),
    [
        ({"query": "precision"}, {"run": "0" * 32}, "has no run"),
        ({"query": "precison"}, {"run": "long"}, "Did you mean `precision`?"),
        ({"query": "recall"}, {"experiment": "nobody"}, "no experiment nobody"),
        (
            {"query": "traces:latency:p95", "filters": ["trace.odd = 1"]},
            {"experiment": "chat"},
            "INVALID_PARAMETER_VALUE",
        ),
    ],
)
def test_what_is_not_there_is_told(
    server: tuple[str, Any], told: dict[str, Any], source: dict[str, Any], why: str
) -> None:
    url, filled = server
    with pytest.raises(NoAnswer) as reason:
        ask(url, {"m": told}, **{name: filled.get(value, value) for name, value in source.items()})
    assert why in str(reason.value)


def test_a_host_that_the_server_does_not_allow_is_told(server: tuple[str, Any]) -> None:
    question = asking("mlflow", server[0].replace("127.0.0.1", "localhost"), {})
    assert "--allowed-hosts" in (SOURCE.probe(question.source, question.server).trouble or "")


def test_a_probe_names_the_version(server: tuple[str, Any]) -> None:
    url, filled = server
    question = asking("mlflow", url, {})
    assert SOURCE.probe(question.source, question.server).version == filled["version"]
