"""The page of recurrence and the head of a review: what repeats what, and what is left out of the figures."""

from __future__ import annotations

import re

from afterword.corpus import Corpus
from afterword.site import build_pages
from afterword.site.recurrence.page import LONG_CHAIN, LONG_TABLE
from tests.made import AS_OF, FIELDS, SETTINGS, review
from tests.unit.analysis.recurrence.made_pairs import CAUSE, earlier, later
from tests.unit.site.made_site import PATTERN_FIELDS, built, text

PAGE = "recurrence/index.md"


def test_a_review_says_at_its_top_what_it_repeats_and_how_far_the_fix_was() -> None:
    pages = built([earlier(), later()])
    head = text(pages["postmortems/2025-09-29-later.md"]).partition("aw-lead")[0]
    assert "[A loader accepts a file that is twice as long](2025-01-10-earlier.md) (10 January 2025)" in head
    assert "*Fix overdue*{ .aw-fix .aw-fix-fix-overdue }: [A1](2025-01-10-earlier.md#action-a1)" in head
    assert "due 120 days before" in head
    assert "Recurrence" not in text(pages["postmortems/2025-01-10-earlier.md"]).partition("aw-lead")[0]


def test_the_drawing_reads_without_colour_and_its_data_stand_in_a_table() -> None:
    page = text(built([earlier(), later()])[PAGE])
    assert "*Fix overdue*{ .aw-fix .aw-fix-fix-overdue } *9 months after #1*{ .aw-gap } **2**" in page
    assert page.count("| [A loader accepts a file that is twice as long](../postmortems/2025-09-29-later.md)") == 1


def test_invented_incidents_are_marked_and_counted_nowhere() -> None:
    invented = {"provenance": "illustrative"}
    page = text(built([review(), earlier(**invented), later(**invented)])[PAGE])
    assert "*0 of 1 review repeat the cause of an earlier one. 1 repeat among invented examples is marked" in page
    assert page.count("**Illustrative**{ .aw-badge .aw-illustrative }") == 3
    figures = page.partition("aw-fixes")[2].partition("</div>")[0]
    assert set(re.findall(r"^-   \*\*(\d+)\*\*", figures, re.MULTILINE)) == {"0"}


def test_a_base_without_a_recurrence_learns_how_two_reviews_come_to_share_a_cause() -> None:
    page = text(built([earlier()])[PAGE])
    assert "No two reviews share a cause." in page
    assert "recurrence-of" in page
    assert "aw-chain" not in page


def test_a_long_chain_and_a_long_table_say_what_they_leave_out() -> None:
    many = [review(f"2025-01-{day:02}-again", onset=f"2025-01-{day:02}", **CAUSE) for day in range(1, 30)]
    page = text(built(many)[PAGE])
    assert f"the list starts at number {29 - LONG_CHAIN + 1}." in page
    assert f"*406 pairs of reviews that share a cause. The {LONG_TABLE} most serious are shown" in page


def test_a_public_site_names_no_internal_incident_that_recurs() -> None:
    shown = Corpus.of([earlier(title="A secret"), later(visibility="public")], audience="public")
    pages = build_pages(shown, FIELDS, PATTERN_FIELDS, SETTINGS, AS_OF)
    assert [page.path for page in pages if b"A secret" in page.raw or b"2025-01-10-earlier" in page.raw] == []
