"""Which reviews share a cause: people first, then what the fields say, and no more pairs than that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.recurrence import recurrences
from afterword.corpus import Corpus
from afterword.model import Pattern, Review
from tests.made import review
from tests.unit.analysis.recurrence.made_pairs import earlier, later, pairs

OTHER = {"models": [{"name": "Another"}]}
UNLIKE = {"patterns": ["stale-model"], "root_causes": [{"layer": "data", "statement": "No check."}], **OTHER}


def causes(*layers: str) -> list[dict[str, str]]:
    return [{"layer": layer, "statement": "No check."} for layer in layers]


def related(to: Review, relation: str) -> dict[str, Any]:
    return {"related": [{"id": to.id, "relation": relation}]}


@pytest.mark.parametrize(
    ("then", "joined"),
    [
        ({**OTHER}, True),
        ({**OTHER, "patterns": ["stale-model", "silent-rollout"]}, False),
        ({**OTHER, "root_causes": causes("data")}, False),
        ({**OTHER, "root_causes": causes("data", "deployment")}, False),
        ({**OTHER, "root_causes": causes("deployment", "data")}, True),
        ({"patterns": ["stale-model", "silent-rollout"], "root_causes": causes("data", "deployment")}, True),
        ({"patterns": ["stale-model"]}, False),
        ({"root_causes": causes("data")}, False),
        ({"root_causes": []}, False),
    ],
)
def test_without_a_verdict_the_leading_pattern_and_the_layers_decide(then: dict[str, Any], joined: bool) -> None:
    assert bool(pairs(earlier(), later(**then))) is joined


def test_a_model_in_another_spelling_is_the_same_model_and_is_told_by_its_usual_name() -> None:
    then = {"patterns": ["stale-model", "silent-rollout"], "root_causes": causes("data", "deployment")}
    ((_, _, shared, *_, models),) = pairs(earlier(), later(models=[{"name": "BOT-SCORE"}], **then))
    assert models == ("BOT-SCORE",)
    assert shared.startswith("the model BOT-SCORE;")


def test_a_pattern_that_leads_in_neither_does_not_join_two_incidents_of_a_model() -> None:
    first, then = (["stale-model", "silent-rollout"], ["feedback-loop", "silent-rollout"])
    assert pairs(earlier(patterns=first), later(patterns=then)) == ()


@pytest.mark.parametrize("relation", ["recurrence-of", "same-cause"])
def test_people_join_what_the_fields_do_not(relation: str) -> None:
    (found,) = pairs(earlier(), later(**UNLIKE, **related(earlier(), relation)))
    assert (found.earlier.id, found.later.id, found.verdict) == ("2025-01-10-earlier", "2025-09-29-later", relation)
    assert found.shared.startswith("linked by an author")


def test_worth_reading_together_is_no_verdict() -> None:
    assert pairs(earlier(), later(**UNLIKE, **related(earlier(), "see-also"))) == ()


@pytest.mark.parametrize("verdict", [{}, related(earlier(), "same-cause")])
def test_not_related_keeps_two_apart_whichever_of_them_says_so(verdict: dict[str, Any]) -> None:
    assert pairs(earlier(not_related=[{"id": later().id}]), later(**verdict)) == ()
    assert pairs(earlier(), later(not_related=[{"id": earlier().id}], **verdict)) == ()


def test_the_one_that_began_later_is_the_recurrence_whoever_says_it() -> None:
    (found,) = pairs(earlier(**UNLIKE, **related(later(), "same-cause")), later())
    assert found.later.id == "2025-09-29-later"


def test_of_two_times_of_day_the_clock_decides_and_not_the_dates_that_their_zones_write() -> None:
    tokyo, oregon = earlier(onset="2025-06-02T01:00+09:00"), later(onset="2025-06-01T10:00-07:00")
    assert [found.later.id for found in pairs(tokyo, oregon)] == [oregon.id]
    dated = later(onset="2025-06-01")
    assert [found.later.id for found in pairs(dated, tokyo)] == [tokyo.id]


def test_incidents_of_which_nobody_knows_the_order_are_joined_by_people_alone() -> None:
    assert pairs(earlier(onset="2025"), later()) == ()
    assert pairs(earlier(), later(onset="unknown", detected="2025-09-29")) == ()
    said = later(**related(earlier(), "recurrence-of"))
    assert [found.later.id for found in pairs(earlier(onset="2025"), said)] == [said.id]


def test_an_invented_incident_repeats_no_real_one_unless_people_say_so() -> None:
    invented = {"provenance": "illustrative"}
    assert pairs(earlier(), later(**invented)) == ()
    assert [found.counted for found in pairs(earlier(**invented), later(**invented))] == [False]
    assert [found.counted for found in pairs(earlier(), later(**invented, **related(earlier(), "same-cause")))] == [
        False
    ]


def test_a_withdrawn_review_recurs_in_nothing() -> None:
    assert pairs(earlier(status="withdrawn"), later(**related(earlier(), "recurrence-of"))) == ()


def test_what_they_share_is_told_in_words_with_the_title_of_the_pattern() -> None:
    pattern = Pattern("silent-rollout", "docs/patterns/silent-rollout.md", {"title": "Silent rollout"}, "")
    (found,) = recurrences(Corpus.of([earlier(), later()], [pattern]))
    assert found.shared == "the model Bot score; the pattern Silent rollout; the layer deployment"


def test_the_verdict_of_people_stands_before_a_sharper_pair_of_the_machine() -> None:
    middle = review("2025-09-20-middle", onset="2025-09-20", **UNLIKE)
    then = later(**related(middle, "same-cause"))
    assert [found.earlier.id for found in pairs(earlier(), middle, then)] == [middle.id, earlier().id]


@st.composite
def some_reviews(draw: st.DrawFn) -> list[Review]:
    layers, patterns = ["data", "model", "deployment"], ["a", "b", "c"]
    return [
        review(
            f"2025-01-01-{number}",
            onset=draw(st.sampled_from(["2025-01-01", "2025-02", "2025-03-03T10:00Z", "2025", "unknown"])),
            patterns=draw(_several(patterns)),
            root_causes=causes(*draw(_several(layers))),
            models=[{"name": draw(st.sampled_from(["one", "two"]))}],
            related=draw(_links(number, relation=st.sampled_from(["recurrence-of", "same-cause", "see-also"]))),
            not_related=draw(_links(number)),
        )
        for number in range(5)
    ]


def _several(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


def _links(number: int, **more: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    others = st.sampled_from([f"2025-01-01-{other}" for other in range(5) if other != number])
    return st.lists(st.fixed_dictionaries({"id": others, **more}), max_size=1)


@given(some_reviews(), st.randoms(use_true_random=False))
def test_a_pair_is_found_once_in_one_direction_and_in_any_order_of_reading(reviews: list[Review], random: Any) -> None:
    found = pairs(*reviews)
    seen = [frozenset((one.earlier.id, one.later.id)) for one in found]
    assert len(seen) == len(set(seen))
    assert all(len(pair) == 2 for pair in seen)
    random.shuffle(reviews)
    assert pairs(*reviews) == found
    apart = {frozenset((one.id, link["id"])) for one in reviews for link in one.data["not_related"]}
    assert not apart & set(seen)
    said = {
        frozenset((one.id, link["id"]))
        for one in reviews
        for link in one.data["related"]
        if link["relation"] != "see-also"
    }
    assert said - apart <= set(seen)
