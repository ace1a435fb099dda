"""What is still to be done, in one line."""

from __future__ import annotations

from afterword.site.actions.unfinished import still_open
from tests.made import action, review
from tests.unit.site.made_site import site_of, words


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
    ]
    for reviews, told in cases:
        assert words(still_open(site_of(reviews), reviews, "actions")) == told
