"""The dates of unfinished actions as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from afterword.corpus import Corpus
from afterword.feeds.marking import marked
from afterword.model import UNFINISHED, Action, Review
from afterword.schema import Field
from afterword.settings import Settings
from afterword.site.page import Page

CALENDAR: Final = "actions.ics"

# iCalendar forbids the controls, save the line feed that it escapes.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def calendar_page(corpus: Corpus, fields: Field, settings: Settings, as_of: date) -> Page:
    """One event for each unfinished action that has a day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Afterword//Actions//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _CONTROLS.sub("", f"{settings.title}: actions"))
    for review, action, due in sorted(_due(corpus), key=lambda found: (found[2], found[0].id, found[1].id)):
        calendar.add_component(_event(review, action, due, fields, as_of))
    return Page(CALENDAR, bytes(calendar.to_ical()))


def _due(corpus: Corpus) -> Iterator[tuple[Review, Action, date]]:
    for review in corpus.reviews:
        for action in review.actions:
            if action.status in UNFINISHED and action.due is not None:
                yield review, action, action.due


def _event(review: Review, action: Action, due: date, fields: Field, as_of: date) -> Event:
    """An all-day event: subscriptions of the common calendars leave to-dos out."""
    state = fields.at("actions", "*", "status").label(action.status)
    told = [f"{review.title} ({review.id})", f"State: {state}", f"Owner: {action.owner or 'not reported'}"]
    event = Event()
    event.add("uid", f"{review.id}.{action.id}@afterword")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", _CONTROLS.sub("", marked(action.title, review, fields)))
    event.add("description", _CONTROLS.sub("", "\n".join(told)))
    event.add("transp", "TRANSPARENT")
    if action.tracker:
        event.add("url", action.tracker)
    return event
