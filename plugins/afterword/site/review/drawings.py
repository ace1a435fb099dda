"""The drawings of a review: its clocks and its timeline on a line of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from afterword.graphics.drawings import Clock, Mark, clock_drawing, lane_drawing
from afterword.model import NEAR_MISS, Moment, Review, parse_moment
from afterword.rendering import Markup
from afterword.site.clocks import LETTERS, extent
from afterword.site.context import Site
from afterword.site.review.time_zone import between_clocks

STRETCHES: Final = {"detected": "Undetected", "mitigated": "Causing harm", "resolved": "Recovering"}
"""The clocks at which a phase of an incident ends, each with the name of that phase."""

CONTAINED: Final = "Being contained"
"""What a near miss was from its detection to its mitigation: it did no harm."""

LANES: Final = {
    "change": ("change", "deploy", "data-ingest", "retrain"),
    "sign": ("signal", "alert", "report", "detect"),
    "response": ("escalate", "mitigate", "rollback", "communicate", "resolve"),
}
"""The lanes of the timeline with the kinds of events in them; any other kind is in the last lane, ``other``."""

LANE_NAMES: Final = {
    "change": "Changes",
    "sign": "Signals",
    "response": "Response",
    "other": "Other events",
}


def clocks_drawn(site: Site, review: Review) -> Markup:
    """The clocks of a review as a drawing; empty where fewer than two are known, or all at one moment."""
    precision = str(review.data.get("onset_precision", ""))
    clocks: list[Clock] = []
    ended, before = stretches(review), ""
    drawn = {name: "contained" if stretch == CONTAINED else name for name, stretch in ended.items()}
    for name, letter in LETTERS.items():
        moment = review.clock(name)
        if moment is None:
            continue
        reached = drawn.get(name, "")
        after = _length(review, before, moment) if reached else ""
        known = extent(moment, precision if name == "onset" else "")
        clocks.append(Clock(letter, site.fields.children[name].title, known, reached, after))
        before = before if name == "first_signal" and before else name
    return clock_drawing("Incident clocks on a time line", clocks)


def stretches(review: Review) -> Mapping[str, str]:
    """The clocks at which a stretch ends that began at an earlier one, each with what the stretch was."""
    known = [name for name in LETTERS if review.clock(name)]
    of_kind = {**STRETCHES, "mitigated": CONTAINED} if review.kind == NEAR_MISS else STRETCHES
    return {name: of_kind[name] for name in known[1:] if name in of_kind}


def _length(review: Review, before: str, moment: Moment) -> str:
    precision = str(review.data.get("onset_precision", "")) if before == "onset" else ""
    return between_clocks(review, review.clock(before), moment, precision or "minute")


def lane(kind: str) -> str:
    """The lane of a kind of event."""
    return next((name for name, kinds in LANES.items() if kind in kinds), "other")


def timeline_drawn(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """The events of a timeline as marks in lanes, by their numbers in the list; empty where nothing would be seen."""
    marks = []
    for number, row in enumerate(rows, 1):
        if moment := parse_moment(row["at"]):
            day = moment.spoken().split(",")[0]
            marks.append(Mark(number, lane(str(row.get("kind", ""))), extent(moment), day))
    return lane_drawing("Timeline of events", marks, LANE_NAMES)
