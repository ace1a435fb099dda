"""Phoenix: annotations, answers that say nothing, and what is told before anything is asked."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.capture.kinds.phoenix import SOURCE
from afterword.http import NoAnswer, Server
from afterword.settings.source_tables import read_sources
from tests.unit.capture.phoenix_server import MARKS, SOME, SPANS, listed, lost, measured, only, span
from tests.unit.capture.stub import FakeTracker, asking, fetched, page, replies, says

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


def test_a_server_that_is_gone_is_not_asked_for_every_filter(phoenix: FakeTracker) -> None:
    phoenix.on(SPANS, page(503))
    metrics = {name: {"query": "spans:count", "name": name} for name in ("one", "two", "three")}
    with pytest.raises(NoAnswer):
        fetched(asking("phoenix", phoenix.base, metrics, project="chat"))
    assert len([path for path in phoenix.paths if path.startswith(SPANS)]) == 1
