"""What subscribers get: new reviews as an Atom feed, and the dates of unfinished actions as a calendar."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from afterword.corpus import Corpus
from afterword.exports import review_url
from afterword.facets import facet_values
from afterword.model import CLOCKS, UNFINISHED, Action, Moment, Review
from afterword.schema import Field
from afterword.settings import Settings
from afterword.site.page import Page

FEED, CALENDAR = "feed.xml", "actions.ics"
NEWEST: Final = 50

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no way to write. iCalendar forbids the controls too, save the line feed that it escapes.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def feed_pages(corpus: Corpus, fields: Field, settings: Settings, as_of: date) -> list[Page]:
    """The Atom feed and the calendar."""
    return [
        Page(FEED, _feed(corpus, fields, settings, as_of)),
        Page(CALENDAR, _calendar(corpus, fields, settings, as_of)),
    ]


def _feed(corpus: Corpus, fields: Field, settings: Settings, as_of: date) -> bytes:
    ET.register_namespace("", _ATOM)
    newest = sorted(
        (review for review in corpus.reviews if review.published),
        key=lambda review: (_updated(review), review.id),
        reverse=True,
    )[:NEWEST]
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", "urn:afterword:feed")
    _add(feed, "title", settings.title)
    _add(feed, "updated", _updated(newest[0]) if newest else _rfc3339(as_of))
    _add(feed, "link", rel="self", type="application/atom+xml", href=FEED)
    _add(feed, "link", rel="alternate", type="text/html", href="postmortems/")
    _add(_add(feed, "author"), "name", settings.title)
    for review in newest:
        _entry(feed, review, fields)
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(feed: ET.Element, review: Review, fields: Field) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:afterword:review:{review.id}")
    _add(entry, "title", _marked(review.title, review, fields))
    _add(entry, "updated", _updated(review))
    _add(entry, "link", rel="alternate", type="text/html", href=review_url(review.id))
    for field in fields.walk():
        # What readers filter by: the facets that have pages, and what a review is at all.
        if field.facet is not None and (field.facet.pages or field.group == "identity"):
            scheme = f"urn:afterword:{field.facet.name}"
            for value in facet_values(review, field):
                _add(entry, "category", scheme=scheme, term=value, label=field.label(value))
    _add(entry, "summary", str(review.data.get("summary", "")), type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; text loses only the characters that XML cannot hold."""
    made = ET.SubElement(
        parent, f"{{{_ATOM}}}{name}", {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    )
    made.text = _FORBIDDEN.sub("", text) or None
    return made


def _updated(review: Review) -> str:
    """When a review last changed as far as it tells itself: its latest clock, never the clock of the machine."""
    clocks = [_instant(moment) for name in CLOCKS if (moment := review.clock(name))]
    return max(clocks, default=_rfc3339(date(review.year, 1, 1)))


def _instant(moment: Moment) -> str:
    return moment.earliest.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.exact else _rfc3339(moment.day)


def _rfc3339(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _calendar(corpus: Corpus, fields: Field, settings: Settings, as_of: date) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Afterword//Actions//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _CONTROLS.sub("", f"{settings.title}: actions"))
    for day in sorted(_days(corpus), key=lambda found: (found.on, found.review.id, found.action.id)):
        calendar.add_component(_event(day, fields, as_of))
    return bytes(calendar.to_ical())


@dataclass(frozen=True)
class _Day:
    """A day on which somebody has to do something: ``what`` stands before the title, and in the id of the event."""

    review: Review
    action: Action
    on: date
    what: str = ""
    told: str = ""


def _days(corpus: Corpus) -> Iterator[_Day]:
    """The days of unfinished actions, derived ones included, and those on which accepted risks are looked at again."""
    for review in corpus.reviews:
        for action in review.actions if review.status != "withdrawn" else ():
            if action.status in UNFINISHED and action.deadline is not None:
                derived = "" if action.due else "The day follows from the service level."
                yield _Day(review, action, action.deadline, told=derived)
            elif action.status == "accepted-risk" and action.review_by is not None:
                yield _Day(
                    review, action, action.review_by, "Review the risk: ", "The risk is accepted until this day."
                )


def _event(day: _Day, fields: Field, as_of: date) -> Event:
    """An all-day event: subscriptions of the common calendars leave to-dos out."""
    review, action = day.review, day.action
    state = fields.at("actions", "*", "status").label(action.status)
    told = [f"{review.title} ({review.id})", f"State: {state}", f"Owner: {action.owner or 'not reported'}"]
    told += filter(None, [day.told])
    event = Event()
    # An id of its own for the review of a risk: when work becomes a risk, the old event goes and a new one comes.
    event.add("uid", f"{review.id}.{action.id}{'.risk' if day.what else ''}@afterword")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", _CONTROLS.sub("", _marked(day.what + action.title, review, fields)))
    event.add("description", _CONTROLS.sub("", "\n".join(told)))
    event.add("transp", "TRANSPARENT")
    if action.tracker:
        event.add("url", action.tracker)
    return event


def _marked(title: str, review: Review, fields: Field) -> str:
    """A title that leaves no doubt that a scenario is invented, wherever it is read without its page."""
    label = fields.at("provenance").label(review.provenance)
    return f"[{label}] {title}" if review.illustrative else title
