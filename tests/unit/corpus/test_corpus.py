"""What the reviews are together: sealed, in order, and nothing lost without a word."""

from __future__ import annotations

from afterword.corpus import Corpus, Unshown
from afterword.model import Pattern
from tests.made import action, corpus, review


def test_reviews_stand_newest_first_whatever_their_precision_and_order() -> None:
    made = corpus(
        review("2024-a", onset="2024"),
        review("2025-03-01-b", onset="2025-03-01T10:00Z"),
        review("2025-03-c", onset="2025-03"),
        review("2025-11-18-d", onset="2025-11-18"),
        review("2019-e", onset="unknown", detected="2019-05"),
    )
    assert [one.id for one in made.reviews] == ["2025-11-18-d", "2025-03-01-b", "2025-03-c", "2024-a", "2019-e"]


def test_reviews_of_one_moment_stand_by_name() -> None:
    assert [one.id for one in corpus(review("2025-01-01-b"), review("2025-01-01-a")).reviews] == [
        "2025-01-01-a",
        "2025-01-01-b",
    ]


def test_a_review_without_any_date_is_last() -> None:
    undated = review("1995-a", onset="unknown")
    assert corpus(undated, review("1996-b", onset="1996"), review("1960-c", onset="1990")).reviews[-1] == undated


def test_statistics_leave_out_what_was_withdrawn() -> None:
    made = corpus(review("2025-a", status="withdrawn"), review("2025-b"))
    assert [counted.id for counted in made.counted] == ["2025-b"]


def test_statistics_leave_out_what_is_illustrative() -> None:
    made = corpus(review("2025-a", provenance="illustrative", actions=[action()]), review("2025-b"))
    assert [one.id for one in made.counted] == ["2025-b"]
    assert [(one.review_id, one.id) for one in made.actions] == [("2025-a", "A1")]


def test_a_relation_holds_in_both_directions_and_only_to_what_is_there() -> None:
    related = [{"id": "2024-a", "relation": "see-also"}, {"id": "2020-gone", "relation": "see-also"}]
    made = corpus(review("2024-a"), review("2025-b", related=related), review("2026-c"))
    assert made.related_to == {"2025-b": ("2024-a",), "2024-a": ("2025-b",)}


def test_a_model_has_its_reviews_newest_first_and_models_stand_by_name() -> None:
    made = corpus(
        review("2024-a", onset="2024", models=[{"name": "zeta"}, {"name": "Alpha"}]),
        review("2025-b", onset="2025", models=[{"name": "Alpha"}, {"name": "Alpha"}]),
    )
    assert {name: [one.id for one in found] for name, found in made.reviews_by_model.items()} == {
        "Alpha": ["2025-b", "2024-a"],
        "zeta": ["2024-a"],
    }
    assert list(made.reviews_by_model) == ["Alpha", "zeta"]


def test_a_model_has_one_history_however_reviews_spell_its_name() -> None:
    made = corpus(
        review("2024-a", models=[{"name": "churn-v2"}]),
        review("2025-b", models=[{"name": "Churn v2"}, {"name": "CHURN V2"}, {"name": "Churn v2+"}]),
        review("2026-c", models=[{"name": "churn-v2"}]),
    )
    assert {name: len(found) for name, found in made.reviews_by_model.items()} == {"churn-v2": 3, "Churn v2+": 1}
    assert made.models_of(made.by_id["2025-b"]) == ("churn-v2", "Churn v2+")


def test_patterns_stand_by_title_and_unshown_files_are_listed() -> None:
    patterns = [Pattern(name, f"docs/patterns/{name}.md", {"title": name}, "") for name in ("b", "C", "a")]
    made = Corpus.of([], patterns, [Unshown("postmortems/x.md", "line 3: broken")])
    assert [one.title for one in made.patterns] == ["a", "b", "C"]
    assert made.unshown == (Unshown("postmortems/x.md", "line 3: broken"),)
