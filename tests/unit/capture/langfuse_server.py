"""The metrics of Langfuse as its server makes them out of observations, with the zeros that it fills in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import fmean, median
from typing import Any, Final

import pytest

from afterword.capture.interface import Asking
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from tests.unit.capture.stub import FakeTracker, asking, at, fetched, replies, says

METRICS: Final = "/api/public/v2/metrics"
_SIZES: Final = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """An observation, by its minutes after the onset, or a score."""

    minutes: float
    latency: float = 100
    cost: float = 0.01
    model: str = "small"
    first_token: float | None = None


@dataclass
class Langfuse:
    """What a server knows, and how it writes a time: with a zone, without one, or a day alone."""

    seen: Sequence[Seen]
    iso: bool = True
    questions: list[dict[str, Any]] = field(default_factory=list)

    def put(self, stub: FakeTracker) -> None:
        stub.on(METRICS, replies(self._answer))
        stub.on("/api/public/health", says({"status": "OK", "version": "4.2.0"}))

    def _answer(self, fields: dict[str, Any]) -> Any:
        question = json.loads(fields["query"])
        self.questions.append(question)
        start, end = (datetime.fromisoformat(question[name]) for name in ("fromTimestamp", "toTimestamp"))
        size = _SIZES[question["timeDimension"]["granularity"]]
        groups: dict[tuple[datetime, str], list[Seen]] = {}
        for one in self.seen:
            # Both ends are included.
            if start <= at(one.minutes) <= end:
                name = one.model if question["dimensions"] else ""
                groups.setdefault((_floor(at(one.minutes), size), name), []).append(one)
        times = {moment for moment, _ in groups}
        moment = _floor(start, size)
        while moment < _floor(end, size):
            if moment not in times:
                groups[moment, ""] = []
            moment += size
        rows = [self._row(question, moment, name, groups[moment, name]) for moment, name in sorted(groups)]
        return {"data": rows[: question.get("config", {}).get("row_limit", 100)]}

    def _row(self, question: dict[str, Any], moment: datetime, name: str, seen: list[Seen]) -> dict[str, Any]:
        day = question["timeDimension"]["granularity"] == "day"
        written = moment.strftime("%Y-%m-%d" if day else "%Y-%m-%dT%H:%M:%SZ" if self.iso else "%Y-%m-%d %H:%M:%S")
        row: dict[str, Any] = {"time_dimension": written}
        row |= {one["field"]: name for one in question["dimensions"]}
        for metric in question["metrics"]:
            measure, aggregation = metric["measure"], metric["aggregation"]
            row[f"{aggregation}_{measure}"] = _figure(measure, aggregation, seen)
        return row


def _figure(measure: str, aggregation: str, seen: list[Seen]) -> Any:
    if measure == "count":
        # Whole numbers are text, so that none is rounded.
        return str(len(seen))
    values = [
        value
        for one in seen
        if (value := {"latency": one.latency, "timeToFirstToken": one.first_token}.get(measure, one.cost)) is not None
    ]
    if not values:
        return 0 if not seen else None
    figures: dict[str, Callable[[list[float]], float]] = {
        "sum": sum,
        "avg": fmean,
        "max": max,
        "min": min,
        "p50": median,
    }
    return figures.get(aggregation, max)(values)


def _floor(moment: datetime, size: timedelta) -> datetime:
    return _BEGIN + (moment - _BEGIN) // size * size


SOME = (Seen(-60), Seen(-30, 300), Seen(0, 900, 0.5), Seen(59.99, 1100), Seen(60, 200, model="large"))


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
