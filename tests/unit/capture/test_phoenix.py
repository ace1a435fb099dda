"""Phoenix: figures out of its spans and annotations, whatever a server of any age answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from afterword.capture.kinds.phoenix import SOURCE
from afterword.capture.kinds.phoenix import asked as asked_module
from afterword.http import NoAnswer, Server
from afterword.settings.source_tables import read_sources
from tests.unit.capture.stub import FakeTracker, asking, at, fetched, page, replies, says, values

SPANS = "/v1/projects/chat/spans"
MARKS = "/v1/projects/chat/span_annotations"
VERSION = "/arize_phoenix_version"


def span(number: int, minutes: float, took: float = 200, **row: Any) -> dict[str, Any]:
    """A span as the server writes it."""
    start = at(minutes)
    return {
        "name": "answer",
        "context": {"trace_id": f"{number:032x}", "span_id": f"{number:016x}"},
        "span_kind": "LLM",
        "parent_id": None,
        "start_time": start.isoformat(),
        "end_time": at(minutes + took / 60_000).isoformat(),
        "status_code": "OK",
        "attributes": {},
    } | row


def listed(rows: Iterable[dict[str, Any]], *, filters: bool = True) -> Callable[[dict[str, Any]], Any]:
    """The list of a server with pages, as a new one makes them, or as an old one that ignores filters."""
    kept = list(rows)

    def answer(fields: dict[str, Any]) -> Any:
        wanted = [
            row
            for row in kept
            if fields["start_time"].replace("Z", "+00:00")
            <= row["start_time"]
            < fields["end_time"].replace("Z", "+00:00")
            and (not filters or all(row[name] == fields[name] for name in ("name", "span_kind") if name in fields))
        ]
        begin, limit = int(fields.get("cursor", 0)), int(fields["limit"])
        more = str(begin + limit) if begin + limit < len(wanted) else None
        return {"data": wanted[begin : begin + limit], "next_cursor": more}

    return answer


@pytest.fixture
def phoenix(stub: FakeTracker) -> FakeTracker:
    stub.on(VERSION, says(b"20.26.1"))
    stub.on(SPANS, replies(listed([])))
    return stub


def measured(phoenix: FakeTracker, query: str, step: str = "1h", **options: Any) -> list[tuple[float, float | None]]:
    return values(only(phoenix, query, step, **options))


def only(phoenix: FakeTracker, query: str, step: str = "1h", **options: Any) -> Any:
    found = fetched(asking("phoenix", phoenix.base, {"m": {"query": query, "step": step, **options}}, project="chat"))
    assert found.missing == ()
    return found.series[0]


def lost(phoenix: FakeTracker, query: str = "spans:count", **told: Any) -> NoAnswer:
    with pytest.raises(NoAnswer) as caught:
        fetched(asking("phoenix", phoenix.base, {"m": {"query": query}}, project="chat", **told))
    return caught.value


SOME = [
    span(1, -60, 100, attributes={"llm.token_count.total": 10}),
    span(2, -30, 300, attributes={"llm.token_count.total": 30}),
    span(3, 0, 900, status_code="ERROR"),
    span(4, 59.99, 1100, attributes={"llm.token_count.total": "50"}),
    span(5, 60, 200, name="retrieve", span_kind="RETRIEVER", parent_id="0000000000000001"),
]


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
    bounds = asking("phoenix", phoenix.base, {}, project="chat").server.bounds
    smaller = type(bounds)(connect=5, total=10, tries=1, size=300_000)
    found = fetched(
        asking("phoenix", phoenix.base, {"m": {"query": "spans:count", "step": "1h"}}, project="chat", bounds=smaller)
    )
    assert dict(values(found.series[0]))[0] == 50


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


MARKED = [
    ("quality", 1, 0.9, "good"),
    ("quality", 3, 0.1, "bad"),
    ("quality", 4, "NaN", "bad"),
    ("quality", 4, None, None),
    ("other", 3, 0.5, "good"),
]


def marks(fields: dict[str, Any]) -> Any:
    """The annotations that a server has; an old one gives those of every name."""
    ids = fields["span_ids"] if isinstance(fields["span_ids"], list) else [fields["span_ids"]]
    rows = [
        {"id": f"a{place}", "name": name, "span_id": f"{number:016x}", "result": {"score": score, "label": label}}
        for place, (name, number, score, label) in enumerate(MARKED)
    ]
    return {"data": [row for row in rows if row["span_id"] in ids], "next_cursor": None}


@pytest.mark.parametrize(
    ("query", "options", "expected"),
    [
        ("annotation:quality:mean", {}, [(-60, 0.9), (0, 0.1)]),
        ("annotation:quality:count", {}, [(-180, 0), (-120, 0), (-60, 1), (0, 3), (60, 0), (120, 0)]),
        ("annotation:quality:share", {"label": "bad"}, [(-60, 0), (0, 1)]),
        ("annotation:quality:min", {}, [(-60, 0.9), (0, 0.1)]),
    ],
)
def test_annotations_are_measured_at_the_time_of_their_spans(
    phoenix: FakeTracker, query: str, options: dict[str, Any], expected: list[tuple[float, float]]
) -> None:
    phoenix.on(SPANS, replies(listed(SOME)))
    phoenix.on(MARKS, replies(marks))
    assert measured(phoenix, query, **options) == expected


def test_annotations_are_asked_for_in_batches_that_fit_an_address(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, replies(listed([span(number, number / 10) for number in range(250)])))
    phoenix.on(MARKS, says({"data": [], "next_cursor": None}))
    only(phoenix, "annotation:quality:mean")
    batches = [path for path in phoenix.paths if path.startswith(MARKS)]
    assert len(batches) == 3
    assert all(len(path) < 4_000 for path in batches)


def test_annotations_that_cannot_be_had_do_not_lose_the_latency(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, replies(listed(SOME)))
    phoenix.on(MARKS, page(500))
    found = fetched(
        asking(
            "phoenix",
            phoenix.base,
            {"q": {"query": "annotation:quality:mean"}, "l": {"query": "latency_ms:avg"}},
            project="chat",
        )
    )
    assert [series.metric for series in found.series] == ["l"]
    assert [name for name, _ in found.missing] == ["q"]


def test_metrics_of_the_same_spans_share_what_is_read(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, replies(listed(SOME)))
    queries = {name: {"query": name, "step": "1h"} for name in ("latency_ms:avg", "spans:count", "errors:rate")}
    metrics = {name.replace(":", " "): row for name, row in queries.items()}
    alone = fetched(asking("phoenix", phoenix.base, {"m": {"query": "spans:count", "step": "1h"}}, project="chat"))
    together = fetched(asking("phoenix", phoenix.base, metrics, project="chat"))
    assert len(together.series) == 3
    assert together.requests == alone.requests
    assert together.server_version == "20.26.1"


@pytest.mark.parametrize(
    ("answer", "says_"),
    [
        (says({"detail": "Project with identifier chat not found"}, 404), "look at the name of the project"),
        (says({"detail": "Not authenticated"}, 401), "it needs a token"),
        (says({"detail": [{"msg": "Input should be a valid datetime"}]}, 422), "Input should be a valid datetime"),
        (page(200), "it is not JSON"),
        (says([]), "is not a list of spans"),
        (says({"data": [1]}), "is not a list of spans"),
        (says({"data": [{"context": {}}]}), "has a span without an id or a time"),
        (says({"data": [span(1, 0, start_time="yesterday")]}), "has a span without an id or a time"),
    ],
)
def test_an_answer_that_says_nothing_is_told(phoenix: FakeTracker, answer: Any, says_: str) -> None:
    phoenix.on(SPANS, answer)
    assert says_ in str(lost(phoenix))


@pytest.mark.parametrize(
    ("query", "says_"),
    [
        ("latency", "write spans:count, errors:count"),
        ("latency_ms:p100", "after the last colon write avg, min, max, sum, or a percentile such as p95"),
        ("spans:p95", "write spans:count"),
        ("tokens.free:sum", "write spans:count"),
        ("annotation::mean", "write spans:count"),
        ("annotation:quality:share", "set `label` to the label whose share is wanted"),
    ],
)
def test_a_query_that_measures_nothing_is_told_with_what_can_be_written(
    phoenix: FakeTracker, query: str, says_: str
) -> None:
    assert says_ in str(lost(phoenix, query))


def test_the_token_is_sent_as_bearer_and_stands_in_no_message(phoenix: FakeTracker) -> None:
    secret = "px-" + "k" * 30
    phoenix.on(SPANS, says({"detail": f"no {secret}"}, 422))
    assert secret not in str(lost(phoenix, token=secret))
    assert {headers["authorization"] for _, headers in phoenix.asked} == {f"Bearer {secret}"}


def test_a_dry_run_says_what_would_be_asked() -> None:
    asked = asking("phoenix", "http://127.0.0.1:1", {"q": {"query": "annotation:quality:mean"}}, project="my chat")
    assert [question.what for question in SOURCE.questions(asked.source, asked.metrics, asked.window)] == [
        f"GET /v1/projects/my%20chat/{what} from 2026-03-01T07:00:00Z to 2026-03-01T12:00:00Z, page by page"
        for what in ("spans", "span_annotations")
    ]


@pytest.mark.parametrize(
    ("answer", "version", "trouble"),
    [
        (says({"data": {}}), "20.26.1", None),
        (says({}, 404), "20.26.1", "there is no project chat"),
        (says({}, 401), None, "refused the project with 401"),
    ],
)
def test_a_probe_says_the_version_and_whether_the_project_can_be_seen(
    phoenix: FakeTracker, answer: Any, version: str | None, trouble: str | None
) -> None:
    phoenix.on("/v1/projects/chat", answer)
    (source,) = read_sources({"it": {"kind": "phoenix", "url": phoenix.base, "project": "chat"}})
    found = SOURCE.probe(source, Server("the source it", source.url))
    assert found.version == version
    assert (trouble or "") in (found.trouble or "")
    assert (found.trouble is None) == (trouble is None)
