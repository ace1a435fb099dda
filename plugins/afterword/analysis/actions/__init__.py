"""The actions of all reviews: which ask for attention, how old they are, and how long it takes until they end."""

from afterword.analysis.actions.ageing import Ageing, Band, Durations, Owner, ageing, by_owner, time_to
from afterword.analysis.actions.burn_down import BurnDown, burn_down
from afterword.analysis.actions.selection import (
    Selection,
    Tracked,
    action_data,
    followed,
    select,
    tracked,
    urgency,
)

__all__ = [
    "Ageing",
    "Band",
    "BurnDown",
    "Durations",
    "Owner",
    "Selection",
    "Tracked",
    "action_data",
    "ageing",
    "burn_down",
    "by_owner",
    "followed",
    "select",
    "time_to",
    "tracked",
    "urgency",
]
