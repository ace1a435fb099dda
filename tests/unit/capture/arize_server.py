"""An Arize on this machine: its GraphQL as far as it is asked, and its Flight with the predictions of a model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import pyarrow as pa
from pyarrow import flight

from tests.unit.capture.stub import replies
from tests.unit.trackers.server import Answer

Fields = dict[str, Any]
MODEL: Final = "TW9kZWw6MQ=="
MONITOR: Final = "TW9uaXRvcjox"
SPACE: Final = "U3BhY2U6MQ=="
NAME: Final = "fraud"


@dataclass
class FakeArize:
    """One model with the numbers of one metric, and one monitor of it with thresholds: times in RFC 3339."""

    points: Sequence[tuple[str, float | None]]
    thresholds: Sequence[tuple[str, float | None]] = field(default_factory=list)
    operator: str | None = "lessThan"
    asked: list[Fields] = field(default_factory=list)

    def answer(self) -> Answer:
        return replies(self._reply)

    def _reply(self, fields: Fields) -> Any:
        self.asked.append(fields)
        query, variables = fields["query"], fields.get("variables") or {}
        named = variables.get("id") or variables.get("modelId") or variables.get("space_id")
        if named not in {MODEL, MONITOR, SPACE}:
            return {"data": {"node": None}}
        return {"data": {"node": self._node(query)}}

    def _node(self, query: str) -> Fields:
        drawn = [{"x": at, "y": value} for at, value in self.points]
        if "metricHistory" in query:
            limits = [{"x": at, "y": value} for at, value in self.thresholds]
            history = {"key": "metric", "dataPoints": drawn, "thresholdDataPoints": limits}
            monitor = {"name": "recall low", "operator": self.operator, "metricHistory": history}
            # The real client looks for it by the names of the model and of the monitor.
            return {**monitor, "models": _only({"monitors": _only(monitor)})}
        windows = [{"metricDisplayDate": at, "metricValue": value} for at, value in self.points]
        over_time = {"dataPoints": drawn, "dataWindows": windows}
        return {"name": NAME, "modelType": "score_categorical", "performanceMetricOverTime": over_time}


def _only(node: Fields) -> Fields:
    return {"edges": [{"node": node}]}


class FakeFlight(flight.FlightServerBase):  # type: ignore[misc]  # it has no types
    """Predictions in hours from the start that is asked for up to the end without it, as Arize exports them."""

    def __init__(
        self, table: pa.Table, key: str, counted: int | None = None, elsewhere: str = "", whole: bool = False
    ) -> None:
        self.table, self.counted, self.elsewhere, self.whole = table, counted, elsewhere, whole
        self.commands: list[Fields] = []
        self.keys: list[str] = []
        super().__init__("grpc://127.0.0.1:0", middleware={"key": _KeyFactory(key, self.keys)})

    def get_flight_info(self, context: Any, descriptor: Any) -> Any:
        del context
        command = json.loads(descriptor.command)
        self.commands.append(command)
        found = self._within(command)
        places = [self.elsewhere] if self.elsewhere else []
        ends = [flight.FlightEndpoint(descriptor.command, places)]
        counted = found.num_rows if self.counted is None else self.counted
        return flight.FlightInfo(found.schema, descriptor, ends, counted, -1)

    def do_get(self, context: Any, ticket: Any) -> Any:
        del context
        return flight.RecordBatchStream(self._within(json.loads(ticket.ticket)))

    def _within(self, command: Fields) -> pa.Table:
        if self.whole:
            return self.table
        start, end = (datetime.fromisoformat(command[name]).timestamp() for name in ("startTime", "endTime"))
        times = self.table.column("time").to_pylist()
        kept = [number for number, at in enumerate(times) if at is None or start <= _seconds(at) < end]
        columns = [*dict.fromkeys([*command.get("projectedColumns", self.table.column_names), "time"])]
        return self.table.take(pa.array(kept, pa.int64())).select(
            [name for name in columns if name in self.table.column_names]
        )


def _seconds(at: Any) -> float:
    return at.timestamp() if isinstance(at, datetime) else float(at)


class _Key(flight.ServerMiddleware):  # type: ignore[misc]  # it has no types
    pass


class _KeyFactory(flight.ServerMiddlewareFactory):  # type: ignore[misc]  # it has no types
    def __init__(self, key: str, seen: list[str]) -> None:
        super().__init__()
        self.key, self.seen = key, seen

    def start_call(self, info: Any, headers: dict[str, list[Any]]) -> Any:
        del info
        # What ends with `-bin` comes as bytes.
        (raw,) = headers.get("auth-token-bin", [b""])
        sent = raw.decode() if isinstance(raw, bytes) else raw
        self.seen.append(sent)
        if sent != self.key:
            raise flight.FlightUnauthenticatedError(f"no such key: {sent}")
        return _Key()


@contextmanager
def flying(table: pa.Table, key: str, **more: Any) -> Iterator[tuple[FakeFlight, str]]:
    """A server of Flight with predictions, and its address."""
    with FakeFlight(table, key, **more) as server:
        yield server, f"grpc://127.0.0.1:{server.port}"
