"""Weights & Biases' sample of a run, and answers of which only a part came."""

from __future__ import annotations

from typing import Any

from tests.unit.capture.stub import FakeTracker, asking, at, fetched, reason, says, values
from tests.unit.capture.wandb_server import FakeRun

KEY = "k3y" + "9" * 37
RUN = {"entity": "acme", "project": "fraud", "run": "3x7k2p9q"}


def test_metrics_that_are_never_in_one_row_do_not_lose_each_other_in_a_sample(stub: FakeTracker) -> None:
    # The server drops every row that lacks one of the keys that it is asked for.
    rows: list[dict[str, Any]] = [
        {"_step": step, "_timestamp": at(step).timestamp(), ("f1", "loss")[step % 2]: step / 10} for step in range(4)
    ]
    stub.on("/graphql", FakeRun(rows).answer())
    metrics = {name: {"query": name, "sampled": True} for name in ("f1", "loss")}
    found = fetched(asking("wandb", stub.base, metrics, KEY, **RUN))
    assert [values(series) for series in found.series] == [[(0, 0.0), (2, 0.2)], [(1, 0.1), (3, 0.3)]]


def test_numbers_beside_an_error_are_not_taken(stub: FakeTracker) -> None:
    run = {"state": "finished", "historyLineCount": 1, "historyKeys": {"lastStep": 0}}
    stub.on("/graphql", says({"data": {"project": {"run": run}}, "errors": [{"message": "history is damaged"}]}))
    assert "with an error: history is damaged" in reason(
        asking("wandb", stub.base, {"f1": {"query": "f1"}}, KEY, **RUN)
    )
