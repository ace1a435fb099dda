"""A Weights & Biases on this machine with one run, which answers the questions of our reader and of the real client."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.unit.capture.stub import replies
from tests.unit.trackers.server import Answer

Row = dict[str, Any]


@dataclass
class FakeRun:
    """A run with its rows; ``inclusive`` gives the row of ``maxStep`` too, and ``most`` are all that a page holds.

    Of more rows than are asked for it gives a choice, as the real one does.
    """

    rows: list[Row]
    entity: str = "acme"
    project: str = "fraud"
    name: str = "3x7k2p9q"
    state: str = "finished"
    keys: list[str] | None = None
    lines: int | None = None
    inclusive: bool = False
    most: int = 1_000_000
    asked: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max((row["_step"] for row in self.rows), default=-1)

    def answer(self) -> Answer:
        """Answer by the name of the operation."""
        return replies(self._reply)

    def _reply(self, fields: Row) -> Any:
        operation = fields["query"].partition("query ")[2].split("(")[0].split("{")[0].strip()
        variables = fields.get("variables") or {}
        self.asked.append((operation, variables))
        named = variables.get("name") or variables.get("run") or variables.get("runName")
        if operation in {"Viewer", "GetDefaultEntity"}:
            return {"data": {"viewer": {"id": "VXNlcjox", "username": "dev", "entity": self.entity}}}
        if (variables.get("entity"), variables.get("project"), named) != (self.entity, self.project, self.name):
            return {"data": {"project": None}}
        return {"data": {"project": {"run": self._run(operation, variables)}}}

    def _run(self, operation: str, variables: Row) -> Row:
        match operation:
            case "HistoryPage":
                return {"history": self._page(variables["minStep"], variables["maxStep"], variables["pageSize"])}
            case "RunSampledHistory":
                return {"sampledHistory": [self._sample(json.loads(spec)) for spec in variables["specs"]]}
            case "SampledHistoryPage":  # what the real client asks if only some keys are wanted
                return {"sampledHistory": [self._sample(json.loads(variables["spec"]))]}
            case "RunParquetHistory":
                return {"parquetHistory": {"parquetUrls": [], "liveData": self.rows}}
        keys = sorted({key for row in self.rows for key in row}) if self.keys is None else self.keys
        return {
            "id": "UnVuOjE=",
            "projectId": "1",
            "name": self.name,
            "displayName": "ruby-sun-4",
            "state": self.state,
            "tags": [],
            "config": "{}",
            "summaryMetrics": "{}",
            "systemMetrics": "{}",
            "user": {"name": "dev", "username": "dev"},
            "historyLineCount": len(self.rows) if self.lines is None else self.lines,
            "historyKeys": {"keys": {key: {"typeCounts": [{"type": "number"}]} for key in keys}, "lastStep": self.last},
        }

    def _page(self, first: int, end: int, size: int) -> list[str]:
        inside = [row for row in self.rows if first <= row["_step"] < end + self.inclusive]
        chosen = inside[:: -(-len(inside) // (size + self.inclusive)) or 1]
        return [json.dumps(row) for row in chosen[: self.most]]

    def _sample(self, spec: Row) -> list[Row]:
        first, last = spec.get("minStep", 0), spec.get("maxStep", self.last)
        inside = [row for row in self.rows if first <= row["_step"] <= last]
        whole = [{key: row[key] for key in spec["keys"]} for row in inside if all(key in row for key in spec["keys"])]
        return whole[:: max(1, len(whole) // spec["samples"])][: spec["samples"]]
