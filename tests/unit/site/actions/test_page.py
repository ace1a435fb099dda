"""The page of actions: figures with what they rest on, days that nobody wrote, owners."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from afterword.model import Review
from tests.made import action, review
from tests.unit.site.made_site import built, filtered_by, text, words


def page(*reviews: Review) -> str:
    return text(built(reviews)["actions/index.md"])


def test_what_really_happened_is_listed_before_what_was_made_up() -> None:
    made = page(
        review("2025-01-01-a", actions=[action(title="Real and open")]),
        review("2025-01-02-b", provenance="illustrative", actions=[action(title="Made up and late", due="2026-01-01")]),
    )
    assert "Overdue No action from a real review is overdue." in words(made)
    assert made.index("Real and open") < made.index('<h2 id="aside">From invented examples')
    assert made.index('<h3 id="aside-overdue">Overdue') < made.index("Made up and late")


def test_the_address_of_a_state_leads_to_the_first_place_where_it_stands() -> None:
    made = page(review(provenance="illustrative", actions=[action(status="verified")]))
    assert '<h3 id="verified">Verified' in made


def test_actions_are_filtered_by_the_names_that_the_search_uses() -> None:
    actions = [action(f"A{n}", status="open" if n % 2 else "done", owner=f"Team {n % 3}") for n in range(1, 10)]
    made = page(review(patterns=["stale-model"], actions=actions), review("2025-12-01-other"))
    assert '<select name="actions"><option value="">All</option><option value="unfinished">Still open (5)' in made
    assert '<select name="action-area">' in made
    assert '<option value="stale-model">stale-model (9)</option>' in made
    rows = filtered_by(made)
    first = {("action-area", "prevention"), ("actions", "unfinished"), ("actions", "open"), ("owners", "team-1")}
    assert first | {("patterns", "stale-model"), ("severity", "sev2")} <= rows[0]
    assert sum(("patterns", "stale-model") in row for row in rows) == len(rows) == 9


def test_an_action_of_a_withdrawn_review_is_marked_and_no_state_finds_it() -> None:
    actions = [action(f"A{n}", due="2026-01-01") for n in range(1, 9)]
    made = page(
        review(actions=actions),
        review("2025-12-01-b", provenance="illustrative", actions=[action(due="2026-01-01")]),
        review("2025-12-02-c", status="withdrawn", actions=[action(title="Taken back", due="2026-01-01")]),
    )
    assert '<option value="overdue">Overdue (8, 1 invented)</option>' in made
    row = next(row for row in made.split("<tr>") if "Taken back" in row)
    assert '<strong class="aw-badge aw-withdrawn">Withdrawn</strong>' in row
    assert [row for row in filtered_by(made) if not {name for name, _ in row} & {"actions"}] == [filtered_by(made)[-1]]
    assert "Owners from invented examples are listed last." in made


def test_only_owners_who_are_listed_are_said_to_be_listed_last() -> None:
    made = page(review(actions=[action()]), review("2025-12-02-c", status="withdrawn", actions=[action()]))
    assert "1 of 1 action has an owner.<" in made


def test_a_page_that_does_not_hold_every_action_is_not_filtered() -> None:
    many = [review(f"2025-01-{n:02}-a", actions=[action(f"A{m}") for m in range(21)]) for n in range(1, 11)]
    assert "aw-filter" not in page(*many)
    assert "data-filterable" not in text(built(many)["search/index.md"])
    assert "data-filterable" in text(built(many[:9])["search/index.md"])


def test_figures_say_of_how_many_actions_they_speak() -> None:
    made = page(
        review(
            reviewed="2025-12-01",
            actions=[
                action("A1"),
                action("A2", status="verified", closed="2025-12-20"),
                action("A3", status="done"),
                action("A4", status="accepted-risk", closed="2025-12-20"),
            ],
        )
    )
    assert "The dates are known for 3 of 4 actions." in made
    assert "The review date is known for 1 of 1 open action." in made
    assert "Both dates are known for 1 of 2 verified, done or dropped actions." in made
    assert ">31 to 90 days <strong>1</strong></li>" in made
    assert "<li>Verified: 19 days</li>" in made


def test_one_action_of_several_has_an_owner_in_the_singular() -> None:
    nobody = {"id": "A2", "area": "process", "title": "Files are validated", "status": "open"}
    assert "1 of 2 actions has an owner." in page(review(actions=[action(), nobody]))


def test_the_page_of_a_day_in_the_past_knows_no_end_that_came_later() -> None:
    later = action("A1", status="verified", closed="2026-02-20")
    pages = built(
        [review(reviewed="2025-12-01", actions=[later, action("A2", status="verified", closed="2025-12-20")])]
    )
    made = words(text(pages["actions/index.md"]))
    assert "2 actions as of 31 January 2026. 1 Open 1 Verified" in made
    assert "2026 Q1 to date 1" in made
    assert "The review date is known for 1 of 1 open action." in made
    assert "Both dates are known for 1 of 1 verified, done or dropped action." in made
    owners = text(pages["actions/index.md"]).partition('id="owners"')[2].partition("</table>")[0]
    assert re.findall(r"<td[^>]*>(.*?)</td>", owners) == ["loaders", "1", "1", "61"]
    assert "and 1 is closed" in text(pages["trends/index.md"])
    assert json.loads(pages["api/v1/funding.json"].raw)["all"]["unfinished"] == ["2025-11-18-example#A1"]


def test_what_others_announced_makes_no_figure_and_the_page_says_why() -> None:
    made = page(review(provenance="public-report", reviewed="2025-12-01", actions=[action()]))
    assert "aw-figures" not in made
    assert "appear here once you add your own reviews" in made


def test_invented_scenarios_show_what_the_figures_will_be_until_there_is_something_real() -> None:
    invented = review("2025-01-02-b", provenance="illustrative", reviewed="2025-12-01", actions=[action()])
    assert "Sample data from invented examples. These charts use your own reviews once you add some." in page(invented)
    assert "is known for 1 of 1 open action." in page(invented)
    real = page(invented, review(reviewed="unknown", actions=[action()]))
    assert "Sample data from invented examples. These charts use your own reviews once you add some." not in real
    assert "is known for 0 of 1 open action." in real


def test_a_figure_without_a_day_says_what_would_fill_it() -> None:
    made = page(review(reviewed="unknown", actions=[action()]))
    assert "Needs <code>reviewed</code> in reviews with open actions." in made


def test_a_day_that_follows_from_the_service_level_is_shown_as_derived() -> None:
    one = replace(review(reviewed="2026-01-01", actions=[action()]), service_levels=(("prevention", "sev2", 10),))
    made = page(one)
    assert '11 January 2026<br><em class="aw-quiet">from the service level</em><br>' in made
    assert '<em class="aw-late">20 days late</em>' in made


def test_a_risk_past_its_day_is_marked() -> None:
    made = page(review(actions=[action(status="accepted-risk", review_by="2026-01-30")]))
    assert '<em class="aw-late">risk review overdue</em>' in made


def test_every_state_of_an_action_is_explained_where_the_marks_are() -> None:
    page = text(built([])["reference/design.md"])
    section = page.partition(">State of an action<")[2].partition("<h3")[0]
    marks = re.findall(r"<li>(.*?)</li>", section, re.DOTALL)
    assert len(marks) == 8
    assert all('<em class="aw-quiet">' in mark for mark in marks)


def test_owners_in_invented_scenarios_stand_last_and_are_marked() -> None:
    made = page(
        review("2025-01-01-a", actions=[action(owner="zoo")], reviewed="2026-01-01"),
        review("2025-01-02-b", provenance="illustrative", actions=[action(owner="apes")]),
    )
    owners = made.partition('id="owners"')[2].partition("</table>")[0]
    assert [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in owners.split("<tr>")[2:]] == [
        ["zoo", "1", "30"],
        ['apes <strong class="aw-badge aw-illustrative">Illustrative</strong>', "1", "not known"],
    ]
    assert "1 of 1 action has an owner. Owners from invented examples are listed last." in owners
