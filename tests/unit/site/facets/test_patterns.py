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
    for part in ("An old file is served.", "- Nothing moves.", "- Who notices an old file?", "## What it is\n\nAge."):
        assert part in page
    assert "1 of 1 review" in page
    assert "../postmortems/2025-11-18-example.md" in page


def test_a_pattern_says_what_occurs_with_it_and_what_is_still_to_be_done() -> None:
    made = review(patterns=["stale-file", "other"], actions=[action(title="The age raises an alert")])
    page = text(built([made], [PATTERN])["patterns/stale-file.md"])
    assert "[other](other.md) **1** of 1" in page
    assert "The age raises an alert" in page.partition("## Open actions")[2]


def test_a_pattern_that_nobody_has_written_has_a_page_and_is_listed_as_missing() -> None:
    pages = built([review(patterns=["unwritten"])], [PATTERN])
    assert "patterns/unwritten.md" in pages
    assert "[unwritten](unwritten.md): 1 review" in text(pages["patterns/index.md"])


def test_a_page_with_an_authors_words_holds_no_form_and_leads_to_the_one_that_filters() -> None:
    # The allow list takes forms out of such pages and would leave their words behind.
    reviews = [review(f"2024-01-0{at}-case", patterns=["stale-file"]) for at in range(1, WORTH_FILTERING + 1)]
    pages = built(reviews, [PATTERN])
    authored = [text(page) for page in pages.values() if page.source]
    assert len(authored) == len(reviews) + 1
    assert not [page for page in authored if "<form" in page]
    assert "(../postmortems/index.md?patterns=stale-file)" in text(pages["patterns/stale-file.md"])
