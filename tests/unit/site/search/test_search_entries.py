"""How a search finds each page: by which filters, with which facts, and under which exact names."""

from __future__ import annotations

import json
from collections.abc import Mapping

from afterword.model import Pattern, Review
from afterword.pages.search_entry import SearchEntry
from afterword.site.search.search_entries import entry_for_static_page
from tests.made import FIELDS, action, review
from tests.unit.site.made_site import built, text, words

PATTERN = Pattern(
    "untested-fallback",
    "docs/patterns/untested-fallback.md",
    {"title": "Untested fallback", "summary": "It never ran.", "layers": ["model"], "aliases": ["PM-7"]},
    "## What it is\n",
)


def search_entries(*reviews: Review) -> Mapping[str, SearchEntry]:
    return {
        path: page.search_entry for path, page in built(reviews, [PATTERN]).items() if page.search_entry is not None
    }


def names(*reviews: Review) -> dict[str, list[str]]:
    scripts = [text(page) for path, page in built(reviews, [PATTERN]).items() if "/afterword/names/" in path]
    made: dict[str, list[str]] = {}
    for script in scripts:
        made |= json.loads(script[script.index("{") : script.rindex(")")])
    return made


def test_a_review_is_found_by_every_facet_that_it_carries() -> None:
    one = review(
        models=[{"name": "Bot score", "serving": "online"}],
        safeguards=[{"name": "fallback", "outcome": "failed"}, {"name": "alert", "outcome": "held"}],
        patterns=["untested-fallback"],
        actions=[action(owner="Traffic & loaders", due="2026-01-30"), action("A2", status="done")],
    )
    filters = set(search_entries(one)[f"postmortems/{one.id}.md"].filters)
    assert filters >= {("type", "review"), ("severity", "sev2"), ("kind", "incident"), ("status", "published")}
    assert filters >= {("serving", "online"), ("safeguards", "failed"), ("safeguards", "held"), ("year", "2025")}
    assert filters >= {("patterns", "untested-fallback"), ("models", "bot-score"), ("classes", "bad-update")}
    assert filters >= {
        ("actions", "overdue"),
        ("actions", "done"),
        ("owners", "traffic-loaders"),
        ("owners", "loaders"),
    }


def test_a_result_has_the_facts_and_none_that_nobody_gave() -> None:
    one = review(
        title="`loader` stops",
        provenance="illustrative",
        actions=[action(due="2026-01-30"), action("A2", due="2026-02-28"), action("A3", status="verified")],
    )
    facts = dict(search_entries(one)[f"postmortems/{one.id}.md"].facts)
    del facts["action_hits"]
    assert facts == {
        "title": "loader stops",
        "date": "18 November 2025",
        "severity": "SEV2",
        "kind": "Incident",
        "models": "Bot score",
        "line": "Requests failed for three hours.",
        "provenance": "Illustrative",
    }


def test_an_area_and_a_state_are_those_of_one_action() -> None:
    one = review(actions=[action(owner="Traffic"), action("A2", area="detection", status="done", owner="Traffic")])
    asked = {value for name, value in search_entries(one)[f"postmortems/{one.id}.md"].filters if name == "joint"}
    assert asked >= {"prevention|open|*", "prevention|unfinished|*", "detection|done|traffic", "*|open|traffic"}
    assert not {"prevention|done|*", "detection|open|*", "detection|unfinished|*"} & asked


def test_a_result_knows_the_actions_of_its_review_the_most_urgent_first() -> None:
    one = review(
        actions=[action("A1", status="verified"), action("A2", title="`Files` are <b>", due="2026-01-30"), action("A3")]
    )
    (action_hits,) = [
        value for name, value in search_entries(one)[f"postmortems/{one.id}.md"].facts if name == "action_hits"
    ]
    first, *others = json.loads(action_hits)
    assert first == ["action-a2", "prevention", "overdue", "loaders", "Files are <b>", "loaders", "1 day late"]
    assert [action_hit[2] for action_hit in others] == ["open", "verified"]


def test_a_search_for_what_is_still_open_finds_no_withdrawn_review() -> None:
    one = review(status="withdrawn", actions=[action(due="2026-01-30", owner="Traffic")])
    entry = search_entries(one)[f"postmortems/{one.id}.md"]
    assert not {name for name, _ in entry.filters} & {"actions", "owners", "joint"}
    assert "action_hits" not in dict(entry.facts)


def test_the_rank_of_a_review_is_its_place_in_the_order_of_reading() -> None:
    lesser, graver = review("2025-12-01-lesser", severity="sev3"), review("2025-01-01-graver", severity="sev1")
    pages = search_entries(lesser, graver)
    assert pages[f"postmortems/{graver.id}.md"].rank < pages[f"postmortems/{lesser.id}.md"].rank
    assert pages[f"postmortems/{lesser.id}.md"].rank < pages["models/bot-score.md"].rank


def test_a_value_knows_its_page_and_the_other_names_of_a_pattern() -> None:
    reviews = [review(patterns=["untested-fallback"]), review("2025-12-01-b", patterns=["other"])]
    page = text(built(reviews, [PATTERN])["search/index.md"])
    assert 'data-page="patterns/untested-fallback/" data-line="It never ran." data-also="PM-7"' in page


def test_a_model_that_is_named_says_whether_its_release_is_blocked() -> None:
    late = action("A1", due="2025-12-01")
    other = review("2025-12-02-b", models=[{"name": "Another"}])
    page = text(built([review(actions=[late]), other])["search/index.md"])
    assert 'data-page="models/bot-score/" data-line="Release blocked: 1 overdue prevention."' in page
    invented = text(built([review(provenance="illustrative", actions=[late]), other])["search/index.md"])
    assert "1 overdue prevention. Only invented examples name it." in invented


def test_pages_are_told_apart_by_their_type_and_what_only_repeats_others_is_not_found() -> None:
    pages = search_entries(review(patterns=["untested-fallback"]))
    types = {path: dict(one.filters)["type"] for path, one in pages.items()}
    assert types["patterns/untested-fallback.md"] == "pattern"
    assert types["models/bot-score.md"] == "models"
    assert types["layers/data.md"] == "layers"
    assert types["reference/schema.md"] == types["reference/rules/aw301.md"] == "reference"
    assert types["actions/index.md"] == "overview"
    assert not {"index.md", "search/index.md", "api/v1/index.json"} & pages.keys()


def test_the_parts_of_a_long_list_are_not_found_beside_the_reviews_that_they_repeat(long_list: int) -> None:
    many = [review(f"2025-01-01-number-{number:03}") for number in range(long_list + 1)]
    pages = built(many)
    assert pages["postmortems/2025.md"].search_entry is None
    assert pages["postmortems/2025-01-01-number-000.md"].search_entry is not None


def test_a_page_written_by_hand_is_a_guide_unless_it_is_looked_up() -> None:
    assert entry_for_static_page("guides/run-it.md") == SearchEntry((("type", "guide"),))
    assert entry_for_static_page("adr/0001-core.md") == SearchEntry((("type", "reference"),))
    assert entry_for_static_page("retrospectives/2025.md") == SearchEntry((("type", "guide"),))
    assert entry_for_static_page("index.md") is None


def test_an_exact_name_leads_to_one_page_and_a_shared_one_to_none() -> None:
    tracker = "https://tracker.example.org/browse/ML-42"
    one = review(aliases=["INC-1001", "Shared  name"], actions=[action(tracker=tracker)])
    other = review(
        "2025-12-01-other", aliases=["shared NAME"], actions=[action(tracker="https://example.org/issues/9")]
    )
    made = names(one, other)
    here = f"postmortems/{one.id}/"
    assert made[one.id] == made["inc-1001"] == [here, one.title]
    assert made["ml-42"] == [f"{here}#action-a1", one.actions[0].title], "a ticket leads to its action"
    assert made["pm-7"] == ["patterns/untested-fallback/", "Untested fallback"]
    assert made["aw301"][0] == "reference/rules/aw301/"
    assert not {"shared name", "9"} & made.keys()


def test_a_ticket_of_two_actions_leads_to_their_review() -> None:
    tracker = "https://tracker.example.org/browse/ML-42"
    one = review(actions=[action(tracker=tracker), action("A2", tracker=tracker)])
    assert names(one)["ml-42"] == [f"postmortems/{one.id}/", one.title]


def test_a_filter_is_offered_with_the_values_that_something_has() -> None:
    page = text(built([review(), review("2025-12-01-other", severity="sev1")])["search/index.md"])
    for value in ("sev1", "sev2"):
        assert f'name="severity" value="{value}"' in page
    assert 'value="sev4"' not in page
    assert 'data-facet="severity"' in page
    assert 'data-facet="year"' not in page, "one value is no choice"


def test_every_filter_counts_invented_examples_apart() -> None:
    real = [review("2025-01-01-a"), review("2025-02-02-b", severity="sev1")]
    invented = [
        review(f"2025-03-0{day}-c", provenance="illustrative", models=[{"name": "Only in examples"}]) for day in (1, 2)
    ]
    page = words(text(built([*real, *invented])["search/index.md"]))
    for told in ("Review 2, 2 invented", "SEV1 1", "SEV2 1, 2 invented", "Own 2", "Illustrative 2 invented"):
        assert told in page
    assert "Model 1, 1 invented" in page, "a model that only examples name is one of them"
    layers = len(FIELDS.at("root_causes", "*", "layer").terms)
    assert f"Layer {layers} " in page, "a layer is none, whatever its reviews are"


def test_a_page_of_the_site_is_known_by_what_readers_call_it() -> None:
    pages = search_entries(review())
    assert "overdue actions" in pages["actions/index.md"].names
    assert "what to fund" in pages["funding/index.md"].names


def test_an_example_is_offered_only_where_it_finds_something() -> None:
    online, link = [{"name": "A", "serving": "online"}], "?patterns=untested-fallback&amp;serving=online"
    apart = [review("2025-01-01-a", models=online), review("2025-01-02-b", patterns=["untested-fallback"])]
    assert link not in text(built(apart)["search/index.md"]), "one review has the one, and another the other"
    assert link in text(built([review(models=online, patterns=["untested-fallback"])])["search/index.md"])


def test_an_example_about_actions_finds_one_action_with_all_of_it() -> None:
    link = "?action-area=prevention&amp;actions=unfinished"
    halves = [action(status="done"), action("A2", area="detection")]
    assert link not in text(built([review(actions=halves)])["search/index.md"])
    assert link in text(built([review(actions=[action(status="in-progress")])])["search/index.md"])


def test_the_name_of_an_owner_or_a_model_cannot_leave_its_place() -> None:
    hostile = '"><script>alert(1)</script>'
    one = review(models=[{"name": hostile}], actions=[action(owner=hostile)])
    other = review("2025-12-01-other", models=[{"name": "B"}], actions=[action(owner="b")])
    assert "<script>alert" not in text(built([one, other])["search/index.md"])
