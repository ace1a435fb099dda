"""Whatever a server with Prometheus' interface answers ends in a right number or in a told reason."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.capture.kinds.prometheus import SOURCE
from afterword.http import Bounds, NoAnswer
from tests.unit.capture.prometheus_server import RANGE, ask, full, matrix, on_the_grid, only, refused, row
from tests.unit.capture.stub import (
    TOKEN,
    FakeTracker,
    Given,
    asking,
    at,
    fetched,
    page,
    replies,
    says,
    values,
)


def test_numbers_that_are_none_stay_points_without_one(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "NaN"), (0, "+Inf"), (5, "-Inf"), (10, "1e-3"), (15, "0")))))
    series = only(ask(stub))
    assert values(series) == [(-180, None), (0, None), (5, None), (10, 0.001), (15, 0.0)]
    assert len([note for note in series.notes if "without a number" in note]) == 2


def test_histograms_are_no_numbers_and_the_way_to_one_is_told(stub: FakeTracker) -> None:
    histogram = [at(0).timestamp(), {"count": "3", "sum": "1", "buckets": [[0, "0", "1", "3"]]}]
    stub.on(RANGE, says(matrix({"metric": {}, "histograms": [histogram]})))
    assert "histogram_quantile(0.95" in refused(stub)
    stub.on(RANGE, says(matrix({**row((-180, "1")), "histograms": [histogram]})))
    series = only(ask(stub))
    assert values(series) == [(-180, 1.0)]
    assert "1 histogram." in series.notes[0]


@pytest.mark.parametrize(
    ("beside", "flags"),
    [
        ({"warnings": ["results truncated due to limit"]}, ("truncated",)),
        ({"warnings": ["No StoreAPIs matched for this query"]}, ("partial",)),
        ({"warnings": ['PromQL warning: bucket label "le" is missing']}, ()),
        ({"infos": ["PromQL info: metric might not be a counter"]}, ()),
        ({"isPartial": True}, ("partial",)),
        ({"isPartial": False, "warnings": None, "infos": "odd"}, ()),
    ],
)
def test_what_a_server_warns_of_is_a_flag_and_a_note(
    stub: FakeTracker, beside: dict[str, Any], flags: tuple[str, ...]
) -> None:
    stub.on(RANGE, says(matrix(row((-180, "1"), (0, "1")), **beside)))
    series = only(ask(stub))
    assert series.flags == flags
    if isinstance(said := beside.get("warnings", beside.get("infos")), list):
        assert said[0] in series.notes[0]


def test_several_series_are_slices_told_apart_by_their_labels(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "1"), region="eu"), row((-180, "2"), region="us"))))
    found = ask(stub, {"model": "fraud"})
    assert [series.labels for series in found.series] == [
        (("model", "fraud"), ("region", "eu")),
        (("model", "fraud"), ("region", "us")),
    ]


def test_of_too_many_slices_the_worst_are_kept_and_it_is_told(stub: FakeTracker) -> None:
    rows = [row((-180, "0.9"), (0, "0.1" if number == 56 else "0.9"), country=f"c{number:02}") for number in range(57)]
    stub.on(RANGE, says(matrix(*rows)))
    found = ask(stub, {"threshold": 0.8, "breach": "below"})
    assert len(found.series) == 20
    assert found.series[-1].labels == (("country", "c56"),)
    assert all(series.flags == () and "57 series" in series.notes[0] for series in found.series)
    assert [series.labels for series in ask(stub).series][:2] == [(("country", "c00"),), (("country", "c01"),)]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            says({"status": "error", "errorType": "bad_data", "error": "1:4: parse error"}, 400),
            "400, bad_data: 1:4: parse",
        ),
        (
            says({"status": "error", "errorType": "execution", "error": "too many samples"}, 422),
            "422, execution: too many",
        ),
        (
            says({"status": "error", "errorType": "timeout", "error": "query timed out"}, 503),
            "503, timeout: query timed out",
        ),
        (page(), "502 and a page of HTML"),
        (page(200, "<!doctype html><title>Log in</title>"), "200 and a page of HTML; a proxy or a page to log in"),
        (page(404), "prefix: /prometheus"),
        (says(b"404 page not found", 404), "prefix: /prometheus"),
        (says({"message": "Unauthorized"}, 401), "401: Unauthorized; look at the token"),
        (says({"message": "no access"}, 403), "403: no access; look at the token"),
        (says({"status": "success", "data": {"resultType": "vector", "result": []}}), "numbers over time"),
        (says({"status": "success", "data": {"resultType": "matrix", "result": [{"metric": 1}]}}), "not Prometheus'"),
        (says({"status": "success", "data": {"resultType": "matrix", "result": {"a": 1}}}), "not Prometheus'"),
        (says({"status": "success", "data": {"resultType": "matrix", "result": None}}), "not Prometheus'"),
        (says(matrix({"metric": {}, "values": [["soon", "1"]]})), "not Prometheus'"),
        (says(matrix({"metric": {}, "values": [[1e300, "1"]]})), "not Prometheus'"),
        (says(matrix({"metric": {}, "values": [[1]]})), "not Prometheus'"),
        (says([]), "200; a proxy"),
        (says(b"\xff\xfe"), "not JSON"),
        (says(b"[" * 100_000), "not JSON"),
        (says(b"", 200), "not JSON"),
    ],
)
def test_what_is_no_answer_is_told_with_what_to_look_at(stub: FakeTracker, answer: Any, told: str) -> None:
    stub.on(RANGE, answer)
    assert told in refused(stub)


def test_one_metric_that_fails_loses_no_other(stub: FakeTracker) -> None:
    def answer(fields: Given) -> Any:
        if fields["query"] == "bad(":
            return says({"status": "error", "errorType": "bad_data", "error": "parse error"}, 400)
        return matrix({"metric": {}, "values": [[time, "1"] for time in on_the_grid(fields)]})

    stub.on(RANGE, replies(answer))
    found = fetched(asking("prometheus", stub.base, {"bad": {"query": "bad("}, "good": {"query": "up"}}))
    assert [series.metric for series in found.series] == ["good"]
    assert [metric for metric, _ in found.missing] == ["bad"]


def test_a_server_that_is_down_is_asked_once(stub: FakeTracker) -> None:
    stub.on(RANGE, page())
    with pytest.raises(NoAnswer, match="502"):
        fetched(asking("prometheus", stub.base, {name: {"query": "up"} for name in "abcd"}, bounds=Bounds(tries=1)))
    assert len(stub.asked) == 1


def test_a_server_that_repeats_the_token_gets_it_into_no_message_and_no_series(stub: FakeTracker) -> None:
    stub.on(RANGE, says({"status": "error", "errorType": "bad_data", "error": f"Bearer {TOKEN} is odd"}, 400))
    assert TOKEN not in refused(stub, token=TOKEN)
    stub.on(RANGE, says(matrix(row((-180, "1"), token=TOKEN), warnings=[f"seen {TOKEN}"])))
    assert TOKEN not in repr(ask(stub, token=TOKEN))


def test_what_a_server_says_cannot_move_the_cursor(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "1"), region="\x1b[2J\u202eeu"), warnings=["a\nb\x07"])))
    series = only(ask(stub))
    assert "\x1b" not in repr(series.labels).replace("\\x1b", "")
    assert all(note.isprintable() for note in series.notes)


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        (says({"status": "success", "data": {"version": "2.42.0+ds"}}), "2.42.0+ds"),
        (
            says({"status": "success", "data": {"application": "Grafana Mimir", "version": "2.17.1"}}),
            "Grafana Mimir 2.17.1",
        ),
        (says({"status": "success", "data": {}}), "VictoriaMetrics"),
        (says({"status": "success", "data": {"version": "2.24.0"}}, X_Server_Hostname="vm-1"), "VictoriaMetrics"),
        (says({"message": "Not Found"}, 404), None),
        (page(200), None),
        (says({"status": "success", "data": [1]}), None),
    ],
)
def test_the_version_is_that_of_the_server_that_answers(stub: FakeTracker, answer: Any, version: str | None) -> None:
    stub.on(RANGE, full())
    stub.on("/api/v1/query", says({"status": "success", "data": {"resultType": "scalar", "result": [0, "1"]}}))
    stub.on("/api/v1/status/buildinfo", answer)
    assert ask(stub).server_version == version
    question = asking("prometheus", stub.base, {})
    assert SOURCE.probe(question.source, question.server).version == version


def test_a_probe_says_what_is_wrong_with_the_token(stub: FakeTracker) -> None:
    stub.on("/api/v1/query", says({"status": "error", "error": "unauthorized"}, 401))
    question = asking("prometheus", stub.base, {}, token=TOKEN)
    assert "look at the token" in (SOURCE.probe(question.source, question.server).trouble or "")


def test_series_whose_labels_look_alike_are_not_mixed(stub: FakeTracker) -> None:
    long = "x" * 300
    stub.on(
        RANGE,
        says(matrix(row((-180, "1"), path=f"{long}a"), row((-180, "2"), path=f"{long}b"), row((-180, "3"), path="c"))),
    )
    found = ask(stub)
    assert [values(series) for series in found.series] == [[(-180, 3.0)], [(-180, 1.0)], [(-180, 2.0)]]
    assert [dict(series.labels).get("series") for series in found.series] == [None, "1", "2"]
