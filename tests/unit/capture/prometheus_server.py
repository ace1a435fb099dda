"""A stub with Prometheus' interface, and the question that the tests ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from afterword.capture.interface import Fetched
from afterword.evidence.snapshot import Series
from afterword.http import NoAnswer
from tests.unit.capture.stub import FakeTracker, Given, asking, at, fetched, replies

RANGE = "/api/v1/query_range"
QUERY = 'model_precision{model="fraud"}'


def matrix(*rows: dict[str, Any], **beside: Any) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": "matrix", "result": list(rows)}, **beside}


def row(*pairs: tuple[float, str], **labels: str) -> dict[str, Any]:
    """A series by the minutes of its points after the onset."""
    return {"metric": labels, "values": [[at(minutes).timestamp(), value] for minutes, value in pairs]}


def on_the_grid(fields: Given) -> Iterator[int]:
    start, end, step = (int(fields[name]) for name in ("start", "end", "step"))
    yield from range(start, end + 1, step)


def full(value: str = "0.9", **labels: str) -> Any:
    """A server that has a number for every time that it is asked for."""
    return replies(lambda fields: matrix({"metric": labels, "values": [[time, value] for time in on_the_grid(fields)]}))


def ask(stub: FakeTracker, told: dict[str, Any] | None = None, **more: Any) -> Fetched:
    return fetched(asking("prometheus", stub.base, {"precision": {"query": QUERY, **(told or {})}}, **more))


def only(found: Fetched) -> Series:
    assert found.missing == ()
    (series,) = found.series
    return series


def why(found: Fetched) -> str:
    assert found.series == ()
    ((_, reason),) = found.missing
    return reason


def refused(stub: FakeTracker, told: dict[str, Any] | None = None, **more: Any) -> str:
    with pytest.raises(NoAnswer) as error:
        ask(stub, told, **more)
    return str(error.value)
