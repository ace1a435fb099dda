"""The checklist: which precedents speak to a model, what they ask, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.readiness import Checklist, Past, Relevance, checklist, every_model
from afterword.analysis.readiness.data import readiness_data
from afterword.analysis.readiness.gate import gate
from afterword.corpus import Corpus
from afterword.model import Pattern, Review
from tests.made import AS_OF, action
from tests.unit.analysis.readiness.past import PATTERN, corpus, of


def checks(found: Checklist, *relevances: Relevance) -> list[str]:
    return [check.text for check in found.tied(*(relevances or Relevance))]


def feeding(*texts: str) -> dict[str, Any]:
    return {"feeds": {"readiness": list(texts)}}


def test_its_own_reviews_ask_before_its_patterns_and_those_before_models_of_its_kind() -> None:
    found = checklist(
        corpus(
            of("2025-01-01-own", "Ranker", task="ranking", severity="sev4", patterns=["stale-file"], **feeding("Own")),
            of("2025-01-02-shared", "Score", severity="sev1", patterns=["stale-file"], **feeding("Shared")),
            of("2025-01-03-kind", "Other ranker", task="ranking", severity="sev1", **feeding("Kind")),
            of("2025-01-04-far", "Chat", task="conversation", severity="sev1", **feeding("Far")),
        ),
        "Ranker",
        AS_OF,
    )
    assert checks(found, Relevance.OWN) == ["Own"]
    assert set(checks(found, Relevance.PATTERN)) == {
        "Shared",
        "Who notices an old file?",
        "Serve a file of last week. Expected: An alert within the hour.",
    }
    assert checks(found, Relevance.TASK) == ["Kind"]
    assert [check.relevance for check in found.checks] == sorted(check.relevance for check in found.checks)


def test_of_the_same_tie_what_would_have_stopped_most_and_then_the_graver_incident_asks_first() -> None:
    found = checklist(
        corpus(
            of("2025-01-01-a", severity="sev3", **feeding("Once", "Twice")),
            of("2025-01-02-b", severity="sev3", **feeding("Twice")),
            of("2025-01-03-c", severity="sev1", **feeding("Grave")),
        ),
        "Ranker",
        AS_OF,
    )
    assert checks(found) == ["Twice", "Grave", "Once"]


def test_the_same_check_in_other_spelling_is_told_once_with_all_its_precedents() -> None:
    found = checklist(
        corpus(
            of("2025-01-01-a", severity="sev3", **feeding("The loader keeps the last good file.")),
            of("2025-01-02-b", severity="sev1", **feeding("the loader keeps the  last good file")),
        ),
        "Ranker",
        AS_OF,
    )
    assert checks(found) == ["the loader keeps the  last good file"]
    assert [precedent.source.id for precedent in found.checks[0].precedents] == ["2025-01-02-b", "2025-01-01-a"]


def test_the_same_words_in_two_destinations_are_two_checks() -> None:
    made = of("2025-01-01-a", feeds={"readiness": ["The limit is known"], "capacity": ["The limit is known"]})
    found = checklist(corpus(made), "Ranker", AS_OF)
    assert sorted(check.destination for check in found.checks) == ["capacity", "readiness"]


def test_a_model_without_a_past_inherits_from_its_kind_and_from_what_struck_its_kind_twice() -> None:
    kind = {"task": "ranking", "serving": "online"}
    found = checklist(
        corpus(
            of("2025-01-01-a", "One", patterns=["stale-file"], **kind, **feeding("Both")),
            of("2025-01-02-b", "Two", patterns=["stale-file"], task="ranking", **feeding("Task")),
            of("2025-01-03-c", "Three", serving="online", **feeding("Serving")),
        ),
        "New",
        AS_OF,
        task="ranking",
        serving="online",
    )
    assert found.reviews == ()
    assert checks(found, Relevance.TASK_AND_SERVING) == ["Both"]
    assert "Who notices an old file?" in checks(found, Relevance.TASK)
    assert checks(found, Relevance.SERVING) == ["Serving"]


def test_a_pattern_that_struck_its_kind_once_says_nothing_to_a_new_model() -> None:
    once = of("2025-01-01-a", "One", task="ranking", patterns=["stale-file"])
    assert checklist(corpus(once), "New", AS_OF, task="ranking").checks == ()


def test_invented_and_withdrawn_reviews_ask_nothing() -> None:
    found = checklist(
        corpus(
            of("2025-01-01-a", provenance="illustrative", **feeding("Invented")),
            of("2025-01-02-b", status="withdrawn", **feeding("Withdrawn")),
            of("2025-01-03-c", **feeding("Real")),
        ),
        "Ranker",
        AS_OF,
    )
    assert checks(found) == ["Real"]


def test_a_check_is_in_force_here_only_when_a_review_of_this_model_says_so() -> None:
    adopted = {"adopted": [{"check": "The limit is known.", "since": "2025-06-01"}]}
    past = corpus(
        of("2025-01-01-a", "Ranker", patterns=["stale-file"], **feeding("The limit is known"), **adopted),
        of("2025-01-02-b", "Score", patterns=["stale-file"]),
    )
    here, there = (checklist(past, model, AS_OF) for model in ("Ranker", "Score"))
    assert [(bool(check.here), bool(check.elsewhere)) for check in here.tied(Relevance.OWN)] == [(True, False)]
    limit = next(check for check in there.checks if check.text == "The limit is known")
    assert (limit.here, len(limit.elsewhere)) == ((), 1)


def test_a_check_that_comes_into_force_tomorrow_is_not_in_force_today() -> None:
    adopted = [{"check": "The limit is known", "since": "2026-02-01"}]
    found = checklist(corpus(of("2025-01-01-a", adopted=adopted, **feeding("The limit is known"))), "Ranker", AS_OF)
    assert found.checks[0].here == ()


def test_open_actions_of_its_own_and_open_preventions_of_its_patterns_are_told_the_most_late_first() -> None:
    found = checklist(
        corpus(
            of(
                "2025-01-01-a",
                patterns=["stale-file"],
                actions=[action("A1", area="process"), action("A2", status="done")],
            ),
            of(
                "2025-01-02-b",
                "Score",
                patterns=["stale-file"],
                actions=[action("B1", due="2026-01-30"), action("B2", area="detection")],
            ),
            of("2025-01-03-c", "Out", patterns=["stale-file"], provenance="public-report", actions=[action("C1")]),
        ),
        "Ranker",
        AS_OF,
    )
    assert [(one.id, patterns) for one, patterns in found.unfinished] == [("B1", ("stale-file",)), ("A1", ())]
    assert [one.id for one in found.kept] == ["A2"]


def test_what_comes_by_a_common_pattern_alone_is_asked_after_what_comes_by_a_rare_one() -> None:
    rare = Pattern("rare", "docs/patterns/rare.md", {**PATTERN.data, "readiness_checks": ["Rare?"]}, "")
    many = [of(f"2025-02-{day:02}-m", "Other", patterns=["stale-file"], **feeding("Far")) for day in range(1, 7)]
    own = [of(f"2025-01-0{day}-a", patterns=["stale-file", *more]) for day, more in ((1, ["rare"]), (2, []))]
    found = checklist(Corpus.of([*own, *many], [PATTERN, rare]), "Ranker", AS_OF)
    asked = checks(found, Relevance.PATTERN)
    assert asked.index("Who notices an old file?") > asked.index("Rare?")
    assert "Far" not in asked


def test_a_name_is_found_whatever_its_case_and_marks() -> None:
    assert (
        checklist(corpus(of("2025-01-01-a", "Home feed Ranker")), "home-feed-ranker", AS_OF).model == "Home feed Ranker"
    )


REVIEWS = [
    of("2025-01-01-a", severity="sev2", patterns=["stale-file"], **feeding("One", "Two")),
    of("2025-01-02-b", task="ranking", patterns=["stale-file"], actions=[action(due="2025-12-01")], **feeding("Two")),
    of("2025-01-03-c", "Score", task="ranking", serving="online", patterns=["stale-file"], **feeding("One", "Three")),
    of("2025-01-04-d", "Third", serving="online", actions=[action()], **feeding("Four")),
]


@given(st.permutations(REVIEWS))
def test_the_order_of_the_files_changes_nothing(reviews: list[Review]) -> None:
    def told(order: list[Review]) -> dict[str, Any]:
        found = checklist(Corpus.of(order), "Ranker", AS_OF, serving="online")
        return readiness_data(found, gate(found))

    assert told(reviews) == told(REVIEWS)


def test_names_of_a_model_that_differ_only_in_case_or_punctuation_are_one_model() -> None:
    made = corpus(
        of("2025-01-01-a", "Pay ranker", task="ranking", actions=[action(due="2026-01-01")], **feeding("Old")),
        of("2025-01-02-b", "Pay-Ranker", **feeding("New")),
        of("2025-01-03-c", "Pay ranker", severity="sev3"),
    )
    for name in ("Pay ranker", "Pay-Ranker", "PAY RANKER", "pay-ranker"):
        found = checklist(made, name, AS_OF)
        assert [one.id for one in found.reviews] == ["2025-01-01-a", "2025-01-02-b", "2025-01-03-c"]
        assert (found.task, checks(found, Relevance.OWN), gate(found).open) == ("ranking", ["New", "Old"], False)
    assert checklist(made, "pay-ranker", AS_OF).model == "Pay ranker"
    assert {name: one.gate.open for name, one in every_model(made, AS_OF).items()} == {"Pay ranker": False}


def test_a_model_is_called_as_on_its_page_where_its_real_reviews_spell_it_in_another_way() -> None:
    invented = [of(f"2025-01-0{day}-a", "Pay Ranker", provenance="illustrative") for day in (1, 2)]
    ((name, answered),) = every_model(corpus(*invented, of("2025-01-03-b", "pay-ranker")), AS_OF).items()
    assert (name, answered.checklist.model, answered.illustrative) == ("Pay Ranker", "Pay Ranker", False)
    assert [one.id for one in answered.checklist.reviews] == ["2025-01-03-b"]


def test_an_address_that_several_models_share_may_mean_each_of_them_and_answers_for_none() -> None:
    past = Past.of(corpus(of("2025-01-01-a", "Modell Я"), of("2025-01-02-b", "Modell Ж")), AS_OF)
    assert past.named("modell") == ("Modell Ж", "Modell Я")
    assert [past.named(name) for name in ("Modell Я", "modell я", "Score")] == [("Modell Я",), ("Modell Я",), ()]
    assert past.reviews_of("modell") == ()


def test_a_plus_or_a_number_sign_makes_another_name() -> None:
    names = ("Ranker C", "Ranker C#", "Ranker C++")
    past = Past.of(corpus(*(of(f"2025-01-0{day}-a", name) for day, name in enumerate(names, 1))), AS_OF)
    assert [past.spellings(name) for name in names] == [(name,) for name in names]
    assert past.spellings("ranker-c++") == ("Ranker C++",)
    assert past.named("ranker-c") == ("Ranker C",)


@pytest.mark.parametrize("asked", ["C", "C#", "c"])
def test_a_model_with_another_sign_in_its_name_is_never_answered_for(asked: str) -> None:
    past = Past.of(corpus(of("2025-01-01-a", "C++")), AS_OF)
    assert (past.named(asked), past.reviews_of(asked)) == ((), ())
    assert past.named("c++") == ("C++",)


def test_an_invented_model_is_not_answered_by_a_real_one_with_another_sign_in_its_name() -> None:
    made = corpus(of("2025-01-01-a", "C", provenance="illustrative"), of("2025-01-02-b", "C++"))
    answered = {name: (one.checklist.model, one.illustrative) for name, one in every_model(made, AS_OF).items()}
    assert answered == {"C": ("C", True), "C++": ("C++", False)}
