"""The threshold of an alert rule, as the server has it now, and ready queries for generative models."""

from __future__ import annotations

import re
from typing import Any

import pytest

from afterword.capture.kinds.prometheus.alerts import compared
from afterword.capture.kinds.prometheus.ready import ready_queries, written_out
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from afterword.settings.sources import Metric
from tests.unit.capture.prometheus_server import RANGE, matrix
from tests.unit.capture.stub import FakeTracker, Given, asking, at, fetched, replies, says

RULES = "/api/v1/rules"


@pytest.mark.parametrize(
    ("written", "expression", "threshold", "breach"),
    [
        ("avg(x) < 0.9", "avg(x)", 0.9, "below"),
        ("(avg(x)) <= bool .9", "avg(x)", 0.9, "below"),
        ("1e3 < x", "x", 1000, "above"),
        ("((x > -2))", "x", -2, "above"),
        ("(a) / (b) >= (2)", "(a) / (b)", 2, "above"),
        ('x{a="<5", b=~"y>1"} < 3 # not > 7', 'x{a="<5", b=~"y>1"}', 3, "below"),
        ("x < 1 and on() z > 10", "x", 1, "below"),
        ("sum(z > 10) > 4", "sum(z > 10)", 4, "above"),
    ],
)
def test_the_number_that_a_rule_compares_with_is_its_threshold(
    written: str, expression: str, threshold: float, breach: str
) -> None:
    bound = compared(written, "x")
    assert bound
    assert (bound.expression, bound.threshold, bound.breach) == (expression, threshold, breach)


@pytest.mark.parametrize(
    "written",
    [
        "x",
        "x == 1",
        "x != 0",
        "x < y",
        "x < 0.9 * y",
        "x > 2 > 1",
        "x < 5m",
        "y and z > 10",
        "x < 1 and x < 2",
        "",
        "(",
        "<",
    ],
)
def test_a_rule_without_one_plain_number_has_no_threshold(written: str) -> None:
    assert compared(written, "x") is None


def test_a_long_rule_is_read_in_a_moment() -> None:
    assert compared("(" * 50_000 + "x" + "<" * 50_000, "x") is None


def one(stub: FakeTracker, rules: list[dict[str, Any]], fired: tuple[float, ...] = (), **told: Any) -> Series:
    def answer(fields: Given) -> Any:
        times = [at(minutes).timestamp() for minutes in (fired if "ALERTS" in fields["query"] else (-180, 0))]
        return matrix({"metric": {}, "values": [[time, "0.95"] for time in times]}) if times else matrix()

    stub.on(RANGE, replies(answer))
    stub.on(RULES, says({"status": "success", "data": {"groups": [{"name": "g", "rules": rules}]}}))
    metric = {"query": "x", "rule": "PrecisionLow", **told}
    found = fetched(asking("prometheus", stub.base, {"precision": metric}))
    assert found.missing == ()
    return found.series[0]


def rule(query: str, name: str = "PrecisionLow", **more: Any) -> dict[str, Any]:
    return {"type": "alerting", "name": name, "query": query, **more}


def test_a_threshold_comes_from_the_alert_rule_and_says_so(stub: FakeTracker) -> None:
    series = one(stub, [rule("x > 7", "Other"), rule("x < 0.9")], fired=(10, 15))
    assert (series.threshold, series.breach) == (0.9, "below")
    assert series.threshold_from == "alert rule PrecisionLow, as it is now"
    assert series.notes == ("The alert PrecisionLow fired from 2026-03-01T10:10:00Z on, to the step of 5m.",)


def test_the_threshold_of_the_settings_wins_and_the_difference_is_told(stub: FakeTracker) -> None:
    series = one(stub, [rule("x < 0.8")], threshold=0.9, breach="below")
    assert (series.threshold, series.threshold_from) == (0.9, "settings")
    assert series.notes[0] == "The alert rule PrecisionLow now fires below 0.8, and not as the settings say."
    assert series.notes[1] == "The source has nothing of the alert PrecisionLow firing in the incident."


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ([rule("x > 7", "Other")], "no alert rule named PrecisionLow"),
        ([rule("x < y")], "compares with no plain number: x < y"),
        ([rule("x < 0.9"), rule("x < 0.8")], "different thresholds"),
        ([{"name": "PrecisionLow"}], "not Prometheus'"),
        (["odd"], "not Prometheus'"),
    ],
)
def test_a_rule_that_gives_no_threshold_is_told_and_costs_no_number(
    stub: FakeTracker, rules: list[Any], told: str
) -> None:
    series = one(stub, rules)
    assert (series.threshold, series.threshold_from, series.breach) == (None, None, None)
    assert told in series.notes[0]
    assert series.points


def test_a_rule_that_watches_another_expression_is_told(stub: FakeTracker) -> None:
    assert "watches another expression: avg(x)" in one(stub, [rule("avg(x) < 0.9")]).notes[0]


def test_a_server_without_rules_costs_no_number(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    found = fetched(asking("prometheus", stub.base, {"precision": {"query": "x", "rule": "PrecisionLow"}}))
    assert "404" in found.series[0].notes[0]


def test_the_name_of_a_rule_is_quoted_in_the_query(stub: FakeTracker) -> None:
    one(stub, [], rule='odd"} or vector(1) \\')
    sent = [body.decode() for body in stub.bodies if b"ALERTS" in body]
    assert "odd%5C%22%7D+or+vector%281%29+%5C%5C%22" in sent[0]


def test_every_ready_query_is_written_out_with_a_model_and_without_one() -> None:
    for name, about in ready_queries().items():
        plain = written_out(Metric("m", name))
        assert "MATCHERS" not in plain.query
        assert "RANGE" not in plain.query
        assert "{}" not in plain.query
        assert plain.unit == about["unit"]
        assert about["says"]
        chosen = written_out(Metric("m", name, "seconds", model='a"b', step=3600, options=(("matchers", 'x="1"'),)))
        assert '{x="1",gen_ai_request_model="a\\"b"' in chosen.query
        assert "[1h]" in chosen.query
        assert chosen.unit == "seconds"


CONVENTIONS = {
    "gen_ai_client_operation_duration_seconds",
    "gen_ai_client_token_usage",
    "gen_ai_server_request_duration_seconds",
    "gen_ai_server_time_to_first_token_seconds",
}
"""The histograms of OpenTelemetry's conventions, by the names that Prometheus gives them."""


def test_ready_queries_ask_for_the_metrics_of_the_conventions_and_for_no_other() -> None:
    asked = {name for one in ready_queries().values() for name in re.findall(r"gen_ai_\w+(?=\{)", one["query"])}
    assert {re.sub("_(bucket|sum|count)$", "", name) for name in asked} == CONVENTIONS
    assert all(name.endswith(("_bucket", "_sum", "_count")) for name in asked)


def test_an_unknown_ready_query_names_the_nearest() -> None:
    with pytest.raises(NoAnswer, match="Did you mean `latency-p95`"):
        written_out(Metric("m", "otel:lattency-p95"))


def test_the_query_that_was_sent_is_kept_and_not_its_name(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    found = fetched(asking("prometheus", stub.base, {"p95": {"query": "otel:latency-p95", "model": "chat"}}))
    assert found.series[0].query.startswith("histogram_quantile(0.95")
    assert found.series[0].unit == "s"


def test_the_rules_are_asked_for_once(stub: FakeTracker) -> None:
    stub.on(RANGE, says(matrix()))
    stub.on(
        RULES, says({"status": "success", "data": {"groups": [{"rules": [rule("x < 1", "A"), rule("x > 2", "B")]}]}})
    )
    found = fetched(asking("prometheus", stub.base, {n: {"query": "x", "rule": n} for n in ("A", "B")}))
    assert [series.threshold for series in found.series] == [1, 2]
    assert len([path for path in stub.paths if path.startswith(RULES)]) == 1
