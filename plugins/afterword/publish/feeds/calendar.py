"""The days of unfinished actions and of accepted risks as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from afterword.corpus import Corpus
from afterword.model import Action, Review
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.publish.feeds.identity import event_id
from afterword.publish.feeds.marking import marked
from afterword.schema import Field
from afterword.settings import Settings

# iCalendar forbids the controls, save the line feed that it escapes.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def calendar_page(
    corpus: Corpus, fields: Field, settings: Settings, as_of: date, address: str = "", *, folders: bool = True
) -> Page:
    """One event for each day on which somebody has to do something.

    With the ``address`` of the site each has a link to its action; a calendar is at no place that one could start from.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Afterword//Actions//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _CONTROLS.sub("", f"{settings.title}: actions"))
    for day in sorted(_days(corpus, as_of), key=lambda found: (found.on, found.review.id, found.action.id)):
        page = addresses.absolute(addresses.review(day.review.id), address, folders=folders) if address else ""
        there = f"{page}#{addresses.action_anchor(day.action.id)}" if page else ""
        calendar.add_component(_event(day, fields, settings, as_of, there))
    return Page(addresses.CALENDAR, bytes(calendar.to_ical()))


class _Day(NamedTuple):
    """A day on which somebody has to do something: ``what`` precedes the title, and is part of the event id."""

    review: Review
    action: Action
    on: date
    what: str = ""
    note: str = ""


def _days(corpus: Corpus, as_of: date) -> Iterator[_Day]:
    """The days of unfinished actions, derived ones included, and those on which accepted risks are looked at again."""
    for review in corpus.reviews:
        for action in review.actions if review.status != "withdrawn" else ():
            if action.unfinished(as_of) and action.deadline is not None:
                derived = "" if action.due else "The due date comes from the service level."
                yield _Day(review, action, action.deadline, note=derived)
            elif action.status_on(as_of) == "accepted-risk" and action.review_by is not None:
                yield _Day(
                    review, action, action.review_by, "Review the risk: ", "The risk is accepted until this date."
                )


def _event(day: _Day, fields: Field, settings: Settings, as_of: date, there: str) -> Event:
    """An all-day event: subscriptions of the common calendars leave to-dos out."""
    review, action = day.review, day.action
    state = fields.at("actions", "*", "status").label(action.status_on(as_of))
    lines = [f"{review.title} ({review.id})", f"State: {state}", f"Owner: {action.owner or 'not reported'}"]
    lines += filter(None, [day.note, there])
    event = Event()
    # An id of its own for the review of a risk: when work becomes a risk, the old event goes and a new one comes.
    event.add("uid", event_id(settings, f"{review.id}.{action.id}{'.risk' if day.what else ''}"))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", _CONTROLS.sub("", marked(day.what + action.title, review, fields)))
    event.add("description", _CONTROLS.sub("", "\n".join(lines)))
    event.add("transp", "TRANSPARENT")
    if url := action.tracker or there:
        event.add("url", url)
    return event
