"""What the reviews say together, in numbers.

Everything here rests on the counted reviews of a corpus: illustrative and withdrawn ones are left out. Unknown is
never zero: each number comes with how many reviews carry it.
"""

from afterword.analysis.trends.costs import Costs, costs
from afterword.analysis.trends.detection import Detection, detection
from afterword.analysis.trends.durations import Durations, Span, durations
from afterword.analysis.trends.layers import (
    Interactions,
    LayersOverTime,
    interactions,
    layers_over_time,
)
from afterword.analysis.trends.periods import Period, by_period
from afterword.analysis.trends.safeguards import Family, Use, families, uses
from afterword.analysis.trends.shares import (
    Share,
    Shares,
    action_closure,
    near_miss_ratio,
    recurrence_rate,
)

__all__ = [
    "Costs",
    "Detection",
    "Durations",
    "Family",
    "Interactions",
    "LayersOverTime",
    "Period",
    "Share",
    "Shares",
    "Span",
    "Use",
    "action_closure",
    "by_period",
    "costs",
    "detection",
    "durations",
    "families",
    "interactions",
    "layers_over_time",
    "near_miss_ratio",
    "recurrence_rate",
    "uses",
]
