"""What is still to be done, in one line."""

from __future__ import annotations

from afterword.site.actions.unfinished import still_open
from tests.made import action, review
from tests.unit.site.made_site import built, site_of, text, words


def test_a_line_counts_what_is_open_and_what_is_late_and_invented_actions_apart() -> None:
    late, early = action("A1", due="2025-12-01"), action("A2", due="2026-12-01")
    real = review("2025-01-01-a", actions=[late, early, action("A3", status="verified")])
    invented = review("2025-02-02-b", provenance="illustrative", actions=[late])
    cases = [
        ([real], "2 actions, 1 overdue"),
        ([real, invented], "2 actions, 1 overdue, and 1 of invented examples"),
        ([invented], "1 of invented examples"),
        ([review("2025-03-03-c", actions=[early])], "1 action, none overdue"),
        ([review("2025-04-04-d")], "Nothing"),
        ([review("2025-05-05-e", status="withdrawn", actions=[late])], "Nothing"),
    ]
    for reviews, told in cases:
        assert words(still_open(site_of(reviews), reviews, "actions")) == told


def test_actions_that_several_reviews_name_alike_are_one_row_that_says_how_many_it_counts() -> None:
    model = [{"name": "Bot score"}]
    alike = [review(f"2025-0{month}-01-a", models=model, actions=[action()]) for month in (1, 2)]
    other = review("2025-03-01-b", models=model, actions=[action(title="Another one")])
    for path in ("readiness/bot-score.md", "models/bot-score.md"):
        assert "3 actions in 2 rows: one that several reviews name alike stands once." in words(
            text(built([*alike, other])[path])
        )
        assert "rows:" not in words(text(built([other])[path]))
