"""Whatever stands in a place of an answer, a capture ends in finite numbers of the window or in a told reason."""

from __future__ import annotations

import base64
import copy
import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from afterword.capture import graphql
from afterword.capture.interface import Asking
from afterword.capture.kinds.elasticsearch import asked as cluster
from afterword.evidence.form import dump
from afterword.evidence.snapshot import FLAGS, Origin, Snapshot
from afterword.http import Answer, NoAnswer, Server
from tests.unit.capture.arize_server import MODEL, MONITOR, FakeArize
from tests.unit.capture.elasticsearch_server import FakeCluster, document
from tests.unit.capture.stub import NOW, WINDOW, asking, fetched
from tests.unit.capture.test_esql import NUMBER, QUERY, REGION, TIME, moment
from tests.unit.capture.test_wandb import every_minute
from tests.unit.capture.wandb_server import FakeRun

pytestmark = pytest.mark.slow

BASE = "http://127.0.0.1:9"
KEY = "k3y-" + "9" * 36
PACKED = base64.b64encode(f"api:{KEY}".encode()).decode()
ODD: tuple[Any, ...] = (
    None,
    {},
    [],
    [[]],
    [None],
    "",
    "x",
    "NaN",
    "-Infinity",
    "1_0",
    True,
    -1,
    0.5,
    10**400,
    1e308,
    float("nan"),
    {"a": 1},
    f"key {KEY}",
    {"message": PACKED},
    [{"message": KEY}],
)

Replies = Callable[[dict[str, Any]], Any]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in an answer: of a list only the first and the last, since the others are alike."""
    yield path
    if isinstance(value, dict):
        for name in value:
            yield from paths(value[name], (*path, name))
    elif isinstance(value, list):
        for number in sorted({0, len(value) - 1}) if value else ():
            yield from paths(value[number], (*path, number))


def put(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    changed = copy.copy(value)
    changed[path[0]] = put(value[path[0]], path[1:], odd)
    return changed


def wandb() -> tuple[Asking, Replies]:
    run = FakeRun(every_minute(3))
    metrics: dict[str, dict[str, Any]] = {"a": {"query": "f1"}, "b": {"query": "f1", "sampled": True}}
    return asking("wandb", BASE, metrics, KEY, entity="acme", project="fraud", run=run.name), run._reply


def arize() -> tuple[Asking, Replies]:
    found = FakeArize([(moment(0), 0.9), (moment(60), 0.4)], [(moment(0), 0.8)])
    metrics = {"a": {"query": "recall"}, "b": {"query": f"monitor:{MONITOR}"}}
    return asking("arize", BASE, metrics, KEY, model_id=MODEL), found._reply


def elasticsearch() -> tuple[Asking, Replies]:
    found = FakeCluster([document(0, score=0.4, region="eu"), document(30, score=0.8, region="us")])
    metrics = {"a": {"query": "p95(score)"}, "b": {"query": "count()", "by": "region"}, "c": {"query": "sum(score)"}}
    question = asking(
        "elasticsearch", BASE, {name: {"step": "1h", **one} for name, one in metrics.items()}, index="i", token=KEY
    )
    return question, lambda fields: found.search(fields) if fields else found._greeting()


def language() -> tuple[Asking, Replies]:
    rows = {"columns": [NUMBER, TIME, REGION], "values": [[0.4, moment(0), "eu"], [0.8, moment(5), "us"]]}
    question = asking("elasticsearch", BASE, {"a": {"query": QUERY}}, KEY)
    return question, lambda fields: {"is_partial": False, **rows} if fields else FakeCluster()._greeting()


@pytest.mark.parametrize("made", [wandb, arize, elasticsearch, language])
def test_no_answer_ends_in_a_traceback_or_in_a_number_that_is_none(
    made: Callable[[], tuple[Asking, Replies]], monkeypatch: pytest.MonkeyPatch
) -> None:
    question, reply = made()
    answers: list[Any] = []
    change: list[Any] = []

    def ask(server: Server, url: str, body: bytes | None = None, headers: Any = None) -> Answer:
        del server, url, headers
        answers.append(reply(json.loads(body) if body else {}))
        if change and change[0] == len(answers) - 1:
            answers[-1] = put(answers[-1], change[1], change[2])
        return Answer(200, {}, json.dumps(answers[-1]).encode())

    monkeypatch.setattr(graphql, "ask", ask)
    monkeypatch.setattr(cluster, "ask", ask)
    judge(question)
    whole = list(answers)
    assert fetched(question).missing == ()
    for number, answer in enumerate(whole):
        for path in paths(answer):
            for odd in ODD:
                answers.clear()
                change[:] = [number, path, odd]
                judge(question)


def judge(question: Asking) -> None:
    reason = ""
    try:
        found = fetched(question)
    except NoAnswer as error:
        reason = str(error)
    if reason:
        assert 10 < len(reason) < 400
        assert _hidden(reason, question)
        return
    names = {series.metric for series in found.series} | {name for name, _ in found.missing}
    assert names == {metric.name for metric in question.metrics}
    for series in found.series:
        times = [point.at for point in series.points]
        assert times == sorted(set(times))
        assert all(WINDOW.start <= moment <= WINDOW.end for moment in times)
        assert all(point.value is None or math.isfinite(point.value) for point in series.points)
        assert set(series.flags) <= set(FLAGS)
        assert series.points or "empty" in series.flags
    # What was had can be written down as strict JSON, and holds no secret, even if the server repeats it.
    origin = Origin("prod", question.source.kind, question.source.url, found.server_version)
    whole = Snapshot("r/prod", "r", origin, WINDOW, NOW, "t", found.series, missing=found.missing)
    assert _hidden(dump(whole).decode(), question)


def _hidden(text: str, question: Asking) -> bool:
    """Whether the key is in a text neither as it is nor as it was sent."""
    sent = question.server.headers.get("Authorization", KEY)
    return KEY not in text and sent.split()[-1] not in text
