"""An aggregation of a field as the settings write it, such as ``avg(score)``, ``p95(latency_ms)`` or ``count()``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from afterword.http import NoAnswer

COUNT: Final = "count"
PERCENTILE: Final = "p"
_WRITTEN = re.compile(
    r"\s*(?:(?P<function>avg|sum|min|max|count)|p(?P<percent>[0-9]{1,2}(?:\.[0-9]{1,3})?))"
    r"\(\s*(?P<field>[^()\s](?:[^()]*[^()\s])?)?\s*\)\s*",
    re.ASCII,
)


class Aggregate(NamedTuple):
    """A function of a field; ``percent`` is that of a percentile, and only a count may have no field."""

    function: str
    field: str = ""
    percent: float = 0.0

    def of(self, values: Sequence[float]) -> float:
        """The figure of numbers, of which there is at least one; a percentile lies between its two neighbours."""
        match self.function:
            case "avg":
                return math.fsum(values) / len(values)
            case "sum":
                return math.fsum(values)
            case "count":
                return len(values)
            case "p":
                return _percentile(sorted(values), self.percent)
            case "min":
                return min(values)
            case _:
                return max(values)


def aggregate(query: str) -> Aggregate:
    """The aggregation that a query writes; raises ``NoAnswer`` that says what may be written."""
    match = _WRITTEN.fullmatch(query)
    if not match or not (match["field"] or match["function"] == COUNT):
        raise NoAnswer(
            f"`query` is {query[:60]!r}; it must be avg, sum, min, max or count of a field, or a percentile such as "
            "p95(latency_ms), or count()"
        )
    field = match["field"] or ""
    if match["percent"]:
        return Aggregate(PERCENTILE, field, float(match["percent"]))
    return Aggregate(match["function"], field)


def _percentile(ordered: Sequence[float], percent: float) -> float:
    place = (len(ordered) - 1) * percent / 100
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
