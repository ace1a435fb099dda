"""The zone of a review's times, said once where all of them share it."""

from __future__ import annotations

from typing import Final

from afterword.model import CLOCKS, Moment, Review, parse_moment
from afterword.rendering import Markup, plain

UTC: Final = "UTC"


def zone_of(review: Review) -> str:
    """The offset of every time among the clocks and in the timeline; empty where it is UTC, or where they differ."""
    moments = [
        *(review.clock(name) for name in CLOCKS),
        *(parse_moment(row["at"]) for row in review.data.get("timeline", ())),
    ]
    found = {moment.zone for moment in moments if moment and moment.exact}
    return found.pop() if len(found) == 1 and UTC not in found else ""


def without_zone(text: str, moment: Moment, zone: str) -> Markup:
    """A time in words, without the zone that the page states once; an offset that stays is kept next to its time."""
    said = plain(text)
    if moment.zone in {"", UTC}:
        return said
    return said.replace(f" {moment.zone}", "" if moment.zone == zone else Markup("&nbsp;") + moment.zone)
