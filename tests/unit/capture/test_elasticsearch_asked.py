"""Elasticsearch and OpenSearch: what is sent, how the token is sent, and what is told if there is no answer."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from afterword.capture.interface import Fetched, Probe
from afterword.capture.kinds.elasticsearch import SOURCE
from afterword.settings.source_tables import read_sources
from tests.unit.capture.elasticsearch_server import KEY, OLD, Document, FakeCluster, document, question
from tests.unit.capture.stub import WINDOW, FakeTracker, fetched, page, reason, says


@pytest.mark.parametrize(
    ("query", "more", "told"),
    [
        ("median(score)", {}, "must be avg, sum, min, max or count of a field"),
        ("avg()", {}, "must be avg, sum"),
        ("avg(score)", {"step": "7d"}, "The window is shorter than a step of 604,800 s; set a shorter `step`"),
        ("avg(score)", {"filter": "{"}, "`filter` begins like JSON and is none"),
        ("avg(score)", {"index": ".."}, "The metric has no `index`"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_write(
    query: str, more: Document, told: str, stub: FakeTracker
) -> None:
    FakeCluster().serve(stub)
    assert told in reason(question(stub, query, **more))


ERROR = {
    "error": {"root_cause": [{"type": "x", "reason": f"no such index [a] {KEY}"}], "reason": "all failed"},
    "status": 404,
}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (says(ERROR, 404), "answered a date histogram with 404: no such index [a] …"),
        (says({"error": "Forbidden"}, 403), "answered a date histogram with 403: Forbidden"),
        (says({}, 401), "refused a date histogram with 401: the token is wrong, or may not see this"),
        (
            says({"message": "Missing Authentication Token"}, 403, x_amzn_RequestId="1"),
            "403: Missing Authentication Token; AWS may want signed requests, which Afterword does not send: let a",
        ),
        (page(403), "refused a date histogram with 403"),
        (page(200), "is not an answer to a date histogram: it is not JSON"),
        (says({"took": 1}), "has no date histogram"),
        (says({}, 503), "answered with 503 1 times; what is asked may be too much for it, so try a longer `step`"),
        (says({}, 429, Retry_After="30"), "is limiting requests; try again in 30 s"),
    ],
)
def test_an_answer_that_is_none_is_told(answer: Any, told: str, stub: FakeTracker) -> None:
    FakeCluster().serve(stub)
    stub.on("/logs-model/_search", answer)
    assert told in reason(question(stub), KEY)


def test_the_version_is_told_and_a_key_that_may_not_see_it_may_still_search(stub: FakeTracker) -> None:
    def version(cluster: FakeCluster) -> Fetched:
        cluster.serve(stub)
        return fetched(question(stub))

    assert version(FakeCluster([OLD])).server_version == "Elasticsearch 9.2.1"
    assert version(FakeCluster([OLD], "2.19.0", opensearch=True)).server_version == "OpenSearch 2.19.0"
    stub.on("/", says({}, 403))
    assert (fetched(question(stub)).server_version, fetched(question(stub)).requests) == (None, 2)


@pytest.mark.parametrize(
    ("settings", "token", "sent"),
    [
        ({}, KEY, f"ApiKey {KEY}"),
        ({}, "id:key", f"ApiKey {base64.b64encode(b'id:key').decode()}"),
        ({"user": "elastic"}, "pw", f"Basic {base64.b64encode(b'elastic:pw').decode()}"),
        ({"auth": "bearer", "user": "elastic"}, "tok", "Bearer tok"),
        ({}, None, None),
    ],
)
def test_a_token_is_sent_as_the_settings_say(settings: Document, token: str | None, sent: str | None) -> None:
    table = {"prod": {"kind": "elasticsearch", "url": "http://127.0.0.1:9200", **settings}}
    assert SOURCE.headers(read_sources(table)[0], token).get("Authorization") == sent


def test_a_probe_and_a_dry_run(stub: FakeTracker) -> None:
    FakeCluster().serve(stub)
    asked_ = question(stub)
    assert SOURCE.probe(asked_.source, asked_.server).version == "Elasticsearch 9.2.1"
    assert [what.what for what in SOURCE.questions(asked_.source, asked_.metrics, WINDOW)] == [
        "POST /logs-model/_search"
    ]
    stub.on("/", says({}, 403))
    assert SOURCE.probe(asked_.source, asked_.server) == Probe()
    stub.on("/logs-model/_search", says({"Message": "User: anonymous is not authorized"}, 403))
    assert "a search with 403: User: anonymous" in str(SOURCE.probe(asked_.source, asked_.server).trouble)
    asked_ = replace(asked_, source=asked_.source._replace(options=()))
    stub.on("/", says({"tagline": "nginx"}))
    assert "does not answer like Elasticsearch" in str(SOURCE.probe(asked_.source, asked_.server).trouble)
    stub.on("/", says({}, 401))
    assert "refused the version with 401" in str(SOURCE.probe(asked_.source, asked_.server).trouble)


def test_what_is_sent_is_json_and_a_second_capture_gives_the_same(stub: FakeTracker) -> None:
    FakeCluster([OLD, document(0, score=0.3)]).serve(stub)
    first, second = fetched(question(stub)), fetched(question(stub))
    assert first == second
    assert stub.bodies[1] == stub.bodies[3]
    assert json.loads(stub.bodies[1])
