"""The page of a pattern: its register entry, its prose, and what the reviews add to it."""

from __future__ import annotations

from afterword.model import Pattern
from afterword.site.lists.filters import WORTH_FILTERING
from tests.made import action, review
from tests.unit.site.made_site import built, text

PATTERN = Pattern(
    "stale-file",
    "docs/patterns/stale-file.md",
    {
        "title": "Stale file",
        "summary": "An old file is served.",
        "layers": ["data"],
        "signals": ["Nothing moves."],
        "prevention": ["The age is watched."],
        "readiness_checks": ["Who notices an old file?"],
        "reviewed": "2025-04-01",
    },
    "## What it is\n\nAge.\n",
)


def test_a_pattern_shows_its_register_entry_its_prose_and_its_incidents() -> None:
    page = text(built([review(patterns=["stale-file"])], [PATTERN])["patterns/stale-file.md"])
    register = ("<p>An old file is served.</p>", "<li>Nothing moves.</li>", "<li>Who notices an old file?</li>")
    for part in (*register, "## What it is\n\nAge."):
        assert part in page
    assert "1 of 1 review" in page
    assert 'href="../../postmortems/2025-11-18-example/"' in page


def test_a_pattern_says_what_occurs_with_it_and_what_is_still_to_be_done() -> None:
    made = review(patterns=["stale-file", "other"], actions=[action(title="The age raises an alert")])
    page = text(built([made], [PATTERN])["patterns/stale-file.md"])
    assert '<a href="../other/">other</a> <strong>1</strong> of 1' in page
    assert "The age raises an alert" in page.partition(">Open actions<")[2]


def test_a_pattern_that_nobody_has_written_has_a_page_and_is_listed_as_missing() -> None:
    pages = built([review(patterns=["unwritten"])], [PATTERN])
    assert "patterns/unwritten.md" in pages
    assert '<a href="unwritten/">unwritten</a>: 1 review' in text(pages["patterns/index.md"])


def test_the_reviews_of_a_pattern_are_filtered_where_they_are_listed() -> None:
    reviews = [review(f"2024-01-0{at}-case", patterns=["stale-file"]) for at in range(1, WORTH_FILTERING + 1)]
    listed = text(built(reviews, [PATTERN])["patterns/stale-file.md"]).partition('id="incidents"')[2]
    assert listed.index("<form") < listed.index('class="aw-cards"')
    # Every review here has the pattern, so that nobody is asked for it.
    assert 'name="patterns"' not in listed
