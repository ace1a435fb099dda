"""A Phoenix that answers as its servers do, and short ways to what is measured of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from afterword.http import NoAnswer
from tests.unit.capture.stub import FakeTracker, asking, at, fetched, values

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
