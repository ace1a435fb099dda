"""Prometheus and VictoriaMetrics as they are: what a capture reads is what was measured."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.capture.kinds.prometheus import SOURCE
from afterword.capture.kinds.prometheus.ready import ready_queries
from afterword.evidence.snapshot import Span, Window
from tests.evidence import real
from tests.unit.capture.stub import NOW, ONSET, WINDOW, asking, fetched, values

QUERY = 'model_precision{model="fraud"}'
MINUTES = range(-200, 130)
"""Each minute of the window and of some time before it has a sample but those of the gap."""

GAP = range(30, 61)


_DURATION, _TOKENS = "gen_ai_client_operation_duration_seconds", "gen_ai_client_token_usage_sum"
OPERATIONS = (
    (f"{_DURATION}_bucket", ',le="0.5"', 5),
    (f"{_DURATION}_bucket", ',le="1"', 10),
    (f"{_DURATION}_bucket", ',le="+Inf"', 10),
    (f"{_DURATION}_sum", "", 6),
    (f"{_DURATION}_count", "", 8),
    (f"{_DURATION}_count", ',error_type="timeout"', 2),
    (_TOKENS, ',gen_ai_token_type="input"', 120),
    (_TOKENS, ',gen_ai_token_type="output"', 60),
)
"""What a language model counts each minute, under the names of OpenTelemetry's conventions."""


def precision(minute: int) -> float:
    """0.95 before the onset, falling to 0.41 within an hour, and back after 100 minutes."""
    return 0.95 if minute < 0 or minute >= 100 else max(0.41, round(0.95 - 0.01 * minute, 4))


def samples() -> list[tuple[float, float]]:
    return [((ONSET + timedelta(minutes=one)).timestamp(), precision(one)) for one in MINUTES if one not in GAP]


def past() -> str:
    """All that was measured, as a text."""
    lines = ["# TYPE model_precision gauge"]
    lines += [f'model_precision{{model="fraud"}} {value} {at}' for at, value in samples()]
    lines += ["# TYPE odd gauge"]
    lines += [
        f"odd {value} {ONSET.timestamp() + 60 * number}" for number, value in enumerate(("NaN", "+Inf", "1", "-Inf"))
    ]
    lines += ["# TYPE requests counter"]
    lines += [f"requests_total {one + 500} {(ONSET + timedelta(minutes=one)).timestamp()}" for one in MINUTES]
    lines += ["# TYPE daily gauge", f"daily 3 {(ONSET + timedelta(minutes=22)).timestamp()}"]
    for name, labels, a_minute in OPERATIONS:
        lines += [
            f'{name}{{gen_ai_request_model="chat"{labels}}} {(one + 500) * a_minute} '
            f"{(ONSET + timedelta(minutes=one)).timestamp()}"
            for one in MINUTES
        ]
    lines += ["# TYPE ALERTS gauge"]
    fired = [ONSET + timedelta(minutes=one) for one in range(10, 30)]
    lines += [f'ALERTS{{alertname="PrecisionLow",alertstate="firing"}} 1 {at.timestamp()}' for at in fired]
    return "\n".join([*lines, "# EOF", ""])


RULES = """groups:
- name: models
  rules:
  - {alert: PrecisionLow, expr: 'model_precision{model="fraud"} < 0.9', for: 5m}
"""


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("prometheus")
    (folder / "rules.yml").write_text(RULES, "utf-8")
    with real.prometheus(folder, past()) as url:
        yield url


@pytest.fixture(scope="module")
def victoria(tmp_path_factory: pytest.TempPathFactory) -> Any:
    times, numbers = zip(*samples(), strict=True)
    metric = {"__name__": "model_precision", "model": "fraud"}
    series = {"metric": metric, "values": numbers, "timestamps": [int(time * 1000) for time in times]}
    with real.victoria_metrics(tmp_path_factory.mktemp("victoria"), series) as url:
        yield url


def ask(url: str, query: str = QUERY, window: Window = WINDOW, now: datetime = NOW, **told: Any) -> Fetched:
    return fetched(asking("prometheus", url, {"precision": {"query": query, **told}}, window=window, now=now))


def in_steps(minutes: int, lookback: int) -> list[tuple[float, float | None]]:
    """What a server says at each step: the newest sample, if it is younger than its lookback."""
    found: list[tuple[float, float | None]] = []
    known = [one for one in MINUTES if one not in GAP]
    for step in range(-180, 121, minutes):
        newest = max(one for one in known if one <= step)
        if step - newest < lookback:
            found.append((step, precision(newest)))
    return found


def test_a_capture_reads_what_was_measured_with_its_gap(prometheus: str) -> None:
    (series,) = (found := ask(prometheus)).series
    assert found.server_version
    assert found.server_version[0].isdigit()
    # Prometheus 2 also takes a sample that is exactly as old as its lookback.
    assert values(series) == in_steps(5, 6)
    assert (series.labels, series.flags, series.notes) == ((("model", "fraud"),), (), ())


def test_a_capture_of_victoria_metrics_reads_the_same_at_the_same_times(prometheus: str, victoria: str) -> None:
    (series,) = (found := ask(victoria, step="1m")).series
    assert found.server_version == "VictoriaMetrics"
    ours = dict(values(series))
    (theirs,) = ask(prometheus, step="1m").series
    # They differ in how long they carry a sample on into the gap, and in nothing else.
    assert {at: value for at, value in values(theirs) if at not in GAP} == {
        at: value for at, value in ours.items() if at not in GAP
    }
    assert 45 not in ours
    assert series.points == ask(victoria, step="1m").series[0].points


def test_a_second_capture_asks_for_the_same_times_although_the_window_has_moved(victoria: str) -> None:
    shifted = Window(Span(WINDOW.start - timedelta(seconds=7), WINDOW.baseline.end), WINDOW.incident)
    assert ask(victoria, window=shifted).series[0].points == ask(victoria).series[0].points


def test_numbers_that_are_none_are_points_without_one(prometheus: str) -> None:
    (series,) = ask(prometheus, "odd", step="1m").series
    assert values(series)[:4] == [(0, None), (1, None), (2, 1.0), (3, None)]
    assert not any(point.value is not None and math.isinf(point.value) for point in series.points)


def test_a_rate_is_that_of_the_samples(prometheus: str) -> None:
    (series,) = ask(prometheus, "rate(requests_total[5m]) * 60").series
    assert {round(point.value or 0, 6) for point in series.points} == {1.0}


def test_a_threshold_comes_from_the_rule_and_the_alert_from_its_own_series(prometheus: str) -> None:
    (series,) = ask(prometheus, rule="PrecisionLow").series
    assert (series.threshold, series.breach) == (0.9, "below")
    assert series.threshold_from == "alert rule PrecisionLow, as it is now"
    assert series.notes == ("The alert PrecisionLow fired from 2026-03-01T10:10:00Z on, to the step of 5m.",)


def test_samples_between_the_steps_are_told(prometheus: str) -> None:
    (series,) = ask(prometheus, "daily", step="1h").series
    assert series.flags == ("empty",)
    assert "1 sample in this time" in series.notes[0]
    (there,) = ask(prometheus, "last_over_time(daily[1h])", step="1h").series
    assert values(there) == [(60, 3.0)]


@pytest.mark.parametrize("server", ["prometheus", "victoria"])
def test_a_query_that_cannot_be_read_is_told_in_the_words_of_the_server(
    server: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(server)
    found = fetched(asking("prometheus", url, {"bad": {"query": "model_precision("}, "good": {"query": QUERY}}))
    assert [series.metric for series in found.series] == ["good"]
    ((_, why),) = found.missing
    assert "bad_data" in why or "422" in why


def test_a_long_time_is_read_in_parts(prometheus: str) -> None:
    (series,) = (found := ask(prometheus, step="1s")).series
    assert found.requests == 3
    assert len(series.points) == len({point.at for point in series.points}) > 11_000


def test_a_server_whose_retention_took_the_time_says_so(tmp_path: Path) -> None:
    # A server counts its retention from the newest sample.
    newer = f"# TYPE up gauge\nup 1 {(ONSET + timedelta(days=9)).timestamp()}\n# EOF"
    with real.prometheus(tmp_path, past().replace("# EOF", newer), "1d") as url:
        (series,) = ask(url, now=datetime.now(UTC)).series
    assert series.points == ()
    assert set(series.flags) == {"empty", "retention"}
    assert "The source keeps 1d" in series.notes[0]


def test_every_ready_query_is_one_that_the_server_understands(prometheus: str) -> None:
    metrics = {name.removeprefix("otel:"): {"query": name, "model": "chat"} for name in ready_queries()}
    assert fetched(asking("prometheus", prometheus, metrics)).missing == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("latency-p50", 0.5),
        ("latency-p95", 0.95),
        ("latency-mean", 0.6),
        ("operations", 1 / 6),
        ("error-rate", 0.2),
        ("input-tokens", 2),
        ("output-tokens", 1),
    ],
)
def test_a_ready_query_gives_the_number_of_what_was_counted(name: str, value: float, prometheus: str) -> None:
    (series,) = ask(prometheus, f"otel:{name}", model="chat").series
    assert len(series.points) == 61
    assert {round(point.value or 0, 6) for point in series.points} == {round(value, 6)}


def test_a_probe_names_the_version(prometheus: str, victoria: str) -> None:
    ours, theirs = (asking("prometheus", url, {}) for url in (prometheus, victoria))
    assert SOURCE.probe(ours.source, ours.server).version
    assert SOURCE.probe(theirs.source, theirs.server).version == "VictoriaMetrics"
