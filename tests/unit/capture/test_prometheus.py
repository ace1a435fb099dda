"""A server with Prometheus' interface sets every trap that is known; each ends in a right number or in a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.capture.kinds.prometheus import SOURCE
from afterword.evidence.snapshot import Series, Span, Window
from afterword.http import Bounds, NoAnswer
from tests.unit.capture.stub import (
    ONSET,
    TOKEN,
    WINDOW,
    FakeTracker,
    Given,
    asked,
    asking,
    at,
    fetched,
    page,
    replies,
    says,
    values,
)

RANGE = "/api/v1/query_range"
QUERY = 'model_precision{model="fraud"}'


def matrix(*rows: dict[str, Any], **beside: Any) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": "matrix", "result": list(rows)}, **beside}


def row(*pairs: tuple[float, str], **labels: str) -> dict[str, Any]:
    """A series by the minutes of its points after the onset."""
    return {"metric": labels, "values": [[at(minutes).timestamp(), value] for minutes, value in pairs]}


def on_the_grid(fields: Given) -> Iterator[int]:
    start, end, step = (int(fields[name]) for name in ("start", "end", "step"))
    yield from range(start, end + 1, step)


def full(value: str = "0.9", **labels: str) -> Any:
    """A server that has a number for every time that it is asked for."""
    return replies(lambda fields: matrix({"metric": labels, "values": [[time, value] for time in on_the_grid(fields)]}))


def ask(stub: FakeTracker, told: dict[str, Any] | None = None, **more: Any) -> Fetched:
    return fetched(asking("prometheus", stub.base, {"precision": {"query": QUERY, **(told or {})}}, **more))


def only(found: Fetched) -> Series:
    assert found.missing == ()
    (series,) = found.series
    return series


def why(found: Fetched) -> str:
    assert found.series == ()
    ((_, reason),) = found.missing
    return reason


def refused(stub: FakeTracker, told: dict[str, Any] | None = None, **more: Any) -> str:
    with pytest.raises(NoAnswer) as error:
        ask(stub, told, **more)
    return str(error.value)


def test_the_numbers_are_those_of_the_server_in_utc(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "0.94"), (0, "0.5"), (5, "0.41"), __name__="p", model="fraud"))))
    stub.on("/api/v1/status/buildinfo", says({"status": "success", "data": {"version": "3.14.0"}}))
    found = ask(stub, {"unit": "ratio", "threshold": 0.9, "breach": "below"})
    series = only(found)
    assert values(series) == [(-180, 0.94), (0, 0.5), (5, 0.41)]
    assert (series.unit, series.threshold, series.threshold_from, series.breach) == ("ratio", 0.9, "settings", "below")
    assert (series.labels, series.query, series.step) == ((("model", "fraud"),), QUERY, 300)
    assert (series.flags, series.notes) == ((), ())
    assert (found.server_version, found.requests) == ("3.14.0", 2)


def test_a_query_is_sent_as_a_form_with_ends_on_the_grid_of_the_step(stub: FakeTracker) -> None:
    stub.on(RANGE, full())
    window = Window(Span(at(-61.3), at(-30.2)), Span(at(-30.2), at(17.9)))
    ask(stub, window=window, token=TOKEN, tenant="team-a")
    path, headers = stub.asked[0]
    fields = asked(stub, 0)
    assert path == RANGE
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert headers["x-scope-orgid"] == "team-a"
    assert fields["query"] == QUERY
    assert (int(fields["start"]), int(fields["end"])) == (int(at(-60).timestamp()), int(at(15).timestamp()))
    assert (fields["step"], fields["nocache"]) == ("300", "1")


def test_a_user_makes_the_token_a_password(stub: FakeTracker) -> None:
    stub.on(RANGE, full())
    ask(stub, token=TOKEN, user="prom")
    assert stub.asked[0][1]["authorization"] == "Basic cHJvbTp0MHBzM2NyZXQtYW5kLWxvbmc="


@pytest.mark.parametrize(
    "prefix", ["/api/datasources/proxy/uid/P1809F7CD0C75ACF3", "/prometheus", "/select/0/prometheus", "/mimir/api/v1"]
)
def test_an_address_behind_a_proxy_or_with_a_prefix_is_used_as_it_is(stub: FakeTracker, prefix: str) -> None:
    stub.on(prefix.removesuffix("/api/v1") + RANGE, full())
    assert only(ask(replace(stub, base=stub.base + prefix))).points


def test_a_proxy_that_lets_no_form_through_is_asked_with_get(stub: FakeTracker) -> None:
    stub.on(RANGE, says({"message": "Method Not Allowed"}, 405), full())
    assert only(ask(stub)).points
    assert asked(stub, 1)["query"] == QUERY


def test_a_long_time_is_asked_in_parts_that_meet_without_a_gap(stub: FakeTracker) -> None:
    def answer(fields: Given) -> Any:
        times = list(on_the_grid(fields))
        if len(times) > 11_000:
            return says({"status": "error", "errorType": "bad_data", "error": "exceeded maximum resolution"}, 400)
        return matrix({"metric": {}, "values": [[time, "1"] for time in times]})

    stub.on(RANGE, replies(answer))
    window = Window(Span(ONSET - timedelta(seconds=20_000), ONSET), Span(ONSET, ONSET + timedelta(seconds=5_000)))
    series = only(ask(stub, {"step": "1s"}, window=window))
    assert len(series.points) == 25_001
    assert {later.at - earlier.at for earlier, later in zip(series.points, series.points[1:], strict=False)} == {
        timedelta(seconds=1)
    }


def test_what_would_be_too_many_points_is_not_asked_for(stub: FakeTracker) -> None:
    window = Window(Span(ONSET - timedelta(days=30), ONSET), Span(ONSET, at(60)))
    assert "make `step` longer" in refused(stub, {"step": "1s"}, window=window)
    assert stub.asked == []


def test_a_step_longer_than_the_time_is_told(stub: FakeTracker) -> None:
    assert "make `step` shorter" in refused(stub, {"step": "7d"})


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
    assert "1 points were histograms" in series.notes[0]


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


def test_a_server_that_moves_the_times_gets_no_point_in(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "1"), (-2, "7"), (0, "1"), (125, "7")))))
    series = only(ask(stub))
    assert values(series) == [(-180, 1.0), (0, 1.0)]
    assert "moved 2 points" in series.notes[0]


def test_a_gap_stays_a_gap(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "1"), (-60, "1"), (60, "1")))))
    assert values(only(ask(stub))) == [(-180, 1.0), (-60, 1.0), (60, 1.0)]


def test_the_newest_numbers_are_said_to_be_late(stub: FakeTracker) -> None:
    stub.on(RANGE, full())
    assert "late" in only(ask(stub, now=WINDOW.end + timedelta(minutes=4))).flags
    assert "late" not in only(ask(stub, now=WINDOW.end + timedelta(minutes=6))).flags


def test_what_the_retention_took_is_told(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    stub.on("/api/v1/status/runtimeinfo", says({"status": "success", "data": {"storageRetention": "6h or 10GiB"}}))
    series = only(ask(stub))
    assert series.points == ()
    assert set(series.flags) == {"empty", "retention"}
    assert "nothing from before 2026-03-01T18:00:00Z" in series.notes[0]


def test_a_baseline_that_the_retention_took_is_told_beside_the_rest(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row(*((minutes, "1") for minutes in range(0, 120, 5))))))
    stub.on("/api/v1/status/runtimeinfo", says({"status": "success", "data": {"storageRetention": "14h"}}))
    series = only(ask(stub))
    assert series.flags == ("retention",)
    assert len(series.points) == 24


def test_an_answer_without_a_series_is_empty_and_no_number(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    series = only(ask(stub))
    assert (series.points, series.flags) == ((), ("empty",))


def test_a_server_that_began_after_the_incident_is_told_by_its_oldest_number(stub: FakeTracker) -> None:
    def answer(fields: Given) -> Any:
        times = [time for time in on_the_grid(fields) if time >= at(300).timestamp()]
        return matrix(*([{"metric": {}, "values": [[time, "1"] for time in times]}] if times else []))

    stub.on(RANGE, replies(answer))
    series = only(ask(stub))
    assert set(series.flags) == {"empty", "retention"}
    assert "2026-03-01T15" in series.notes[0]


def test_samples_between_the_steps_are_told_with_the_way_to_them(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    stub.on(
        "/api/v1/query",
        says({"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [0, "12"]}]}}),
    )
    (note,) = only(ask(stub, {"step": "1h"})).notes
    assert "12 samples" in note
    assert f"last_over_time({QUERY}[1h])" in note
    assert f"sum(count_over_time({QUERY}[18000s]))" in [asked(stub, number).get("query") for number in range(4)]


def test_a_range_that_is_shorter_than_the_step_is_told(stub: FakeTracker) -> None:
    stub.on(RANGE, full())
    (note,) = only(ask(stub, {"query": "rate(errors_total[5m])", "step": "1h"})).notes
    assert note == "The query looks at 5m of every 1h, and sees nothing of the rest."


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
    assert all("truncated" in series.flags and "57 series" in series.notes[0] for series in found.series)
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
        (page(404), "prefix, such as /prometheus"),
        (says(b"404 page not found", 404), "prefix, such as /prometheus"),
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


def test_a_dry_run_says_what_would_be_asked() -> None:
    question = asking(
        "prometheus", "http://127.0.0.1:9", {"a": {"query": "up", "step": "1s"}, "b": {"query": "otel:x"}}
    )
    first, second = SOURCE.questions(question.source, question.metrics, WINDOW)
    assert first.what == (
        "POST /api/v1/query_range from 2026-03-01T07:00:00Z to 2026-03-01T12:00:00Z, a point every 1s, in 2 requests"
    )
    assert "There is no ready query otel:x" in second.what
