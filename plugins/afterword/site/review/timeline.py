"""The timeline of a review: its events day by day, with the clocks of the incident marked among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from afterword.diagnostics import listed
from afterword.model import CLOCKS, Moment, Review, parse_moment
from afterword.rendering import Markup, plain
from afterword.rendering.words import spoken_day
from afterword.site import generic
from afterword.site.context import Site
from afterword.site.review.drawings import lane
from afterword.site.review.time_zone import without_zone, zone_of
from afterword.text.slug import slug


class Event(NamedTuple):
    """One event: its number, the time of day where it is known, its kind, and which clocks of the incident it is."""

    number: int
    lane: str
    at: str
    time: Markup
    word: str
    css: str
    text: Markup
    mark: str
    extra: tuple[generic.LabelledValue, ...]


class Day(NamedTuple):
    """The events of one day or, where no more is known, of one month or year."""

    title: str
    events: tuple[Event, ...]


def timeline(site: Site, review: Review) -> tuple[Day, ...]:
    """The events in their order, under the day on which they happened."""
    rows: Sequence[Mapping[str, Any]] = review.data.get("timeline", ())
    clocks = [(site.fields.children[name].title, review.clock(name)) for name in CLOCKS]
    zone = zone_of(review)
    dated = [(_day(row), _event(site, clocks, row, number, zone)) for number, row in enumerate(rows, 1)]
    return tuple(
        Day(day, tuple(event for _, event in found)) for day, found in groupby(dated, key=lambda pair: pair[0])
    )


def _day(row: Mapping[str, Any]) -> str:
    moment = parse_moment(row["at"])
    if moment is None:
        return str(row["at"])
    return spoken_day(moment.day) if moment.exact else moment.spoken()


def _event(
    site: Site, clocks: Sequence[tuple[str, Moment | None]], row: Mapping[str, Any], number: int, zone: str
) -> Event:
    field = site.fields.at("timeline", "*")
    moment, kind = parse_moment(row["at"]), str(row.get("kind", ""))
    exact = moment is not None and moment.exact
    marks = [title for title, clock in clocks if exact and _same(clock, moment)]
    return Event(
        number=number,
        lane=lane(kind),
        at=moment.text if moment else "",
        time=without_zone(moment.clock(), moment, zone) if moment else Markup(),
        word=field.at("kind").label(kind) if kind else "",
        css=slug(kind) if kind else "none",
        text=plain(row["event"]),
        mark=listed([title if at == 0 else title.lower() for at, title in enumerate(marks)]),
        extra=tuple(generic.entries(field, row, ("at", "event", "kind"))),
    )


def _same(clock: Moment | None, moment: Moment | None) -> bool:
    return bool(clock and moment and clock.exact and clock.earliest == moment.earliest)
