"""Send spans and annotations of a night to Phoenix with its real client, and print what that client reads of them.

The arguments are the address and the key. Every minute has a span of a model and one of a retriever; from 10:00 to
11:00 the model is slow, every second answer fails, and its answers are judged to be bad.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import numpy as np
from phoenix.client import Client

ONSET = datetime(2026, 3, 1, 10, tzinfo=UTC)
PATIENCE = 120
"""Seconds; the client itself waits for five, which is not enough for the first spans on a busy machine."""

WINDOW = {"start_time": ONSET - timedelta(hours=3), "end_time": ONSET + timedelta(hours=3), "limit": 100_000}


def spans() -> Iterator[dict[str, Any]]:
    """What is sent, in the order of time."""
    for minute in range(-180, 150):
        bad = 0 <= minute < 60
        for place, (name, kind) in enumerate([("answer", "LLM"), ("retrieve", "RETRIEVER")]):
            number = 2 * (minute + 180) + place + 1
            start = ONSET + timedelta(minutes=minute, seconds=20 * place, microseconds=123_456)
            took = (2_000 if bad and not place else 200) + minute % 7
            yield {
                "name": name,
                "context": {"trace_id": f"{number:032x}", "span_id": f"{number:016x}"},
                "span_kind": kind,
                "start_time": start.isoformat(),
                "end_time": (start + timedelta(milliseconds=took)).isoformat(),
                "status_code": "ERROR" if bad and minute % 2 else "OK",
                "attributes": {"llm.token_count.total": 100 + minute % 5} if kind == "LLM" else {},
            }


def arrived() -> list[Any]:
    """The spans that the server has; there is no project before the first of them."""
    try:
        found: list[Any] = client.spans.get_spans(project_identifier="chat", **WINDOW, timeout=PATIENCE)
    except httpx.HTTPStatusError as error:
        if error.response.status_code != 404:
            raise
        return []
    return found


http = httpx.Client(base_url=sys.argv[1], headers={"Authorization": f"Bearer {sys.argv[2]}"}, timeout=PATIENCE)
client = Client(http_client=http)
sent = list(spans())
for begin in range(0, len(sent), 200):
    client.spans.log_spans(project_identifier="chat", spans=sent[begin : begin + 200], timeout=PATIENCE)
deadline = time.monotonic() + PATIENCE
while len(read := arrived()) < len(sent):
    assert time.monotonic() < deadline, f"Only {len(read)} spans arrived"
    time.sleep(0.1)
judged = [one for one in sent if one["name"] == "answer"]
is_bad = {one["context"]["span_id"]: one["start_time"].startswith("2026-03-01T10:") for one in judged}
client.spans.log_span_annotations(
    span_annotations=[
        {
            "span_id": one["context"]["span_id"],
            "name": "quality",
            "annotator_kind": "CODE",
            "result": {
                "score": 0.2 if (bad := is_bad[one["context"]["span_id"]]) else 0.9,
                "label": "bad" if bad else "good",
            },
        }
        for one in judged
    ],
    sync=True,
)

hour = [one for one in read if one["start_time"].startswith("2026-03-01T10:") and one["span_kind"] == "LLM"]
times = [(datetime.fromisoformat(one["start_time"]), datetime.fromisoformat(one["end_time"])) for one in hour]
marks = client.spans.get_span_annotations(
    project_identifier="chat",
    span_ids=[one["context"]["span_id"] for one in hour],
    include_annotation_names=["quality"],
)
figures = {
    "count": len(hour),
    "p95": float(np.quantile([(end - start) / timedelta(milliseconds=1) for start, end in times], 0.95)),
    "errors": float(np.mean([one["status_code"] == "ERROR" for one in hour])),
    "tokens": sum(one["attributes"]["llm.token_count.total"] for one in hour),
    "quality": float(np.mean([one["result"]["score"] for one in marks])),
}
print(json.dumps(figures))
