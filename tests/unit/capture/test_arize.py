"""Arize over GraphQL: metrics by the hour or the day in UTC, and monitors with their thresholds as they were."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.capture.interface import Asking
from afterword.capture.kinds.arize import SOURCE
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Span, Window
from tests.unit.capture.arize_server import MODEL, MONITOR, FakeArize
from tests.unit.capture.stub import WINDOW, FakeTracker, asking, at, fetched, page, reason, says, values

KEY = "ak-" + "7" * 40


def hours(*numbers: float | None) -> list[tuple[str, float | None]]:
    """Points by the hour from an hour before the onset."""
    return [(written_moment(at(60 * hour - 60)).replace("Z", ".000Z"), value) for hour, value in enumerate(numbers)]


def question(stub: FakeTracker, query: str = "recall", **more: Any) -> Asking:
    source = {name: more.pop(name) for name in ("now", "window", "environment") if name in more}
    return asking("arize", stub.base, {"recall": {"query": query, **more}}, KEY, model_id=MODEL, **source)


def test_numbers_of_hours_are_points_and_hours_without_one_are_gaps(stub: FakeTracker) -> None:
    arize = FakeArize([("2026-03-01T06:00:00Z", 0.1), *hours(0.95, None, 0.4), ("2026-03-01T13:00:00Z", 0.2)])
    stub.on("/graphql", arize.answer())
    (series,) = fetched(question(stub)).series
    assert values(series) == [(-60, 0.95), (60, 0.4)]
    assert (series.flags, series.notes, series.step) == ((), (), 3600)
    assert stub.asked[0][1]["x-api-key"] == KEY


def test_the_zone_is_always_utc_and_hours_are_asked_whole(stub: FakeTracker) -> None:
    arize = FakeArize([])
    stub.on("/graphql", arize.answer())
    long = Window(Span(at(-3_000), at(-60)), WINDOW.incident)
    more: dict[str, Any] = {"positive_class": "fraud", "versions": ["v1", 'v"2'], "environment": "training"}
    (series,) = fetched(question(stub, step="1d", window=long, **more)).series
    fetched(question(stub, positive_class="fraud"))
    day, hour = (asked["variables"] for asked in arize.asked)
    assert (day["zone"], day["size"], day["environment"], day["positive"]) == ("UTC", "day", "training", "fraud")
    assert (hour["start"], hour["end"]) == ("2026-03-01T07:00:00Z", "2026-03-01T12:59:59.999000Z")
    assert 'externalModelVersionIds: ["v1", "v\\"2"]' in arize.asked[0]["query"]
    assert (day["start"], day["end"]) == ("2026-02-28T00:00:00Z", "2026-03-01T23:59:59.999000Z")
    assert (series.flags, series.step) == (("empty",), 86_400)


def test_a_custom_metric_is_sent_as_what_it_is(stub: FakeTracker) -> None:
    arize = FakeArize(hours(3))
    stub.on("/graphql", arize.answer())
    (series,) = fetched(question(stub, 'select count(*) from model where x = "y"')).series
    assert values(series) == [(-60, 3)]
    (asked,) = arize.asked
    assert asked["variables"]["config"] == series.query == 'select count(*) from model where x = "y"'
    assert "performanceMetric: udf, customMetricConfig: $config" in asked["query"]


def test_a_monitor_brings_its_threshold_as_it_was(stub: FakeTracker) -> None:
    arize = FakeArize(hours(0.95, 0.4), hours(0.8, 0.85))
    stub.on("/graphql", arize.answer())
    (series,) = fetched(question(stub, f"monitor:{MONITOR}", breach="below")).series
    assert values(series) == [(-60, 0.95), (0, 0.4)]
    assert (series.threshold, series.threshold_from, series.breach) == (0.85, "monitor recall low", "below")
    assert series.notes == ("The threshold of the monitor moved between 0.8 and 0.85; its last is shown.",)


@pytest.mark.parametrize(
    ("operator", "breach", "told"),
    [
        ("greaterThan", "above", ()),
        ("lessThanOrEqual", "below", ()),
        ("equals", "above", ("The monitor does not say which side of its threshold is bad, so that of the settings",)),
    ],
)
def test_a_monitor_says_which_side_of_its_threshold_is_bad(
    operator: str, breach: str, told: tuple[str, ...], stub: FakeTracker
) -> None:
    stub.on("/graphql", FakeArize(hours(0.5), hours(0.3), operator=operator).answer())
    (series,) = fetched(question(stub, f"monitor:{MONITOR}", threshold=0.4, breach="above")).series
    assert (series.threshold, series.breach) == (0.3, breach)
    assert series.notes[0] == "The settings name another threshold, 0.4."
    assert tuple(note[: len(text)] for note, text in zip(series.notes[1:], told, strict=True)) == told


def test_an_hour_that_is_not_over_is_late(stub: FakeTracker) -> None:
    stub.on("/graphql", FakeArize(hours(0.9)).answer())
    assert fetched(question(stub, now=at(150))).series[0].flags == ("late",)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            says({"errors": [{"message": f"Query complexity 1200 exceeds 1000 for {KEY}"}]}),
            "with an error: Query complexity 1200 exceeds 1000 for …",
        ),
        (says({"errors": [{"message": "Rate limit exceeded"}]}, 400), "with an error: Rate limit exceeded"),
        (says({}, 429, Retry_After="55"), "is limiting requests; try again in 55 s"),
        (says({"data": {"node": None}}), f"knows no model {MODEL}, or the key may not see it"),
        (says({"data": {"node": {}}}), "has no `recall` of this model"),
        (says({"data": {"node": {"performanceMetricOverTime": None}}}), "has no `recall` of this model"),
        (says({}, 401), "refused the model with 401: the token is wrong"),
        (says({"errors": []}), "is not an answer to the model: it has no `data`"),
        (page(200), "it is not JSON"),
    ],
)
def test_an_answer_that_is_none_is_told(answer: Any, told: str, stub: FakeTracker) -> None:
    stub.on("/graphql", answer)
    assert told in reason(question(stub), KEY)


def test_times_and_numbers_that_are_none_are_left_out_or_told(stub: FakeTracker) -> None:
    stub.on("/graphql", FakeArize([("yesterday", 1), *hours(float("inf")), ("2026-03-01T10:00:00", 2)]).answer())
    (series,) = fetched(question(stub)).series
    assert values(series) == [(-60, None), (0, 2)]
    assert series.notes == ("A value was infinite, and stands without a number.",)


@pytest.mark.parametrize("query", ["recall }", "re call", "{", "monitor"])
def test_a_query_that_is_none_never_becomes_a_part_of_a_question(query: str, stub: FakeTracker) -> None:
    arize = FakeArize([])
    stub.on("/graphql", arize.answer())
    if query == "monitor":
        fetched(question(stub, query))
        assert arize.asked[0]["variables"]["metric"] == "monitor"
    else:
        assert "must be the name of a metric, such as accuracy" in reason(question(stub, query))


def test_a_metric_without_a_model_does_not_lose_the_others(stub: FakeTracker) -> None:
    stub.on("/graphql", FakeArize(hours(0.9)).answer())
    metrics = {"a": {"query": "recall"}, "b": {"query": "recall", "model_id": MODEL}}
    found = fetched(asking("arize", stub.base, metrics, KEY))
    assert [series.metric for series in found.series] == ["b"]
    assert found.missing[0][1].startswith("The metric has no `model_id`")


def test_a_key_is_tried_and_a_dry_run_asks_nothing(stub: FakeTracker) -> None:
    asked = question(stub, f"monitor:{MONITOR}")
    assert [what.what for what in SOURCE.questions(asked.source, asked.metrics, WINDOW)] == [
        "POST /graphql metricHistory"
    ]
    assert stub.asked == []
    stub.on("/graphql", FakeArize([]).answer())
    assert SOURCE.probe(asked.source, asked.server).trouble is None
    stub.on("/graphql", says({"data": {"node": None}}))
    assert "knows no model" in str(SOURCE.probe(asked.source, asked.server).trouble)
