"""The values that everything else speaks of."""

from afterword.model.action import PREVENTION, STATES, UNFINISHED, Action
from afterword.model.moment import UNKNOWN, Moment, parse_day, parse_moment
from afterword.model.review import CLOCKS, NEAR_MISS, OWN, SEVERE, Pattern, Review, values_at

__all__ = [
    "CLOCKS",
    "NEAR_MISS",
    "OWN",
    "PREVENTION",
    "SEVERE",
    "STATES",
    "UNFINISHED",
    "UNKNOWN",
    "Action",
    "Moment",
    "Pattern",
    "Review",
    "parse_day",
    "parse_moment",
    "values_at",
]
