"""What two reviews have in common: rare traits count more, and sentences may say the same in other words."""

from __future__ import annotations

from typing import Any

from afterword.analysis.recall.structure import Structure
from afterword.analysis.recall.traits import Traits, traits_of
from afterword.analysis.sentences import Sentences
from tests.made import review


def traits(**data: Any) -> Traits:
    return traits_of(review("2025-01-01-one", **{"classes": [], "models": [], **data}), {"leak": "A leak"})


def scores(asked: Traits, *others: Traits) -> dict[int, float]:
    compared = Structure(others).compare(asked)
    return {place: compared.score(place) for place in range(len(others))}


def said(asked: Traits, other: Traits) -> list[str]:
    return list(Structure((other, {}, {})).compare(asked).shared(0))


def test_only_kinds_that_a_review_has_are_told() -> None:
    assert traits() == {}
    assert traits(patterns=["leak", "other-one"]) == {"pattern": {"leak": "A leak", "other-one": "other one"}}


def test_a_safeguard_that_held_is_no_trait() -> None:
    guards = [{"name": "canary", "outcome": "held"}, {"name": "contract", "outcome": "absent"}]
    assert traits(safeguards=guards) == {"safeguard": {"contract": "contract"}}


def test_features_and_data_sets_are_known_by_their_names() -> None:
    found = traits(drift=[{"feature": "Orders_12m", "method": "PSI", "score": 1}], trigger="`raw_captions` arrives.")
    assert found["data"] == {"orders 12m": "Orders_12m", "raw captions": "raw_captions"}


def test_what_all_have_counts_less_than_what_few_have() -> None:
    common, rare = traits(patterns=["leak"]), traits(patterns=["leak", "rare"])
    found = scores(rare, common, rare, common, common)
    assert found[1] > 2 * found[0]


def test_a_kind_that_the_asker_says_nothing_of_does_not_count() -> None:
    found = scores(traits(patterns=["leak"]), traits(patterns=["leak"], trigger="`raw_captions` arrives."), {})
    assert found[0] > 0.5


def test_sentences_that_say_the_same_in_other_words_are_one_trait() -> None:
    asked = traits(lessons={"failed_assumptions": ["Generated files are always safe."]})
    other = traits(lessons={"failed_assumptions": ["That a generated file is safe."]})
    assert said(asked, other) == ["a failed assumption, \u201cThat a generated file is safe.\u201d"]
    assert said(asked, traits(lessons={"failed_assumptions": ["Clocks never go back."]})) == []


def test_the_same_model_is_told_once_and_not_again_as_a_family() -> None:
    claude = traits(models=[{"name": "Ranker 2"}])
    assert said(claude, claude) == ["the model Ranker 2"]
    assert said(claude, traits(models=[{"name": "Ranker 3"}])) == ["a model called Ranker"]


def test_names_that_differ_only_in_case_or_punctuation_are_one_name() -> None:
    asked = traits(models=[{"name": "Ranker v2"}], trigger="`Raw-captions` arrives.")
    other = traits(models=[{"name": "ranker-v2"}], trigger="`raw_captions` arrives.")
    assert said(asked, other) == ["the model ranker-v2", "the feature or data set raw_captions"]


def test_a_text_that_calls_a_model_by_its_name_means_it() -> None:
    structure = Structure((traits(models=[{"name": "Page ranker"}]), traits(models=[{"name": "Page"}])))
    assert structure.named("Is the PAGE-RANKER down?") == {"model": {"page": "page", "page ranker": "page ranker"}}
    assert structure.named("the pagers rang") == {}


def test_nothing_is_like_a_sentence_of_small_words() -> None:
    assert Sentences.of([(0, "and so it was"), (1, "a canary")]).alike("it was so") == {}


def test_what_shares_too_few_words_is_not_alike_and_the_best_of_a_document_is_given() -> None:
    said = Sentences.of([(0, "canary"), (1, "a canary for prompts"), (1, "a canary for each prompt"), (2, "a drill")])
    assert said.alike("canary").keys() == {0, 1}
    assert said.alike("canary", fewest=2) == {}
    assert said.alike("prompts in a canary", fewest=2) == {1: (1.0, "a canary for prompts")}
