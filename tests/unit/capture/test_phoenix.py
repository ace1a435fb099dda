"""Phoenix: figures out of its spans and annotations, whatever a server of any age answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from afterword.capture.kinds.phoenix import asked as asked_module
from afterword.http import Bounds
from tests.unit.capture.phoenix_server import SOME, SPANS, VERSION, listed, lost, measured, only, span
from tests.unit.capture.stub import FakeTracker, asking, at, fetched, page, replies, says, values


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("spans:count", [(-180, 0), (-120, 0), (-60, 2), (0, 2), (60, 1), (120, 0)]),
        ("errors:count", [(-180, 0), (-120, 0), (-60, 0), (0, 1), (60, 0), (120, 0)]),
        ("errors:rate", [(-60, 0), (0, 0.5), (60, 0)]),
        ("latency_ms:avg", [(-60, 200), (0, 1000), (60, 200)]),
        ("latency_ms:p50", [(-60, 200), (0, 1000), (60, 200)]),
        ("latency_ms:max", [(-60, 300), (0, 1100), (60, 200)]),
        ("tokens.total:sum", [(-60, 40), (0, 50)]),
        ("tokens.total:mean", [(-60, 20), (0, 50)]),
    ],
)
def test_what_is_measured_of_spans_is_put_together_by_steps(
    phoenix: FakeTracker, query: str, expected: list[tuple[float, float]]
) -> None:
    phoenix.on(SPANS, replies(listed(SOME)))
    assert measured(phoenix, query) == expected


@pytest.mark.parametrize("version", [b"20.26.1", b"13.14.9", b"Not Found"])
@pytest.mark.parametrize(
    ("options", "count"), [({"name": "answer"}, 4.0), ({"span_kind": "RETRIEVER"}, 1.0), ({"root": True}, 4.0)]
)
def test_filters_hold_even_where_an_old_server_ignores_them_without_a_word(
    phoenix: FakeTracker, version: bytes, options: dict[str, Any], count: float
) -> None:
    phoenix.on(VERSION, says(version))
    phoenix.on(SPANS, replies(listed(SOME, filters=version == b"20.26.1")))
    assert sum(value or 0 for _, value in measured(phoenix, "spans:count", **options)) == count
    sent = [name for path in phoenix.paths for name in parse_qs(urlsplit(path).query)]
    assert bool({"name", "span_kind", "parent_id"} & set(sent)) == (version == b"20.26.1")


def test_times_hold_even_where_a_server_gives_more_than_it_was_asked_for(phoenix: FakeTracker) -> None:
    # So does one that looks for what overlaps, or that does not know the parameters.
    others = [span(8, -181, 120_000), span(9, 999)]
    phoenix.on(SPANS, says({"data": [*SOME, *others], "next_cursor": None}))
    assert measured(phoenix, "spans:count") == [(-180, 0), (-120, 0), (-60, 2), (0, 2), (60, 1), (120, 0)]


def test_all_pages_are_read_and_a_span_on_two_of_them_is_counted_once(phoenix: FakeTracker) -> None:
    many = [span(number, number / 10) for number in range(250)]
    phoenix.on(SPANS, replies(listed([*many, *many[-40:]])))
    assert measured(phoenix, "spans:count")[3] == (0, 250)


def test_a_page_that_comes_again_and_again_is_told(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, says({"data": [span(1, 0)], "next_cursor": "same"}))
    assert "gives the same page of spans again and again" in str(lost(phoenix))
    assert len(phoenix.paths) < 5


def test_pages_that_are_too_large_are_asked_for_with_fewer_spans(phoenix: FakeTracker) -> None:
    rows = [span(number, number / 10, attributes={"input.value": "x" * 20_000}) for number in range(50)]
    phoenix.on(SPANS, replies(listed(rows)))
    smaller = Bounds(connect=300, total=300, tries=1, size=300_000)
    found = fetched(
        asking("phoenix", phoenix.base, {"m": {"query": "spans:count", "step": "1h"}}, project="chat", bounds=smaller)
    )
    assert dict(values(found.series[0]))[0] == 50


def test_a_server_that_gives_only_small_pages_is_asked_for_small_ones(phoenix: FakeTracker) -> None:
    rows = listed([span(number, number / 10) for number in range(250)])

    def answer(fields: dict[str, Any]) -> Any:
        return says({"detail": "too many"}, 422) if int(fields["limit"]) > 100 else rows(fields)

    phoenix.on(SPANS, replies(answer))
    assert measured(phoenix, "spans:count")[3] == (0, 250)


@pytest.mark.slow
def test_more_spans_than_may_be_asked_for_are_told_and_no_step_is_counted_in_part(
    phoenix: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_module, "MOST_REQUESTS", 6)
    busy = [span(number, -60 + number / 10, attributes={"input.value": "x" * 50_000}) for number in range(1800)]
    phoenix.on(SPANS, replies(listed(busy)))
    assert "asked 6 times, which is the most for one capture" in str(lost(phoenix))


def test_the_incident_is_read_first_so_that_a_cut_costs_the_baseline(
    phoenix: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_module, "MOST_REQUESTS", 4)
    phoenix.on(SPANS, replies(listed(SOME)))
    series = only(phoenix, "spans:count")
    assert (series.flags, [minutes for minutes, _ in values(series)]) == (("truncated",), [-60, 0, 60, 120])
    assert series.notes[0].startswith("Only the time from 2026-03-01T09:00:00Z to 2026-03-01T13:00:00Z was read.")


def test_a_server_that_fails_midway_keeps_what_was_read_whole(phoenix: FakeTracker) -> None:
    good = replies(listed(SOME))
    phoenix.on(SPANS, good, good, good, page(502))
    series = only(phoenix, "spans:count")
    assert (series.flags, [minutes for minutes, _ in values(series)]) == (("partial",), [-60, 0, 60, 120])


def test_a_project_without_spans_in_the_window_is_empty_and_not_full_of_zeros(phoenix: FakeTracker) -> None:
    series = only(phoenix, "spans:count")
    assert (values(series), series.flags) == ([], ("empty",))


def test_a_step_that_is_not_over_is_left_out(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, replies(listed(SOME)))
    asked = asking("phoenix", phoenix.base, {"m": {"query": "spans:count", "step": "1h"}}, project="chat", now=at(90))
    (series,) = fetched(asked).series
    assert [minutes for minutes, _ in values(series)] == [-180, -120, -60, 0]
    assert (series.flags, series.notes) == (
        ("late",),
        ("The last step was not over when it was asked for, and is left out.",),
    )


def test_spans_without_an_end_have_no_latency_and_are_told(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, replies(listed([span(1, 0, 400), span(2, 1, end_time=None), span(3, 2, -50)])))
    series = only(phoenix, "latency_ms:avg")
    assert (values(series), series.notes) == ([(0, 400)], ("2 of 3 spans have no end, and no latency.",))


@pytest.mark.parametrize("count", [None, "NaN", "many", True, {}])
def test_a_count_of_tokens_that_is_no_number_is_not_counted(phoenix: FakeTracker, count: object) -> None:
    rows = [
        span(1, 0, attributes={"llm.token_count.total": count}),
        span(2, 1, attributes={"llm.token_count.total": 7}),
    ]
    phoenix.on(SPANS, replies(listed(rows)))
    assert measured(phoenix, "tokens.total:sum") == [(0, 7)]


def test_metrics_of_the_same_spans_share_what_is_read(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, replies(listed(SOME)))
    queries = {name: {"query": name, "step": "1h"} for name in ("latency_ms:avg", "spans:count", "errors:rate")}
    metrics = {name.replace(":", " "): row for name, row in queries.items()}
    alone = fetched(asking("phoenix", phoenix.base, {"m": {"query": "spans:count", "step": "1h"}}, project="chat"))
    together = fetched(asking("phoenix", phoenix.base, metrics, project="chat"))
    assert len(together.series) == 3
    assert together.requests == alone.requests
    assert together.server_version == "20.26.1"
