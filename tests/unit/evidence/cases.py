"""What the cases of contradictions and of true statements share: series, and the fields around a claim."""

from __future__ import annotations

from typing import Final

FALL: Final = (
    "precision, in ratio, a breach below 0.9: -110:00..-112:00 0.96, 09:00..09:55 0.95, 10:00 0.74, "
    "10:05..11:25 0.41, 11:30..12:30 0.94"
)
GAP: Final = FALL.replace("09:00..09:55 0.95, 10:00 0.74, 10:05..11:25", "09:00..09:35 0.95, 10:30 0.94, 10:35..11:25")
"""Nobody measured from 09:40 to 10:25."""

NO_NUMBERS: Final = GAP.replace("10:30 0.94", "09:40..10:25 none, 10:30 0.94")
LATE: Final = FALL.replace("09:00..09:55 0.95", "09:30..09:55 0.95").replace("-110:00..-112:00 0.96, ", "")
SLOW: Final = (
    "latency_p95_ms, in ms, a breach above 800: -110:00..-112:00 310, 09:00..09:55 320, 10:00..10:30 1450, "
    "10:35..11:20 2310, 11:25..12:30 330"
)
SLICES: Final = (
    "recall {slice=mobile}, in ratio, a breach below 0.8: 09:00..09:55 0.91, 10:00..11:25 0.38, 11:30..12:30 0.9\n"
    "recall {slice=desktop}, in ratio, a breach below 0.8: 09:00..12:30 0.93"
)
NULLS: Final = (
    "null_rate_merchant_country, in %, a breach above 1: 09:00..09:55 0.2, 10:00..11:25 38.4, 11:30..12:30 0.2"
)
PSI: Final = "psi {feature=merchant_country}, a breach above 0.2: 10:30 0.31"
QUIET: Final = "error_rate, in ratio, a breach above 0.05: 09:00..12:30 0.011"
REGISTRY: Final = (
    "registry fraud-scorer 42, before it 41, trained 2024-12-20T03:00:00+00:00, at models:/fraud-scorer/42"
)
DAILY: Final = "sales_mape, in ratio, a breach above 0.13, every 3600s: 09:00 0.11, 10:00 0.84, 11:00 0.83, 12:00 0.12"

HERE: Final = " <<"
"""The mark of the line on which a contradiction is told."""

STORY: Final = "NARRATIVE\n\n"
"""What is after it is the narrative, and what is before it are fields."""


def kpi(name: str, rest: str) -> str:
    """A model with one KPI."""
    return f"models: [{{name: Fraud scorer, kpis: [{{name: {name}, {rest}}}]}}]"


def model(rest: str) -> str:
    """A model with more fields."""
    return f"models: [{{name: Fraud scorer, {rest}}}]"
