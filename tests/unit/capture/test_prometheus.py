"""A server with Prometheus' interface is asked for the right times, and what it has not is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from afterword.capture.kinds.prometheus import SOURCE
from afterword.evidence.snapshot import Span, Window
from afterword.http import NoAnswer
from tests.unit.capture.prometheus_server import QUERY, RANGE, ask, full, matrix, on_the_grid, only, refused, row
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
    replies,
    says,
    values,
)


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


@pytest.mark.slow
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


def test_a_server_that_moves_the_times_gets_no_point_in(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix(row((-180, "1"), (-2, "7"), (0, "1"), (125, "7")))))
    series = only(ask(stub))
    assert values(series) == [(-180, 1.0), (0, 1.0)]
    assert "moved 2 points to a time" in series.notes[0]


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
    # Also where so much time has passed that all of it cannot be looked at in steps of five minutes.
    for now in (WINDOW.end + timedelta(hours=12), WINDOW.end + timedelta(days=400)):
        series = only(ask(stub, now=now))
        assert set(series.flags) == {"empty", "retention"}
        assert "is that of 2026-03-01T15:00:00Z" in series.notes[0]


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


def test_a_range_that_is_too_short_for_its_samples_is_told(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    series = only(ask(stub, {"query": "increase(errors_total[5m])", "step": "5m"}))
    assert (series.points, series.flags) == ((), ("empty",))
    (note,) = series.notes
    assert note.startswith("Since Prometheus 3 a range leaves out its beginning; make [5m] at least twice as long as")


def test_a_dry_run_says_what_would_be_asked() -> None:
    question = asking(
        "prometheus", "http://127.0.0.1:9", {"a": {"query": "up", "step": "1s"}, "b": {"query": "otel:x"}}
    )
    first, second = SOURCE.questions(question.source, question.metrics, WINDOW)
    assert first.what == (
        "POST /api/v1/query_range from 2026-03-01T07:00:00Z to 2026-03-01T12:00:00Z, a point every 1s, in 2 requests"
    )
    assert "There is no ready query otel:x" in second.what


def test_a_source_without_a_metric_is_no_answer(stub: FakeTracker) -> None:
    with pytest.raises(NoAnswer, match="the settings name no metric"):
        fetched(asking("prometheus", stub.base, {}))
