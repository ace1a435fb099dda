"""There is no Langfuse to start, so its real client reads the same stub as Afterword, and both read the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from afterword.capture.kinds.langfuse import SOURCE
from tests.evidence.real import second_reader
from tests.unit.capture.langfuse_server import Langfuse, Seen
from tests.unit.capture.stub import ONSET, FakeTracker, asking, fetched, running, values

METRICS: dict[str, dict[str, Any]] = {
    "p95": {"query": "latency:p95", "step": "1h"},
    "cost": {"query": "totalCost:sum", "step": "1h"},
    "count": {"query": "count:count", "step": "1h"},
}
SEEN = [Seen(minutes, latency=900 if 0 <= minutes < 60 else 100 + minutes % 7) for minutes in range(-170, 110, 3)]


@pytest.fixture
def langfuse() -> Iterator[FakeTracker]:
    with running() as stub:
        Langfuse(SEEN).put(stub)
        yield stub


def test_the_real_client_and_afterword_read_the_same(langfuse: FakeTracker) -> None:
    question = asking("langfuse", langfuse.base, METRICS, user="pk-lf-1", token="sk-lf-1")  # noqa: S106  # of a stub
    found = fetched(question)
    (plan,) = SOURCE.questions(question.source, question.metrics, question.window)
    read = second_reader("langfuse_metrics", langfuse.base, "pk-lf-1", "sk-lf-1", plan.query)
    assert found.server_version == read["version"]
    for name, column in (("p95", "p95_latency"), ("cost", "sum_totalCost"), ("count", "count_count")):
        (series,) = [one for one in found.series if one.metric == name]
        assert {minutes: value for minutes, value in values(series) if value} == {
            _minutes(row["time_dimension"]): pytest.approx(float(row[column]))
            for row in read["rows"]
            if row["count_count"] != "0"
        }
    ours, theirs = (langfuse.asked[place][1]["authorization"] for place in (0, -1))
    assert ours == theirs


def _minutes(written: str) -> float:
    return (datetime.fromisoformat(written) - ONSET).total_seconds() / 60
