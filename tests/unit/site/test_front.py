"""The front page: where a reader goes on, and what it says while there is nothing but examples."""

from __future__ import annotations

from afterword.model import Review
from tests.made import action, review
from tests.unit.site.made_site import built, text, words


def front(*reviews: Review) -> str:
    return text(built(reviews)["index.md"])


def test_the_front_page_leads_on_to_writing_to_a_release_and_to_what_to_fund() -> None:
    shown = front(review())
    first_screen = shown[: shown.index("Latest reviews")]
    for link in ('href="write/">Write a review', 'href="readiness/">May I release', 'href="funding/">What should'):
        assert link in first_screen


def test_a_base_of_examples_alone_says_so_and_shows_no_statistic_of_zeros() -> None:
    shown = words(front(review(provenance="illustrative")))
    assert "No review of your own yet. From invented examples:" in shown
    assert "1 invented example is marked as such" in shown
    for statistic in ("Failures by layer", "Most frequent patterns", "0 reviews"):
        assert statistic not in shown
    both = words(front(review(), review("2025-12-01-b", provenance="illustrative")))
    assert "Failures by layer" in both
    assert "No review of your own" not in both


def test_a_withdrawn_review_asks_for_nothing_on_the_front_page() -> None:
    withdrawn = review("2025-12-01-b", status="withdrawn", actions=[action(title="Taken back", due="2026-01-01")])
    shown = words(front(review(actions=[action(title="Still asked", due="2026-01-15")]), withdrawn))
    assert "Still asked" in shown
    assert "1 action overdue" in shown
    assert "Taken back" not in shown
    assert "No action is overdue" in words(front(review(), withdrawn))
