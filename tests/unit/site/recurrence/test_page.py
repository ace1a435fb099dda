"""The page of recurrence and the head of a review: what repeats what, and what is left out of the figures."""

from __future__ import annotations

import re

from afterword.site.recurrence.page import LONG_CHAIN, LONG_TABLE
from tests.made import action, review
from tests.unit.analysis.recurrence.made_pairs import CAUSE, earlier, later
from tests.unit.site.made_site import built, text, words

PAGE = "recurrence/index.md"
MARK = '<strong class="aw-badge aw-illustrative">Illustrative</strong>'


def test_a_review_says_at_its_top_what_it_repeats_and_how_far_the_fix_was() -> None:
    pages = built([earlier(), later()])
    head = text(pages["postmortems/2025-09-29-later.md"]).partition("aw-lead")[0]
    assert (
        '<a href="../2025-01-10-earlier/">A loader accepts a file that is twice as long</a> (10 January 2025)' in head
    )
    assert '<a href="../2025-01-10-earlier/#action-a1">A1</a>' in head
    assert "Fix overdue: A1" in words(head)
    assert "due 120 days before" in words(head)
    assert "Recurrence" not in text(pages["postmortems/2025-01-10-earlier.md"]).partition("aw-lead")[0]


def test_the_drawing_reads_without_colour_and_its_data_stand_in_a_table() -> None:
    page = text(built([earlier(), later()])[PAGE])
    assert "Fix overdue 9 months after #1 2" in words(page)
    table = page.partition("<table>")[2]
    link = '<a href="../postmortems/2025-09-29-later/">A loader accepts a file that is twice as long</a>'
    assert table.count(f"<td>{link}") == 1


def test_a_repeat_with_several_pairs_has_the_worst_of_their_states_on_every_page() -> None:
    verified = [action(status="verified", closed="2025-05-01")]
    said = {"related": [{"id": "2025-04-01-linked", "relation": "recurrence-of"}]}
    linked = review("2025-04-01-linked", onset="2025-04-01", reviewed="2025-04-02", actions=verified)
    pages = built([earlier(), linked, later(**said)])
    assert "1 Fix overdue" in words(text(pages[PAGE]))
    assert "The worst: Fix overdue" in words(text(pages["index.md"]))
    assert '"Fix overdue","1"' in text(pages["trends/fix-when-it-recurred.csv"])


def test_invented_incidents_are_marked_and_counted_nowhere() -> None:
    invented = {"provenance": "illustrative"}
    page = text(built([review(), earlier(**invented), later(**invented)])[PAGE])
    assert "0 of 1 review repeat the cause of an earlier one. 1 repeat among invented examples is marked" in page
    assert page.count(MARK) == 4
    figures = page.partition("aw-fixes")[2].partition("</div>")[0]
    assert set(re.findall(r"<li><strong>(\d+)</strong>", figures)) == {"0"}


def test_of_a_real_and_an_invented_incident_only_the_invented_one_is_marked() -> None:
    said = later(title="A real one", related=[{"id": earlier().id, "relation": "recurrence-of"}])
    pages = built([earlier(title="An invented one", provenance="illustrative"), said])
    row = text(pages[PAGE]).partition("<tbody>")[2].split("</td>")
    assert [("A real one" in cell, "An invented one" in cell, MARK in cell) for cell in row[:2]] == [
        (True, False, False),
        (False, True, True),
    ]
    (front,) = re.findall(r"<li>(.*repeats</em>.*)</li>", text(pages["index.md"]))
    assert [MARK in part for part in front.split("repeats")] == [False, True]


def test_a_base_without_a_recurrence_learns_how_two_reviews_come_to_share_a_cause() -> None:
    page = text(built([earlier()])[PAGE])
    assert "No two reviews share a cause." in page
    assert "recurrence-of" in page
    assert "aw-chain" not in page


def test_a_long_chain_and_a_long_table_say_what_they_leave_out() -> None:
    many = [review(f"2025-01-{day:02}-again", onset=f"2025-01-{day:02}", **CAUSE) for day in range(1, 30)]
    page = text(built(many)[PAGE])
    assert f"the list starts at number {29 - LONG_CHAIN + 1}." in page
    assert f"406 pairs of reviews that share a cause. The {LONG_TABLE} most serious are shown" in page


def test_a_public_site_names_no_internal_incident_that_recurs() -> None:
    pages = built([earlier(title="A secret"), later(visibility="public")], audience="public")
    shown = {path: text(page) if page.write else page.raw.decode("utf-8", "replace") for path, page in pages.items()}
    assert [path for path, page in shown.items() if "A secret" in page or "2025-01-10-earlier" in page] == []
