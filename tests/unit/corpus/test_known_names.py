"""Names that a knowledge base knows: from its pages, by what the schema says that a field names."""

from __future__ import annotations

from afterword.corpus.known_names import Known, known_names
from afterword.model import Pattern, Review
from tests.made import FIELDS, action, review

PAGES: list[Review | Pattern] = [
    review("2025-01-01-a", onset="2025-01-01", models=[{"name": "Ranker", "owner": "search"}, {"name": "Ranker"}]),
    review("2025-02-01-b", onset="2025-02-01", models=[{"name": "Fraud"}], actions=[action(owner="risk")]),
    review("2025-03-01-c", onset="2025-03-01", models=[{"name": "Fraud"}], actions=[action(owner="search")]),
    Pattern("stale-model", "docs/patterns/stale-model.md", {"title": "Stale model", "summary": "Old."}, ""),
]


def test_reviews_come_newest_first_with_their_titles() -> None:
    found = known_names("review", PAGES, FIELDS)
    assert [known.name for known in found] == ["2025-03-01-c", "2025-02-01-b", "2025-01-01-a"]
    assert found[0].summary == "Requests failed for three hours."


def test_patterns_are_those_of_the_register() -> None:
    assert known_names("pattern", PAGES, FIELDS) == (Known("stale-model", "Stale model", "Old."),)


def test_names_in_use_come_from_every_field_of_their_kind_as_often_used() -> None:
    assert [known.name for known in known_names("model", PAGES, FIELDS)] == ["Fraud", "Ranker"]
    assert [known.name for known in known_names("team", PAGES, FIELDS)] == ["search", "risk"]
    assert known_names("weather", PAGES, FIELDS) == ()


def test_a_name_in_several_spellings_is_known_by_its_usual_one() -> None:
    more = [review("2025-04-01-d", models=[{"name": name}]) for name in ("RANKER", "ranker!", "ranker!")]
    assert [known.name for known in known_names("model", [*PAGES, *more], FIELDS)] == ["ranker!", "Fraud"]


def test_every_kind_that_the_schema_names_is_one_that_is_known() -> None:
    assert {field.names for field in FIELDS.walk()} == {"", "review", "pattern", "model", "team", "evidence"}
