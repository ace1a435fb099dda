"""Langfuse: metrics by time in as few requests as can be, and gaps where the server fills in zeros."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from afterword.capture.interface import Asking, Fetched
from afterword.capture.kinds.langfuse import SOURCE
from afterword.evidence.snapshot import Series, Span, Window
from afterword.http import NoAnswer, Server
from afterword.settings.source_tables import read_sources
from tests.unit.capture.langfuse_server import METRICS, Langfuse, Seen
from tests.unit.capture.stub import FakeTracker, asking, at, fetched, page, says, values

SOME = (Seen(-60), Seen(-30, 300), Seen(0, 900, 0.5), Seen(59.99, 1100), Seen(60, 200, model="large"))
WEEK = Window(Span(at(-60 * 24 * 7), at(-60)), Span(at(-60), at(120)))


def asked(stub: FakeTracker, metrics: dict[str, dict[str, Any]], **told: Any) -> Asking:
    return asking("langfuse", stub.base, metrics, user="pk-lf-1", token=told.pop("token", "sk-lf-secret"), **told)


def only(
    stub: FakeTracker, query: str, step: str = "1h", *, told: dict[str, Any] | None = None, **options: Any
) -> Series:
    found = fetched(asked(stub, {"m": {"query": query, "step": step, **options}}, **(told or {})))
    assert found.missing == ()
    return found.series[0]


def lost(stub: FakeTracker, query: str = "latency:p95", **options: Any) -> str:
    with pytest.raises(NoAnswer) as caught:
        fetched(asked(stub, {"m": {"query": query, "step": "1h", **options}}))
    assert "sk-lf-secret" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("latency:avg", [(-60, 200), (0, 1000), (60, 200)]),
        ("latency:p95", [(-60, 300), (0, 1100), (60, 200)]),
        ("totalCost:sum", [(-60, 0.02), (0, 0.51), (60, 0.01)]),
        ("count:count", [(-180, 0), (-120, 0), (-60, 2), (0, 2), (60, 1), (120, 0)]),
    ],
)
@pytest.mark.parametrize("iso", [True, False])
def test_what_the_server_fills_in_with_zeros_is_a_gap_but_a_count_of_nothing_is_zero(
    stub: FakeTracker, query: str, expected: list[tuple[float, float]], iso: bool
) -> None:
    Langfuse(SOME, iso=iso).put(stub)
    series = only(stub, query)
    assert values(series) == expected
    assert (series.step, series.flags, series.notes) == (3600, (), ())


def test_a_value_of_zero_is_no_gap(stub: FakeTracker) -> None:
    Langfuse([Seen(0, cost=0)]).put(stub)
    assert values(only(stub, "totalCost:sum")) == [(0, 0)]


def test_a_step_without_the_measure_is_a_gap(stub: FakeTracker) -> None:
    Langfuse([Seen(0, first_token=50), Seen(60)]).put(stub)
    assert values(only(stub, "timeToFirstToken:avg")) == [(0, 50)]


def test_a_project_without_anything_in_the_window_is_empty(stub: FakeTracker) -> None:
    Langfuse(()).put(stub)
    series = only(stub, "count:count")
    assert (series.points, series.flags) == ((), ("empty",))


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


@pytest.mark.parametrize(
    ("step", "window", "size", "note"),
    [
        ("1m", None, 60, ""),
        ("30s", None, 60, "Langfuse has steps of a minute, an hour or a day; these are of a minute."),
        ("5m", None, 60, "Langfuse has steps of a minute, an hour or a day; these are of a minute."),
        ("6h", None, 3600, "Langfuse has steps of a minute, an hour or a day; these are of an hour."),
        ("1m", WEEK, 3600, "An answer of Langfuse has at most 1,000 rows, so these are steps of an hour; a shorter"),
    ],
)
def test_steps_are_those_that_the_server_has_and_that_an_answer_holds(
    stub: FakeTracker, step: str, window: Window | None, size: int, note: str
) -> None:
    Langfuse(SOME).put(stub)
    series = only(stub, "latency:p95", step, told={"window": window} if window else {})
    assert series.step == size
    assert (series.notes or ("",))[0].startswith(note)
    assert len(series.notes) == bool(note)


def test_a_long_window_in_fine_steps_is_asked_in_parts_where_the_settings_allow_it(stub: FakeTracker) -> None:
    server = Langfuse(SOME)
    server.put(stub)
    window = Window(Span(at(-60 * 24), at(-60)), Span(at(-60), at(120)))
    series = only(stub, "count:count", "1m", told={"window": window, "several_requests": True})
    assert (series.step, series.notes, len(server.questions)) == (60, (), 2)
    assert len(series.points) == 60 * 26 + 1
    assert sum(point.value or 0 for point in series.points) == len(SOME)


def test_a_day_is_a_step_without_a_time(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    window = Window(Span(at(-60 * 34), at(-60)), Span(at(-60), at(120)))
    series = only(stub, "count:count", "1d", told={"window": window})
    assert values(series) == [(-34 * 60, 0), (-10 * 60, 5)]


def test_slices_are_told_apart_by_a_dimension(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    found = fetched(asked(stub, {"m": {"query": "count:count", "step": "1h", "dimension": "providedModelName"}}))
    assert {series.labels: values(series)[2:5] for series in found.series} == {
        (("providedModelName", "large"),): [(-60, 0), (0, 0), (60, 1)],
        (("providedModelName", "small"),): [(-60, 2), (0, 2), (60, 0)],
    }


def test_an_answer_that_is_cut_is_told_and_its_last_step_left_out(stub: FakeTracker) -> None:
    Langfuse([Seen(minutes, model=f"m{model}") for minutes in range(-120, 60) for model in range(7)]).put(stub)
    found = fetched(asked(stub, {"m": {"query": "count:count", "step": "1m", "dimension": "providedModelName"}}))
    assert {series.flags for series in found.series} == {("truncated",)}
    assert {len(series.points) for series in found.series} == {len(found.series[0].points)}
    assert "The answer was cut after 1,000 rows, at 2026-03-01T" in found.series[0].notes[0]


def test_a_window_that_ends_now_is_late_and_its_last_step_left_out(stub: FakeTracker) -> None:
    Langfuse(SOME).put(stub)
    series = only(stub, "count:count", told={"now": at(90)})
    assert series.flags == ("late",)
    assert [minutes for minutes, _ in values(series)] == [-180, -120, -60, 0]
    assert only(stub, "count:count", told={"now": at(185)}).flags == ("late",)
    assert only(stub, "count:count", told={"now": at(200)}).flags == ()


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


@pytest.mark.parametrize("value", ["NaN", "nan", "Infinity"])
def test_a_value_that_is_no_number_is_a_point_without_one(stub: FakeTracker, value: str) -> None:
    row = {"time_dimension": "2026-03-01T10:00:00Z", "count_count": 3, "avg_latency": value}
    stub.on(METRICS, says({"data": [row]}))
    series = only(stub, "latency:avg")
    assert values(series) == [(0, None)]
    assert len(series.notes) == 1


@pytest.mark.parametrize(
    ("query", "options", "why"),
    [
        ("latncy:p95", {}, "Did you mean `latency`?"),
        ("latency:p42", {}, "after the colon write count, sum, avg"),
        ("latency:histogram", {}, "after the colon write count, sum, avg"),
        ("value:avg", {}, "the view observations measures count, latency"),
        ("latency:p95", {"view": "scores-numeric"}, "the view scores-numeric measures count and value"),
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
