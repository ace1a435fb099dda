"""Sums at many places at once: no place that reaches its threshold is missed, and few that miss it are named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.sentences import ALIKE, Sentences
from afterword.analysis.thresholds import Thresholds, mask, places
from afterword.text.similarity import similarity
from afterword.text.terms import stems

AMOUNT = st.floats(0, 50, allow_nan=False)
GAINS = st.lists(st.tuples(AMOUNT, st.sets(st.integers(0, 40))), max_size=12)
WORDS = ["model", "alert", "feature", "canary", "clock", "labels", "drift", "index", "cache", "rollout"]
SENTENCE = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(st.lists(AMOUNT, max_size=40), GAINS, AMOUNT)
def test_each_place_that_reaches_its_threshold_is_named_and_none_that_is_far_from_it(
    thresholds: list[float], gains: list[tuple[float, set[int]]], more: float
) -> None:
    met = [(gain, {place for place in where if place < len(thresholds)}) for gain, where in gains]
    reached = set(places(Thresholds.of(thresholds).reached(((gain, mask(where)) for gain, where in met), more)))
    for place, threshold in enumerate(thresholds):
        lead = sum(gain for gain, where in met if place in where) - threshold - more
        assert place in reached if lead > 1e-9 else place not in reached or lead > -(2 + len(met)) / 16


# In parts of 64, of which floats hold the sum as it is.
@given(st.lists(st.integers(1, 3200), min_size=1, max_size=12), st.data())
def test_gains_that_come_to_just_the_threshold_reach_it(gains: list[int], data: st.DataObject) -> None:
    more = data.draw(st.integers(0, sum(gains)))
    thresholds = Thresholds.of([(sum(gains) - more) / 64])
    assert thresholds.reached([(gain / 64, 1) for gain in gains], more / 64) == 1


@given(st.sets(st.integers(0, 500)))
def test_a_mask_gives_back_the_places_it_was_made_of(some: set[int]) -> None:
    assert list(places(mask(some))) == sorted(some)


@given(st.lists(st.tuples(st.integers(0, 5), SENTENCE), max_size=30), SENTENCE)
def test_sentences_that_are_alike_are_those_that_a_comparison_with_each_one_finds(
    placed: list[tuple[int, str]], text: str
) -> None:
    known, asked = Sentences.of(placed), stems(text)
    weigh = known._weight
    likeness = {
        (place, said): similarity(weigh(asked & stems(said)), weigh(asked), weigh(stems(said)))
        for place, said in placed
        if asked & stems(said)
    }
    expected = {place for (place, _), like in likeness.items() if like >= ALIKE}
    found = known.alike(text)
    assert found.keys() == expected
    assert all(
        like == max(one for (at, _), one in likeness.items() if at == place) for place, (like, _) in found.items()
    )
