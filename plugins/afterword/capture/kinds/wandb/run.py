"""A run of Weights & Biases, asked over GraphQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from afterword.capture.graphql import answered
from afterword.capture.interface import Asking
from afterword.capture.numbers import whole
from afterword.capture.shape import at
from afterword.http import NoAnswer

_MOST_REQUESTS: Final = 2_000

Row = dict[str, Any]


@dataclass
class Run:
    """One run while it is read: how many rows it has, its last step, the keys of its rows, whether it still runs."""

    asking: Asking
    name: str
    where: dict[str, str]
    lines: int = 0
    last: int | None = None
    keys: tuple[str, ...] = ()
    running: bool = False
    requests: int = 0

    def ask(self, query: str, what: str, **variables: Any) -> dict[str, Any]:
        if self.requests >= _MOST_REQUESTS:
            raise NoAnswer(
                f"The run {self.name} is so large that it needs more than {_MOST_REQUESTS:,} requests; name the steps "
                "of the incident with `steps`"
            )
        self.requests += 1
        named = {**self.where, "name": self.name, "run": self.name, **variables}
        declared = {name: value for name, value in named.items() if f"${name}:" in query}
        return answered(self.asking.server, query, declared, what)

    def tell(self, line: str) -> None:
        self.asking.tell(line)

    def describe(self, found: Row) -> None:
        keys = found.get("historyKeys")
        self.lines = whole(found.get("historyLineCount")) or 0
        self.last = whole(at(keys, "lastStep"))
        self.keys = tuple(map(str, known if isinstance(known := at(keys, "keys"), dict) else ()))
        self.running = found.get("state") in ("running", "pending")  # it may be anything
