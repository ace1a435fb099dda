"""The calendar of what is to be done: which days it has, what each says, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from afterword.corpus import Corpus
from afterword.publish.feeds import calendar_page
from tests.made import AS_OF, FIELDS, SETTINGS, action, corpus, review


def events(of: Corpus, as_of: date = AS_OF, address: str = "", *, folders: bool = True) -> list[Any]:
    raw = calendar_page(of, FIELDS, SETTINGS, as_of, address, folders=folders).raw
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def test_an_invented_scenario_says_so_in_the_calendar_too() -> None:
    (event,) = events(corpus(review(provenance="illustrative", actions=[action(due="2026-02-01")])))
    assert event["summary"] == "[Illustrative] Files are validated"


def test_a_calendar_survives_the_round_trip() -> None:
    title = 'Files; validated, as \\ is "all" input 😀 ' + "long " * 30
    of = corpus(review(actions=[action(title=title, due="2026-02-28", tracker="https://tracker.example.org/1")]))
    (event,) = events(of)
    assert event["summary"] == title
    assert event["uid"] == "2025-11-18-example.A1@afterword"
    assert event["dtstart"].dt == date(2026, 2, 28)
    assert event["dtend"].dt == date(2026, 3, 1)
    assert event["dtstamp"].dt == datetime(2026, 1, 31, tzinfo=UTC)
    assert event["url"] == "https://tracker.example.org/1"
    assert "Owner: loaders" in event["description"]


def test_only_what_somebody_has_to_do_on_a_day_is_in_the_calendar() -> None:
    of = corpus(
        review(
            actions=[
                action("A1", due="2026-02-01"),
                action("A2", due="2026-02-01", status="in-progress"),
                action("A3", due="2026-02-01", status="done"),
                action("A4", due="2026-02-01", status="accepted-risk"),
                action("A5"),
                action("A6", due="2026-02-01", status="done", closed="2026-02-20"),
            ]
        ),
        review("2025-01-01-withdrawn", status="withdrawn", actions=[action(due="2026-02-01")]),
    )
    assert [str(event["uid"]) for event in events(of)] == [f"2025-11-18-example.A{n}@afterword" for n in (1, 2, 6)]


def test_an_address_in_the_calendar_stays_when_the_day_of_the_build_changes() -> None:
    of = corpus(review(actions=[action(due="2026-02-01")]))
    assert [e["uid"] for e in events(of)] == [e["uid"] for e in events(of, date(2026, 6, 1))]


def test_a_line_feed_in_a_title_cannot_begin_a_property() -> None:
    of = corpus(review(actions=[action(title="One\r\nATTENDEE:mailto:a@example.org", due="2026-02-01")]))
    (event,) = events(of)
    assert "attendee" not in event


def test_the_day_on_which_a_risk_is_looked_at_again_has_an_event_of_its_own() -> None:
    of = corpus(review(actions=[action(status="accepted-risk", review_by="2026-06-01")]))
    (event,) = events(of)
    assert (event["uid"], event["dtstart"].dt) == ("2025-11-18-example.A1.risk@afterword", date(2026, 6, 1))
    assert event["summary"] == "Review the risk: Files are validated"


@pytest.mark.parametrize(("folders", "page"), [(True, "/"), (False, ".html")])
def test_an_event_leads_to_its_action_where_the_address_of_the_site_is_known(folders: bool, page: str) -> None:
    ticket = "https://tracker.example.org/1"
    of = corpus(review(actions=[action("A1", due="2026-02-01"), action("A2", due="2026-02-02", tracker=ticket)]))
    first, second = events(of, address="https://docs.example.org/kb/", folders=folders)
    there = f"https://docs.example.org/kb/postmortems/2025-11-18-example{page}#action-a"
    assert (first["url"], first["description"].rpartition("\n")[2]) == (f"{there}1", f"{there}1")
    assert (second["url"], second["description"].rpartition("\n")[2]) == (ticket, f"{there}2")
    first, second = events(of)
    assert "url" not in first
    assert "https" not in first["description"] + second["description"]


def test_a_day_that_follows_from_the_service_level_says_so() -> None:
    levels = (("prevention", "sev2", 30),)
    of = corpus(replace(review(reviewed="2026-01-01", actions=[action()]), service_levels=levels))
    (event,) = events(of)
    assert event["dtstart"].dt == date(2026, 1, 31)
    assert "The due date comes from the service level." in event["description"]


def test_another_reader_of_calendars_reads_the_same() -> None:
    title = 'Ä 😀; a, b \\ "c": ' + "long " * 40
    of = corpus(
        review(
            actions=[
                action("A1", title=title, due="2026-02-28", tracker="https://tracker.example.org/1"),
                action("A2", status="accepted-risk", review_by="2026-06-01"),
            ]
        )
    )
    raw = calendar_page(of, FIELDS, SETTINGS, AS_OF).raw
    read = vobject.readOne(raw.decode(), validate=True)
    assert [(event.summary.value.strip(), event.dtstart.value) for event in read.vevent_list] == [
        (title.strip(), date(2026, 2, 28)),
        ("Review the risk: Files are validated", date(2026, 6, 1)),
    ]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
