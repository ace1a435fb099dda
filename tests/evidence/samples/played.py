"""What a played incident leaves behind: samples of metrics over time, as Prometheus takes them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

PLACES = 4
"""Values are rounded to so many places, so that another processor's last digits change nothing."""


@dataclass(frozen=True)
class Sample:
    """A value of a metric with its labels at a time."""

    metric: str
    labels: tuple[tuple[str, str], ...]
    at: datetime
    value: float


def open_metrics(samples: Iterable[Sample]) -> str:
    """Samples as OpenMetrics text, each metric on its own and in the order of time."""
    rows = sorted(samples, key=lambda one: (one.metric, one.labels, one.at))
    lines: list[str] = []
    for number, row in enumerate(rows):
        if number == 0 or rows[number - 1].metric != row.metric:
            lines.append(f"# TYPE {row.metric} gauge")
        labels = ",".join(f'{name}="{value}"' for name, value in row.labels)
        lines.append(f"{row.metric}{{{labels}}} {round(row.value, PLACES)} {int(row.at.timestamp())}")
    return "\n".join([*lines, "# EOF"]) + "\n"
