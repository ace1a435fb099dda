"""Phoenix, Langfuse and exports: whatever stands in a place of an answer, it ends in numbers or in a told reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import pytest

from afterword.capture.interface import Asking, Export
from afterword.capture.kinds import langfuse as langfuse_asked
from afterword.capture.kinds.phoenix import asked as phoenix_asked
from afterword.evidence.form import dump
from afterword.evidence.snapshot import Origin, Snapshot
from afterword.http import Answer, NoAnswer, Server
from afterword.settings.sources import Source
from tests.unit.capture.exported import NIGHT
from tests.unit.capture.langfuse_server import METRICS
from tests.unit.capture.phoenix_server import MARKS, SPANS, VERSION, span
from tests.unit.capture.stub import NOW, asking, fetched
from tests.unit.capture.test_evidently import AT, NEW, OLD, SUITE, WHOLE
from tests.unit.capture.test_mutated_answers import BASE, KEY, ODD, judge, paths, put
from tests.unit.capture.test_saved_mlflow import HISTORY, measured, run
from tests.unit.capture.test_saved_prometheus import SERIES, answer

pytestmark = pytest.mark.slow

Made = tuple[Asking, Mapping[str, Any]]


def phoenix() -> Made:
    metrics: dict[str, dict[str, Any]] = {
        "a": {"query": "latency_ms:p95"},
        "b": {"query": "annotation:quality:share", "label": "bad", "root": True},
        "c": {"query": "tokens.total:sum", "name": "answer"},
    }
    mark = {"id": "1", "name": "quality", "span_id": f"{1:016x}", "result": {"label": "bad", "score": 0.2}}
    return asking("phoenix", BASE, metrics, KEY, project="chat"), {
        VERSION: "20.26.1",
        SPANS: {"data": [span(1, 0, attributes={"llm.token_count.total": 3})], "next_cursor": None},
        MARKS: {"data": [mark], "next_cursor": None},
    }


def langfuse() -> Made:
    metrics = {"a": {"query": "latency:p95"}, "b": {"query": "count:count"}}
    sliced = {name: {"dimension": "environment", **one} for name, one in metrics.items()}
    row = {"time_dimension": "2026-03-01T10:00:00Z", "count_count": "3", "p95_latency": 9.5, "environment": "live"}
    return asking("langfuse", BASE, sliced, KEY, user="pk-lf-1"), {
        METRICS: {"data": [row]},
        "/api/public/health": {"version": "4.2.0", "status": "OK"},
    }


@pytest.mark.parametrize("made", [phoenix, langfuse])
def test_no_answer_ends_in_a_traceback_or_in_a_number_that_is_none(
    made: Callable[[], Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    question, answers = made()
    changed: dict[str, Any] = {}

    def ask(server: Server, url: str, body: bytes | None = None, headers: Any = None) -> Answer:
        del server, body, headers
        return Answer(200, {}, json.dumps({**answers, **changed}[urlsplit(url).path]).encode())

    for module in (phoenix_asked, langfuse_asked):
        monkeypatch.setattr(module, "ask", ask)
    assert fetched(question).missing == ()
    for path, found in answers.items():
        for place in paths(found):
            for odd in ODD:
                changed.clear()
                changed[path] = put(found, place, odd)
                judge(question)


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        *(("evidently", json.loads(report.replace("NaN", "null"))) for report in (WHOLE, OLD, SUITE)),
        ("evidently", {name: rows[:4] for name, rows in json.loads(NEW).items()}),
        ("prometheus", answer(SERIES, warnings=["w"])),
        ("prometheus", {"precision": answer(SERIES)}),
        ("prometheus", {"metric": {"a": "b"}, "values": [1], "timestamps": [1772359200000]}),
        ("mlflow", {**HISTORY, "next_page_token": ""}),
        ("mlflow", {"runs": [run("a", measured(0, 1), stage="deleted"), run("b", measured(0, 1))]}),
        ("wandb", [{"_timestamp": 1772359200.0, "val": {"loss": 1}}, {"_timestamp": 1772359300.0, "val": 1}]),
    ],
)
def test_no_export_ends_in_a_traceback_or_in_a_number_that_is_none(kind: str, plain: Any) -> None:
    export: Export = import_module(f"afterword.capture.exports.{kind}").EXPORT
    source = Source(kind, kind, options=(("at", AT),))
    for place in paths(plain):
        for odd in ODD:
            try:
                found = export.read(json.dumps(put(plain, place, odd)).encode(), source, (), NIGHT)
            except NoAnswer:
                continue
            whole = Snapshot("r/m", "r", Origin("m", kind), NIGHT, NOW, "t", found.series, missing=found.missing)
            assert dump(whole)
