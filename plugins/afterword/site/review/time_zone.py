"""The zones of a review's times: said once where all of them share one, and no days counted where they disagree."""

from __future__ import annotations

from typing import Final

from afterword.model import CLOCKS, Moment, Review, parse_moment
from afterword.rendering import Markup, plain
from afterword.rendering.words import between
from afterword.site.clocks import LETTERS

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


def between_clocks(review: Review, start: Moment | None, end: Moment | None, precision: str) -> str:
    """The time from one clock to another; empty where it is not known well enough to be said.

    A date has no zone: where the zones of the clocks put a time of day on several days, it is nothing to count from.
    """
    for timed, dated in ((start, end), (end, start)):
        if timed and dated and timed.exact and not dated.exact:
            clocks = filter(None, map(review.clock, LETTERS))
            if len({timed.day_beside(clock) for clock in clocks}) > 1:
                return ""
    return between(start, end, precision)
