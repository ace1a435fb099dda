"""The JSON files of the site: whole, sorted, and open about what they leave out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from afterword.analysis.recurrence import recurrences
from afterword.corpus import Corpus
from afterword.corpus.facets import build_facets
from afterword.pages.page import Page
from afterword.publish.api import export_pages
from afterword.schema import Field
from afterword.schema.fields import read_fields
from afterword.schema.loading import REVIEW, load_schema
from tests.made import AS_OF, FIELDS, SETTINGS, action, corpus, review


def files(of: Corpus, as_of: date = AS_OF, fields: Field = FIELDS) -> list[Page]:
    return export_pages(of, build_facets(of, fields), recurrences(of), SETTINGS, as_of)


def exported(of: Corpus, as_of: date = AS_OF, fields: Field = FIELDS) -> dict[str, Any]:
    return {page.path: json.loads(page.raw) for page in files(of, as_of, fields)}


def test_every_address_of_the_contract_is_there() -> None:
    assert sorted(exported(corpus())) == [
        "api/v1/actions.json",
        "api/v1/api.schema.json",
        "api/v1/evidence.schema.json",
        "api/v1/index.json",
        "api/v1/postmortems.json",
        "api/v1/postmortems/2025-11-18-example.json",
        "api/v1/recurrence.json",
        "api/v1/schema.json",
    ]


def test_a_model_has_one_name_in_all_files_and_a_front_matter_the_one_that_its_author_wrote() -> None:
    named = [("2025-01-01-a", "Churn v2"), ("2025-01-02-b", "churn-v2"), ("2025-01-03-c", "churn-v2")]
    made = exported(corpus(*(review(id_, models=[{"name": name}], actions=[action()]) for id_, name in named)))
    for listing, rows in (("postmortems", "postmortems"), ("actions", "actions")):
        assert [row["models"] for row in made[f"api/v1/{listing}.json"][rows]] == [["churn-v2"]] * 3
    ((value, number),) = [
        (one["value"], one["reviews"]) for one in made["api/v1/index.json"]["facets"]["models"]["values"]
    ]
    assert (value, number) == ("churn-v2", 3)
    assert made["api/v1/postmortems/2025-01-01-a.json"]["front_matter"]["models"] == [{"name": "Churn v2"}]


def test_a_file_is_sorted_ends_with_a_line_feed_and_keeps_other_scripts_readable() -> None:
    title = "Übersetzung 翻訳 fails"
    text = next(page.raw.decode() for page in files(corpus(review(title=title))) if page.path.endswith("example.json"))
    assert title in text
    assert text.endswith("}\n")
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def test_the_order_in_which_reviews_arrive_does_not_matter() -> None:
    one, two = review("2025-01-01-one", onset="2025-01-01"), review("2025-02-02-two", onset="2025-02-02")
    assert files(corpus(one, two)) == files(corpus(two, one))


def test_the_index_tells_the_day_the_counts_and_where_the_rest_is() -> None:
    invented = review("2025-10-01-invented", provenance="illustrative")
    index = exported(corpus(review(actions=[action()]), invented))["api/v1/index.json"]
    assert index["name"] == "Made for tests"
    assert index["version"] == 1
    assert index["as_of"] == "2026-01-31"
    assert index["counts"]["reviews"] == 2
    assert index["counts"]["illustrative"] == 1
    assert index["counts"]["actions_by_state"] == {"open": 1}
    assert index["links"]["actions"] == "api/v1/actions.json"


def test_the_index_says_how_many_of_how_many_reviews_carry_a_facet() -> None:
    without = review("2025-10-01-without", classes=[])
    facet = exported(corpus(review(), without))["api/v1/index.json"]["facets"]["classes"]
    assert (facet["carried"], facet["total"]) == (1, 2)
    bad_update = next(value for value in facet["values"] if value["value"] == "bad-update")
    assert bad_update["reviews"] == 1
    assert bad_update["url"] == "classes/bad-update/"


def test_a_facet_added_to_the_schema_is_exported_without_another_edit() -> None:
    schema = json.loads(json.dumps(load_schema(REVIEW)))
    schema["properties"]["region"] = {"type": "string", "title": "Region", "x-facet": {"name": "region", "free": True}}
    fields, of = read_fields(schema), corpus(review(region="Ruhr"))
    pages = exported(of, fields=fields)
    assert pages["api/v1/index.json"]["facets"]["region"]["values"][0]["value"] == "Ruhr"
    assert pages["api/v1/postmortems.json"]["postmortems"][0]["facets"]["region"] == ["Ruhr"]


def test_a_summary_carries_clocks_as_written_and_actions_by_state() -> None:
    late = action("A1", due="2026-01-01")
    done = action("A2", status="done")
    of = corpus(review(actions=[late, done], detected="2025-11"))
    row = exported(of)["api/v1/postmortems.json"]["postmortems"][0]
    assert row["clocks"] == {"onset": "2025-11-18T11:20:00Z", "detected": "2025-11"}
    assert row["actions"] == {"overdue": 1, "done": 1}
    assert row["url"] == "postmortems/2025-11-18-example/"
    assert row["models"] == ["Bot score"]


def test_a_default_of_the_schema_is_told_like_a_value() -> None:
    row = exported(corpus())["api/v1/postmortems.json"]["postmortems"][0]
    assert row["provenance"] == "own"
    assert row["facets"]["provenance"] == ["own"]


def test_a_review_is_exported_with_its_whole_front_matter() -> None:
    one = review(trigger="A change of permissions", safeguards=[{"name": "limit", "outcome": "held"}])
    whole = exported(corpus(one))["api/v1/postmortems/2025-11-18-example.json"]
    assert whole["front_matter"] == one.data
    assert whole["source"] == "postmortems/2025-11-18-example.md"


def test_a_relation_is_told_in_both_directions_with_who_says_so() -> None:
    old, new = "2024-01-01-old", "2025-01-01-new"
    link = {"id": old, "relation": "recurrence-of", "reason": "The same loader."}
    pages = exported(corpus(review(old), review(new, related=[link])))
    expected = {"relation": "recurrence-of", "reason": "The same loader.", "said_by": new}
    assert pages[f"api/v1/postmortems/{old}.json"]["related"] == [{**expected, "id": new, "url": f"postmortems/{new}/"}]
    assert pages[f"api/v1/postmortems/{new}.json"]["related"] == [{**expected, "id": old, "url": f"postmortems/{old}/"}]


def test_a_public_site_does_not_name_an_internal_review() -> None:
    internal = "2024-01-01-secret"
    link = {"id": internal, "relation": "see-also", "reason": "Alike."}
    shown = review(visibility="public", related=[link], not_related=[{"id": internal, "reason": "Other."}])
    text = "".join(page.raw.decode() for page in files(corpus(shown)))
    assert shown.id in text
    assert "2024-01-01-secret" not in text


def test_actions_come_with_the_most_urgent_first_and_how_late_they_are() -> None:
    of = corpus(
        review(
            actions=[
                action("A1", status="done"),
                action("A2", due="2026-03-01"),
                action("A3", due="2026-01-21"),
                action("A4", due="2026-01-01"),
            ]
        )
    )
    rows = exported(of)["api/v1/actions.json"]["actions"]
    assert [(row["id"], row["state"], row["days_late"]) for row in rows] == [
        ("A4", "overdue", 30),
        ("A3", "overdue", 10),
        ("A2", "open", 0),
        ("A1", "done", 0),
    ]
    assert rows[0]["review_id"] == "2025-11-18-example"


def test_an_action_says_whether_statistics_may_use_it_and_withdrawn_ones_are_last() -> None:
    late, early = [action(due="2026-01-01")], [action(due="2026-01-02")]
    invented = review("b", provenance="illustrative", actions=early)
    rows = exported(corpus(review("a", status="withdrawn", actions=late), invented, review("c", actions=early)))
    told = [(row["review_id"], row["counted"]) for row in rows["api/v1/actions.json"]["actions"]]
    assert told == [("b", False), ("c", True), ("a", False)]


def test_the_state_of_an_action_is_that_of_the_day_asked_for() -> None:
    of = corpus(review(actions=[action(due="2026-01-31")]))
    states = [exported(of, day)["api/v1/actions.json"]["actions"][0]["state"] for day in (AS_OF, date(2026, 2, 1))]
    assert states == ["open", "overdue"]


def test_what_nobody_reported_is_null_and_never_invented() -> None:
    row = exported(corpus(review(actions=[{"id": "A1", "area": "process", "title": "Told"}])))
    found = row["api/v1/actions.json"]["actions"][0]
    assert (found["owner"], found["due"], found["state"]) == (None, None, "not-reported")


def test_the_schema_stands_alone() -> None:
    schema = exported(corpus())["api/v1/schema.json"]
    assert schema == load_schema(REVIEW)
    assert ".schema.json#" not in json.dumps(schema)


def test_the_facets_of_the_index_are_those_of_the_schema() -> None:
    of = corpus()
    assert list(exported(of)["api/v1/index.json"]["facets"]) == sorted(build_facets(of, FIELDS))
