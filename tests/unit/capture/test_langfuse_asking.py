"""Langfuse: what it is asked, with which keys, and what is told where it does not answer."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from afterword.capture.interface import Fetched
from afterword.capture.kinds.langfuse import SOURCE
from afterword.evidence.snapshot import Span, Window
from afterword.http import NoAnswer, Server
from afterword.settings.source_tables import read_sources
from tests.unit.capture.langfuse_server import METRICS, SOME, Langfuse, asked, lost, only
from tests.unit.capture.stub import FakeTracker, at, fetched, page, says


def test_metrics_of_one_view_are_one_request_at_the_finest_step(stub: FakeTracker) -> None:
    server = Langfuse(SOME)
    server.put(stub)
    metrics = {"p95": {"query": "latency:p95", "step": "5m"}, "cost": {"query": "totalCost:sum", "step": "1h"}}
    found = fetched(asked(stub, {**metrics, "count": {"query": "count:count", "step": "1m"}}))
    assert [series.metric for series in found.series] == ["p95", "cost", "count"]
    (question,) = server.questions
    assert question["timeDimension"] == {"granularity": "minute"}
    assert question["metrics"] == [
        {"measure": "latency", "aggregation": "p95"},
        {"measure": "totalCost", "aggregation": "sum"},
        {"measure": "count", "aggregation": "count"},
    ]
    assert found.server_version == "4.2.0"


def test_the_question_has_whole_steps_and_the_most_rows(stub: FakeTracker) -> None:
    server = Langfuse(SOME)
    server.put(stub)
    only(stub, "latency:p95", told={"window": Window(Span(at(-170), at(-50)), Span(at(-50), at(130)))})
    (question,) = server.questions
    assert question["fromTimestamp"] == "2026-03-01T08:00:00.000Z"
    assert question["toTimestamp"] == "2026-03-01T12:59:59.999Z"
    assert question["config"] == {"row_limit": 1000}


def test_different_views_and_filters_are_requests_of_their_own_and_the_plan_says_so(stub: FakeTracker) -> None:
    metrics: dict[str, dict[str, Any]] = {
        "p95": {"query": "latency:p95"},
        "quality": {"query": "value:avg", "view": "scores-numeric", "filters": ["name = quality"]},
        "large": {"query": "latency:p95", "filters": ["providedModelName = large"]},
        "cost": {"query": "totalCost:sum"},
    }
    question = asked(stub, metrics)
    plan = SOURCE.questions(question.source, question.metrics, question.window)
    assert [one.metric for one in plan] == ["p95, cost", "quality", "large"]
    assert [one.what for one in plan] == [
        f"GET {METRICS}, request {number} of 3; Langfuse Cloud allows 10, 20 or 200 of these requests a day, by its "
        "plan"
        for number in (1, 2, 3)
    ]
    assert json.loads(plan[1].query)["filters"] == [
        {"column": "name", "operator": "=", "type": "string", "value": "quality"}
    ]
    Langfuse(SOME).put(stub)
    fetched(question)
    assert stub.paths[0] == f"{METRICS}?{urlencode({'query': plan[0].query})}"


def test_the_keys_are_sent_as_a_user_and_a_password(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    only(stub, "latency:p95")
    sent = base64.b64decode(stub.asked[0][1]["authorization"].removeprefix("Basic ")).decode()
    assert sent == "pk-lf-1:sk-lf-secret"


@pytest.mark.parametrize(("user", "why"), [("sk-lf-oops", "holds a secret key"), (None, "write the public key")])
def test_keys_in_the_wrong_place_are_told_and_not_repeated(user: str | None, why: str) -> None:
    (source,) = read_sources({"it": {"kind": "langfuse", **({"user": user} if user else {})}})
    with pytest.raises(NoAnswer) as caught:
        SOURCE.headers(source, "sk-lf-secret")
    assert why in str(caught.value)
    assert not any(key in str(caught.value) for key in ("sk-lf-oops", "sk-lf-secret"))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (says({"message": "not found"}, 404), "a Langfuse of your own has them since version 4"),
        (
            says({"message": "No limit"}, 429, Retry_After="3600"),
            "try again in 3600 s; Langfuse Cloud allows 10, 20 or 200",
        ),
        (says({"message": "No limit"}, 429), "Langfuse Cloud allows 10, 20 or 200"),
        (says({"message": "Invalid dimension x"}, 400), "did not accept the question: Invalid dimension x"),
        (says({"message": "Bad sk-lf-secret"}, 400), "did not accept the question: Bad …"),
        (says({}, 401), "the token is wrong, or may not see this"),
        (says({"message": "Access denied"}, 403), "refused the metrics with 403"),
        (page(405), "answered the metrics with 405"),
        (page(200), "it is not JSON"),
        (says({"rows": []}), "is not a list of metrics"),
        (says({"data": [{"count_count": "1"}]}), "has a row without a time"),
        (says({"data": [{"time_dimension": "2026-03-01T10:00:00Z", "count_count": "1"}]}), "no `p95_latency`; it has"),
    ],
)
def test_an_answer_without_metrics_is_told_with_what_to_do(stub: FakeTracker, answer: Any, why: str) -> None:
    stub.on(METRICS, answer)
    assert why in lost(stub)


def test_after_a_limit_nothing_more_is_asked_and_what_was_had_is_kept(stub: FakeTracker) -> None:
    server = Langfuse(SOME)
    server.put(stub)
    good = stub.answers[METRICS][0]
    stub.on(METRICS, good, says({}, 429, Retry_After="86400"))
    metrics = {
        "p95": {"query": "latency:p95", "step": "1h"},
        "quality": {"query": "value:avg", "step": "1h", "view": "scores-numeric"},
        "labels": {"query": "count:count", "step": "1h", "view": "scores-categorical"},
    }
    found: Fetched = fetched(asked(stub, metrics))
    assert [series.metric for series in found.series] == ["p95"]
    assert [name for name, _ in found.missing] == ["quality", "labels"]
    assert len([path for path in stub.paths if path.startswith(METRICS)]) == 2


@pytest.mark.parametrize(
    ("query", "options", "why"),
    [
        ("latncy:p95", {}, "Did you mean `latency`?"),
        ("latency:p42", {}, "after the colon write count, sum, avg"),
        ("latency:histogram", {}, "after the colon write count, sum, avg"),
        ("value:avg", {}, "the view observations measures count, latency"),
        ("latency:p95", {"view": "scores-numeric"}, "the view scores-numeric measures count and value"),
        ("latency:p95", {"dimension": "userId"}, "has too many values for Langfuse; use it in `filters`"),
        ("latency:p95", {"filters": ["environment"]}, "a rule is like environment = production"),
        ("latency:p95", {"filters": ["value > high"]}, "after > there must be a number"),
        ("latency:p95", {"filters": ["isRootObservation = yes"]}, "is true or false"),
    ],
)
def test_what_cannot_be_asked_is_told_before_it_costs_a_request(
    stub: FakeTracker, query: str, options: dict[str, Any], why: str
) -> None:
    assert why in lost(stub, query, **options)
    assert stub.asked == []


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        (
            "environment = production",
            {"column": "environment", "operator": "=", "type": "string", "value": "production"},
        ),
        ("name starts with a b", {"column": "name", "operator": "starts with", "type": "string", "value": "a b"}),
        (
            "tags any of beta, new",
            {"column": "tags", "operator": "any of", "type": "arrayOptions", "value": ["beta", "new"]},
        ),
        (
            "level none of DEBUG",
            {"column": "level", "operator": "none of", "type": "stringOptions", "value": ["DEBUG"]},
        ),
        ("value>=0.5", {"column": "value", "operator": ">=", "type": "number", "value": 0.5}),
        (
            "isRootObservation = true",
            {"column": "isRootObservation", "operator": "=", "type": "boolean", "value": True},
        ),
        (
            "metadata.tier = gold",
            {"column": "metadata", "key": "tier", "operator": "=", "type": "stringObject", "value": "gold"},
        ),
    ],
)
def test_a_filter_is_sent_with_the_type_that_its_rule_has(stub: FakeTracker, rule: str, made: dict[str, Any]) -> None:
    server = Langfuse(SOME)
    server.put(stub)
    only(stub, "latency:p95", filters=[rule])
    assert server.questions[0]["filters"] == [made]


@pytest.mark.parametrize(("status", "trouble"), [(200, None), (401, "refused the project of the keys with 401")])
def test_a_probe_says_the_version_and_whether_the_keys_work(
    stub: FakeTracker, status: int, trouble: str | None
) -> None:
    Langfuse(()).put(stub)
    stub.on("/api/public/projects", says({"data": []}, status))
    (source,) = read_sources({"it": {"kind": "langfuse", "url": stub.base, "user": "pk"}})
    found = SOURCE.probe(source, Server("the source it", source.url))
    assert found.version == "4.2.0"
    assert (trouble or "") in (found.trouble or "")
    assert (found.trouble is None) == (trouble is None)
    assert not any(path.startswith(METRICS) for path in stub.paths)
