"""The pages of readiness, of the destinations, and the same as data."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import tomllib
from datetime import timedelta
from typing import Any

from tests.made import AS_OF, action, review
from tests.unit.analysis.readiness.past import LATE, PATTERN, of
from tests.unit.site.made_site import built, text, words

FED = {"feeds": {"readiness": ["The limit is known", "Nobody has looked"], "capacity": ["Half is kept free"]}}
ADOPTED = {"adopted": [{"check": "The limit is known.", "since": "2025-06-01", "evidence": "The release job asks."}]}


def data(content: str | bytes) -> Any:
    return json.loads(content)


def test_the_page_of_a_model_answers_at_its_top_and_links_to_the_action_that_holds_it() -> None:
    pages = built([of("2025-01-01-a", actions=[LATE], **FED)], [PATTERN])
    page = text(pages["readiness/ranker.md"])
    top = words(page.partition("<h2")[0])
    assert "Is the release blocked? Release blocked: 1 overdue prevention." in top
    assert "What is still open? 1 action from its own reviews; 1 overdue." in top
    assert 'href="../../postmortems/2025-01-01-a/#action-a1">Files are validated</a>' in page
    assert '<td><a href="ranker/">Ranker</a></td><td><strong class="aw-state aw-state-overdue">Blocked' in text(
        pages["readiness/index.md"]
    )


def test_the_model_and_its_readiness_lead_to_each_other() -> None:
    pages = built([of("2025-01-01-a", actions=[LATE])])
    model = text(pages["models/ranker.md"])
    assert "<strong>Release blocked:</strong> 1 overdue prevention." in model
    assert 'href="../../readiness/ranker/">Release readiness</a>' in model
    assert '<a href="../../models/ranker/">History of Ranker</a>' in text(pages["readiness/ranker.md"])


def test_what_is_overdue_says_how_much_of_it_the_model_inherits() -> None:
    elsewhere = of("2025-01-02-b", "Score", actions=[LATE], patterns=["stale-file"])
    index = text(
        built([of("2025-01-01-a", actions=[LATE], patterns=["stale-file"]), elsewhere], [PATTERN])["readiness/index.md"]
    )
    assert "Own checks Own open actions" in " ".join(re.findall(r"<th[^>]*>(.*?)</th>", index))
    assert ">2 overdue (1 own, 1 from other models)<" in index
    alone = text(built([of("2025-01-01-a", actions=[LATE])])["readiness/index.md"])
    assert ">1 overdue<" in alone


def test_what_a_model_inherits_stands_apart_and_says_in_one_sentence_why_it_is_about_this_model() -> None:
    elsewhere = of("2025-01-02-b", "Score", title="Scores stop", actions=[LATE], patterns=["stale-file"])
    own = of("2025-01-01-a", title="Old rows", actions=[{**LATE, "id": "A7"}], patterns=["stale-file"])
    page = text(built([own, elsewhere], [PATTERN])["readiness/ranker.md"])
    top, _, held = page.partition('<h2 id="held">')
    assert 'Its patterns: <a href="../../patterns/stale-file/">Stale file</a>' in top
    mine, _, inherited = held.partition("<h2")[0].partition('<h3 id="held-close">')
    assert ("2025-01-01-a#A7" in mine, "2025-01-02-b#A1" in mine) == (True, False)
    assert "2025-01-02-b#A1" in inherited
    assert "Like “Old rows”: the pattern Stale file and the incident class bad update." in inherited


def test_the_pages_of_a_model_agree_on_what_is_open() -> None:
    invented = of("2025-01-03-c", provenance="illustrative", actions=[action("A8", title="Invented")])
    withdrawn = of("2025-01-04-d", status="withdrawn", actions=[action("A9", title="Taken back")])
    other = of("2025-01-02-b", "Score", actions=[action("A2", title="Elsewhere")], patterns=["stale-file"])
    own = of("2025-01-01-a", actions=[LATE, action("A3", area="process")], patterns=["stale-file"])
    pages = built([own, other, invented, withdrawn], [PATTERN])

    def listed(path: str) -> list[str]:
        section = text(pages[path]).partition(">Open actions<")[2].partition("<h2")[0]
        return re.findall(r"#action-(\w+)", section)

    assert listed("models/ranker.md") == listed("readiness/ranker.md") == ["a1", "a3"]


def test_ten_checks_stand_first_and_the_others_are_folded() -> None:
    fed = {"feeds": {"readiness": [f"Check number {at:02}" for at in range(14)]}}
    page = text(built([of("2025-01-01-a", **fed)])["readiness/ranker.md"])
    first, _, folded = page.partition('<h2 id="checks">')[2].partition("<details")
    assert (first.count("Check number"), folded.partition("</details>")[0].count("Check number")) == (10, 4)
    assert "Show 4 more checks" in folded


def test_a_waiver_is_one_link_away_in_every_knowledge_base() -> None:
    pages = built([of("2025-01-01-a", actions=[LATE])])
    assert '<a href="../#waiver">waiver</a>' in text(pages["readiness/ranker.md"])
    told = text(pages["readiness/index.md"]).partition('<h2 id="waiver">')[2]
    assert "[[tool.afterword.waivers]]" in told


def test_a_model_with_only_an_overdue_detection_is_not_said_to_have_nothing_overdue() -> None:
    late = [{**LATE, "area": "process", "outcome": "monitoring"}]
    index = text(built([of("2025-01-01-a", actions=late)])["readiness/index.md"])
    assert "Not blocked</strong><br>" in index
    assert ">overdue: 1 detection<" in index


def test_a_model_that_only_invented_reviews_name_is_answered_from_them_and_says_so() -> None:
    pages = built([of("2025-01-01-a", actions=[LATE], provenance="illustrative"), of("2025-01-02-b", "Score")])
    assert "Illustrative. Only invented examples name this model." in words(text(pages["readiness/ranker.md"]))
    index = text(pages["readiness/index.md"])
    assert "Releases of 0 of 1 model are blocked as of 31 January 2026" in index
    assert "Ranker Illustrative" in words(index)


def test_a_model_that_only_public_reports_tell_of_is_not_known_to_be_ready() -> None:
    pages = built([of("2025-01-01-a", provenance="public-report")])
    index = text(pages["readiness/index.md"])
    assert '<strong class="aw-state aw-state-not-reported">Not known</strong>' in index
    assert ">public reports only<" in index
    assert "aw-gate-not-known" in text(pages["readiness/ranker.md"])
    (row,) = data(pages["api/v1/readiness.json"].content)["models"]
    assert (row["open"], row["verdict"]) == (True, "not-known")


def test_an_action_that_several_reviews_of_a_model_share_is_one_row_with_all_of_them() -> None:
    reviews = [of(f"2025-01-0{at}-a", title=f"Case {at}", actions=[action(status="open")]) for at in (1, 2)]
    table = text(built(reviews)["readiness/ranker.md"]).partition('id="open"')[2].partition("<h2")[0]
    (row,) = [row for row in table.split("<tr>") if "Files are validated" in row]
    assert ">Case 1</a>" in row
    assert ">Case 2</a>" in row


def test_the_figures_of_a_destination_are_the_sums_of_its_lists() -> None:
    invented = of("2025-01-02-b", provenance="illustrative", feeds={"readiness": ["Invented"]}, **ADOPTED)
    page = text(built([of("2025-01-01-a", **FED), invented], [PATTERN])["destinations/readiness.md"])
    assert "3 checks 0 recorded as in force 1 from invented examples" in words(page)
    assert 'id="adopted"' not in page
    assert ">2 checks, and 1 from invented examples. Most severe first.<" in page


def test_a_model_whose_only_review_was_withdrawn_has_no_answer_and_no_link_to_one() -> None:
    pages = built([of("2025-01-01-a", status="withdrawn")])
    assert "readiness/ranker.md" not in pages
    assert "hold it back" not in text(pages["models/ranker.md"])


def test_a_destination_tells_what_is_in_force_from_what_nobody_has_recorded() -> None:
    page = text(built([of("2025-01-01-a", **FED, **ADOPTED)], [PATTERN])["destinations/readiness.md"])
    force, _, rest = page.partition('<h2 id="adopted">')[2].partition('<h2 id="waiting">')
    waiting, _, register = rest.partition('<h2 id="register">')
    assert "The limit is known" in force
    assert "In force since 1 June 2025, Ranker: The release job asks." in words(force)
    assert '<a href="../../postmortems/2025-01-01-a/">Ranker</a>' in force
    assert "Nobody has looked" in waiting
    assert "Who notices an old file?" in register


def test_every_destination_of_the_schema_has_its_page_and_an_empty_one_says_what_fills_it() -> None:
    pages = built([of("2025-01-01-a", **FED)])
    for name in ("readiness", "resilience", "evaluation", "capacity"):
        assert f'href="{name}/">{name}' not in text(pages["destinations/index.md"])
        assert f'href="{name}/">' in text(pages["destinations/index.md"])
    assert "No checks yet." in text(pages["destinations/evaluation.md"])


def test_the_review_shows_which_of_its_checks_are_in_force() -> None:
    page = text(built([of("2025-01-01-a", **FED, **ADOPTED)])["postmortems/2025-01-01-a.md"])
    assert "<li>The limit is known <em" in page
    assert ">In force since 1 June 2025: The release job asks.</em></li>" in page
    assert "<li>Nobody has looked</li>" in page
    assert "Also recorded" not in page


def test_no_prevention_of_another_model_is_told_twice_in_the_data() -> None:
    elsewhere = of("2025-01-02-b", "Score", actions=[LATE, action("A2")], patterns=["stale-file"])
    pages = built([of("2025-01-01-a", patterns=["stale-file"]), elsewhere], [PATTERN])
    whole = data(pages["api/v1/readiness/ranker.json"].content)
    assert [row["action"] for row in whole["gate"]["held_by"]] == ["A1"]
    assert [row["action"] for row in whole["unfinished"]] == ["A2"]
    assert [(row["review"], row["like"]) for row in whole["close"]] == [("2025-01-02-b", "2025-01-01-a")]


def test_the_data_of_a_model_hold_every_check_and_say_the_same_as_its_page() -> None:
    pages = built([of("2025-01-01-a", actions=[LATE], **FED, **ADOPTED)], [PATTERN])
    listed = data(pages["api/v1/readiness.json"].content)["models"]
    assert [(row["model"], row["open"], row["held_by"]) for row in listed] == [("Ranker", False, ["2025-01-01-a#A1"])]
    whole = data(pages[listed[0]["api"]].content)
    assert whole["answers"]["may_ship"] in text(pages["readiness/ranker.md"])
    assert [check["check"] for check in whole["checks"] if check["adopted_here"]] == ["The limit is known"]


def test_no_cell_of_the_csv_is_a_formula() -> None:
    made = of("2025-01-01-a", feeds={"capacity": ["=1+1", "@sum(a1)", 'Half, "at least", is kept free']})
    rows = list(csv.DictReader(io.StringIO(text(built([made])["api/v1/destinations/capacity.csv"]))))
    assert [row["check"] for row in rows] == ["'=1+1", "'@sum(a1)", 'Half, "at least", is kept free']
    assert {row["reviews"] for row in rows} == {"2025-01-01-a"}


def test_a_pattern_shows_its_years_its_test_and_what_is_newer_than_its_page() -> None:
    newer = review("2025-11-18-example", patterns=["stale-file"], feeds={"resilience": ["Serve it in staging."]})
    older = review("2025-02-01-older", onset="2025-02-01", patterns=["stale-file"])
    page = text(built([newer, older], [PATTERN])["patterns/stale-file.md"])
    assert re.search(r"<strong>2</strong> <em[^>]*>\u201925<", page)
    assert "Described below. 1 review adds its own scenarios." in page
    since = page.partition('<h2 id="since">')[2].partition("<h2")[0]
    assert "2025-11-18-example/" in since
    assert "2025-02-01-older/" not in since


def test_the_register_proposes_a_theme_with_its_reviews_or_says_that_there_is_none() -> None:
    lacked = [{"name": "second reader of translated labels", "outcome": "absent"}]
    alone = [review(f"2024-01-0{at}-other", safeguards=[]) for at in range(1, 5)]
    three = [review(f"2025-01-0{at}-case", safeguards=lacked, actions=[action()]) for at in (1, 2, 3)]
    proposed = text(built([*alone, *three], [PATTERN])["patterns/index.md"]).partition(">Proposed")[2]
    assert "“second reader of translated labels”" in proposed
    assert proposed.count('-case/"') == 3
    none = text(built(alone, [PATTERN])["patterns/index.md"]).partition(">Proposed")[2]
    assert "no theme recurs" in none


def test_an_overdue_action_is_once_in_the_data_whoever_it_belongs_to() -> None:
    elsewhere = of("2025-01-02-b", "Score", actions=[LATE], patterns=["stale-file"])
    own = of("2025-01-01-a", actions=[LATE, action("A8", area="detection", due="2025-02-01")], patterns=["stale-file"])
    found = data(built([own, elsewhere], [PATTERN])["api/v1/readiness/ranker.json"].content)
    rows = [*found["gate"]["held_by"], *found["unfinished"]]
    assert len(found["gate"]["held_by"]) == 2
    assert len({(row["review"], row["action"]) for row in rows}) == len(rows) == 3


def test_a_waiver_can_be_copied_where_a_release_is_blocked() -> None:
    page = text(built([of("2025-01-01-a", actions=[LATE])])["readiness/ranker.md"])
    copied = html.unescape(page.partition("<pre><code>")[2].partition("</code>")[0])
    (waiver,) = tomllib.loads(copied)["tool"]["afterword"]["waivers"]
    assert waiver["action"] == f"2025-01-01-a#{LATE['id']}"
    assert waiver["until"] == AS_OF + timedelta(days=14)
    assert "Waive an action" not in text(built([of("2025-01-01-a", actions=[])])["readiness/ranker.md"])
