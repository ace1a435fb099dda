"""The page of actions: figures with what they rest on, days that nobody wrote, owners."""

from __future__ import annotations

from dataclasses import replace

from afterword.model import Review
from tests.made import action, review
from tests.unit.site.made_site import built, text


def page(*reviews: Review) -> str:
    return text(built(reviews)["actions/index.md"])


def test_figures_say_of_how_many_actions_they_speak() -> None:
    made = page(
        review(
            reviewed="2025-12-01",
            actions=[action("A1"), action("A2", status="verified", closed="2025-12-20"), action("A3", status="done")],
        )
    )
    assert "The dates are known for 2 of 3 actions." in made
    assert "The day of agreement is known for 1 of 1 open action." in made
    assert "Both dates are known for 1 of 2 ended actions." in made
    assert "-   31 to 90 days **1**" in made
    assert "- Verified: 19 days" in made


def test_what_others_announced_makes_no_figure_and_the_page_says_why() -> None:
    made = page(review(provenance="public-report", reviewed="2025-12-01", actions=[action()]))
    assert "aw-figures" not in made
    assert "will appear here once you add your own reviews" in made


def test_invented_scenarios_show_what_the_figures_will_be_until_there_is_something_real() -> None:
    invented = review("2025-01-02-b", provenance="illustrative", reviewed="2025-12-01", actions=[action()])
    assert "Sample data. These charts will fill once you add your own reviews" in page(invented)
    assert "is known for 1 of 1 open action." in page(invented)
    real = page(invented, review(reviewed="unknown", actions=[action()]))
    assert "Sample data. These charts will fill once you add your own reviews" not in real
    assert "is known for 0 of 1 open action." in real


def test_a_figure_without_a_day_says_what_would_fill_it() -> None:
    made = page(review(reviewed="unknown", actions=[action()]))
    assert "This fills once reviews with open actions give `reviewed`." in made


def test_a_day_that_follows_from_the_service_level_is_shown_as_derived() -> None:
    one = replace(review(reviewed="2026-01-01", actions=[action()]), service_levels=(("prevention", "sev2", 10),))
    made = page(one)
    assert "| 11 January 2026<br>*by the service level*{ .aw-quiet }<br>*20 days late*{ .aw-late } |" in made


def test_a_risk_past_its_day_is_marked() -> None:
    made = page(review(actions=[action(status="accepted-risk", review_by="2026-01-30")]))
    assert "*to be looked at again*{ .aw-late }" in made


def test_owners_in_invented_scenarios_stand_last_and_are_marked() -> None:
    made = page(
        review("2025-01-01-a", actions=[action(owner="zoo")], reviewed="2026-01-01"),
        review("2025-01-02-b", provenance="illustrative", actions=[action(owner="apes")]),
    )
    rows = [line for line in made.split("\n") if line.startswith(("| zoo", "| apes"))]
    assert rows == [
        "| zoo | 1 | 30 |",
        "| apes **Illustrative**{ .aw-badge .aw-illustrative } | 1 | &ndash; |",
    ]
    assert "*1 of 1 action name an owner; owners in illustrative reviews stand last.*" in made
