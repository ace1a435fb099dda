"""The feeds, read back by independent parsers, and the ids in feeds and calendar."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from urllib.parse import urljoin

import feedparser
import pytest
from icalendar import Calendar

from afterword.corpus import Corpus
from afterword.corpus.facets import build_facets
from afterword.publish.feeds import NEWEST, NEWEST_OF_PART, atom_pages, calendar_page
from afterword.settings import Settings
from afterword.settings.identity import advice, id_of
from tests.made import AS_OF, FIELDS, SETTINGS, action, corpus, review

ATOM_TYPE = "application/atom+xml"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feeds(of: Corpus, address: str = "") -> dict[str, bytes]:
    return {page.path: page.raw for page in atom_pages(of, build_facets(of, FIELDS), FIELDS, SETTINGS, AS_OF, address)}


def atom(of: Corpus) -> ET.Element:
    return ET.fromstring(feeds(of)["feed.xml"])  # noqa: S314


def texts(feed: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in feed.findall(path, ATOM)]


def test_a_feed_has_what_atom_demands() -> None:
    feed = atom(corpus())
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM)
    for name in ("id", "title", "updated", "summary"):
        assert feed.findtext(f"a:entry/a:{name}", namespaces=ATOM)


def test_an_entry_is_dated_by_the_latest_clock_of_its_review() -> None:
    of = corpus(review(reviewed="2025-11-24", resolved="2025-11-18T18:06:00+01:00"))
    assert texts(atom(of), "a:entry/a:updated") == ["2025-11-24T00:00:00Z"]
    of = corpus(review(resolved="2025-11-18T18:06:00+01:00"))
    assert texts(atom(of), "a:entry/a:updated") == ["2025-11-18T17:06:00Z"]


def test_a_review_without_any_known_clock_is_dated_by_its_name_and_not_by_today() -> None:
    of = corpus(review("2024-unknown", onset="unknown"))
    assert texts(atom(of), "a:entry/a:updated") == ["2024-01-01T00:00:00Z"]


def test_the_newest_fifty_published_reviews_are_told_newest_first_and_twenty_of_one_value() -> None:
    many = [review(f"20{n:02}-01-01-one", onset=f"20{n:02}-01-01") for n in range(10, 70)]
    draft = review("2099-01-01-draft", onset="2099-01-01", status="draft")
    ids = texts(atom(corpus(*many, draft)), "a:entry/a:id")
    assert len(ids) == NEWEST
    assert ids[0] == "urn:afterword:review:2069-01-01-one"
    assert ids == sorted(ids, key=str, reverse=True)
    assert feeds(corpus(*many, draft))["classes/bad-update/feed.xml"].count(b"<entry>") == NEWEST_OF_PART == 20


def test_markup_in_a_title_stays_text() -> None:
    title = "A <script> & an ]]> in a title"
    assert texts(atom(corpus(review(title=title))), "a:entry/a:title") == [title]


@pytest.mark.parametrize("forbidden", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_characters_that_xml_forbids_are_dropped(forbidden: str) -> None:
    assert texts(atom(corpus(review(title=f"One{forbidden} title 😀"))), "a:entry/a:title") == ["One title 😀"]


def test_an_invented_scenario_says_so_in_its_title() -> None:
    of = corpus(review(provenance="illustrative", actions=[action(due="2026-02-01")]))
    assert texts(atom(of), "a:entry/a:title") == ["[Illustrative] A loader accepts a file that is twice as long"]


def test_the_same_corpus_and_day_give_the_same_bytes() -> None:
    one, two = review("2025-01-01-one"), review("2025-02-02-two", actions=[action(due="2026-02-01")])
    assert feeds(corpus(one, two)) == feeds(corpus(two, one))
    assert calendar_page(corpus(one, two), FIELDS, SETTINGS, AS_OF) == calendar_page(
        corpus(two, one), FIELDS, SETTINGS, AS_OF
    )


@pytest.mark.parametrize("address", ["", "https://docs.example.org/kb/"])
def test_a_feed_reader_finds_every_feed_well_formed_and_every_link_leads_to_the_review(address: str) -> None:
    of = corpus(review(root_causes=[{"layer": "data", "statement": "Nothing checks the length."}]))
    home = "https://docs.example.org/kb/"
    made = feeds(of, address)
    assert {"feed.xml", "layers/data/feed.xml", "models/bot-score/feed.xml", "classes/bad-update/feed.xml"} <= set(made)
    for path, raw in made.items():
        told = feedparser.parse(
            raw, response_headers={"content-location": urljoin(home, path), "content-type": ATOM_TYPE}
        )
        assert not told.bozo, (path, told.get("bozo_exception"))
        assert told.feed.links[0].href == urljoin(home, path)
        assert [entry.link for entry in told.entries] in ([], [f"{home}postmortems/2025-11-18-example/"])


def test_the_feed_of_a_layer_tells_only_its_own_reviews() -> None:
    one = review("2025-01-01-one", onset="2025-01-01", root_causes=[{"layer": "data", "statement": "No check."}])
    two = review("2025-02-02-two", onset="2025-02-02", root_causes=[{"layer": "model", "statement": "No limit."}])
    told = ET.fromstring(feeds(corpus(one, two))["layers/data/feed.xml"])  # noqa: S314
    assert texts(told, "a:entry/a:id") == ["urn:afterword:review:2025-01-01-one"]
    assert texts(told, "a:title") == ["Made for tests: Data"]


OWN = "0b6f4f5e-2f0c-4a3e-9d7e-3f2c1f0e9a11"


def ids(settings: Settings, address: str = "", *, folders: bool = True) -> dict[str, list[str | None]]:
    """The ids of every feed, its own first, and the ids of the events of the calendar."""
    of = corpus(review(actions=[action(due="2026-02-01")]))
    pages = atom_pages(of, build_facets(of, FIELDS), FIELDS, settings, AS_OF, address, folders=folders)
    found = {page.path: texts(ET.fromstring(page.raw), ".//a:id") for page in pages}  # noqa: S314
    calendar = Calendar.from_ical(calendar_page(of, FIELDS, settings, AS_OF).raw)
    return found | {"actions.ics": [str(event["uid"]) for event in calendar.walk("VEVENT")]}


def test_two_knowledge_bases_share_no_id_whatever_else_they_share() -> None:
    one, other = (
        {id_ for all_ in ids(replace(SETTINGS, id=own)).values() for id_ in all_}
        for own in (OWN, OWN.replace("0b", "0c"))
    )
    assert one & other == set()
    assert {str(id_).partition("urn:uuid:")[0] for id_ in one if "@" not in str(id_)} == {""}


def test_an_id_stays_when_the_address_the_title_and_the_kind_of_addresses_change() -> None:
    settings = replace(SETTINGS, id=OWN)
    moved = replace(settings, title="Another name")
    assert ids(settings) == ids(moved, "https://moved.example.org/x/", folders=False)
    assert ids(settings) == ids(replace(settings, id=OWN.upper()))


def test_every_feed_of_a_site_has_its_own_id_and_a_review_the_same_in_all() -> None:
    found = ids(replace(SETTINGS, id=OWN))
    del found["actions.ics"]
    assert len({feed for feed, *_ in found.values()}) == len(found) > 3
    assert len({entry for _, *entries in found.values() for entry in entries}) == 1


def test_without_an_id_reviews_keep_those_of_earlier_versions_and_feeds_go_by_the_title() -> None:
    found, renamed = ids(SETTINGS), ids(replace(SETTINGS, title="Another name"))
    assert found["feed.xml"][1:] == renamed["feed.xml"][1:] == ["urn:afterword:review:2025-11-18-example"]
    assert found["feed.xml"][0] != renamed["feed.xml"][0]
    assert found["actions.ics"] == ["2025-11-18-example.A1@afterword"]
    assert f'`id = "{id_of(SETTINGS)}"`' in advice(SETTINGS)
    assert advice(replace(SETTINGS, id=OWN)) == ""
    followed = ids(replace(SETTINGS, id=str(id_of(SETTINGS))))
    assert followed["feed.xml"][0] == found["feed.xml"][0]


def test_flat_pages_are_linked_as_files() -> None:
    of = corpus()
    for address in ("", "https://docs.example.org/kb"):
        pages = atom_pages(of, build_facets(of, FIELDS), FIELDS, SETTINGS, AS_OF, address, folders=False)
        made = {page.path: feedparser.parse(page.raw) for page in pages}
        home = address and f"{address}/"
        assert [entry.link for entry in made["feed.xml"].entries] == [f"{home}postmortems/2025-11-18-example.html"]
        assert made["feed.xml"].feed.links[1].href == f"{home}postmortems/index.html"
