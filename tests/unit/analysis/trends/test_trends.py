"""The numbers of the trends: what counts, what does not, and what is not said of a handful."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.recurrence import recurrences
from afterword.analysis.trends import (
    action_closure,
    by_period,
    detection,
    durations,
    interactions,
    layers_over_time,
    near_miss_ratio,
    recurrence_rate,
)
from afterword.analysis.trends.durations import ENOUGH, span_of
from afterword.analysis.trends.periods import MOST
from afterword.corpus import Corpus
from afterword.model import Moment, Review
from tests.made import AS_OF, action, corpus, review

LAYERS = ("data", "model", "process")
HOUR, DAY = 3600, 86_400
MINUTE = timedelta(minutes=1)


def causes(*layers: str) -> list[dict[str, str]]:
    return [{"layer": layer, "statement": "No check."} for layer in layers]


def numbered(number: int, **data: Any) -> list[Review]:
    return [review(f"2025-01-01-case-{at:03}", **data) for at in range(number)]


def test_few_years_are_told_by_the_quarter_with_the_empty_ones_between() -> None:
    periods = by_period([review("a", onset="2024-02"), review("b", onset="2025-05-01"), review("c", onset="2025-06")])
    assert [(period.name, len(period.reviews)) for period in periods] == [
        *(("Q1 2024", 1), ("Q2 2024", 0), ("Q3 2024", 0), ("Q4 2024", 0)),
        *(("Q1 2025", 0), ("Q2 2025", 2)),
    ]


def test_a_review_known_to_the_year_has_no_quarter() -> None:
    assert [len(period.reviews) for period in by_period([review("a", onset="2025"), review("b", onset="2025-01")])] == [
        1
    ]
    assert by_period([review("a", onset="2025")]) == ()


def test_many_years_are_gathered_in_the_first() -> None:
    periods = by_period([review(str(year), onset=str(year)) for year in (1995, 2001, 2014, 2015, 2026)])
    assert len(periods) == MOST
    assert (periods[0].name, len(periods[0].reviews)) == ("until 2015", 4)
    assert periods[-1].name == "2026"


@given(st.lists(st.tuples(st.integers(1990, 2030), st.integers(1, 12)), max_size=20))
def test_a_review_with_a_month_is_in_exactly_one_period(moments: list[tuple[int, int]]) -> None:
    reviews = [review(str(at), onset=f"{year}-{month:02}") for at, (year, month) in enumerate(moments)]
    placed = [one.id for period in by_period(reviews) for one in period.reviews]
    assert sorted(placed) == sorted(one.id for one in reviews)


def test_layers_are_counted_once_for_each_review_and_in_each_layer() -> None:
    made = layers_over_time(
        corpus(
            review("a", root_causes=causes("data", "data", "model")),
            review("b", root_causes=causes("data")),
            review("c"),
        ),
        LAYERS,
    )
    assert made.cells == {(0, 0): 2, (1, 0): 1}
    assert (made.carried, made.total) == (2, 3)


def test_reviews_that_no_quarter_holds_are_told_apart_from_those_that_name_no_layer() -> None:
    named = [review("a", root_causes=causes("data")), review("2025-b", onset="2025", root_causes=causes("data"))]
    made = layers_over_time(corpus(*named, review("c")), LAYERS)
    assert (made.carried, made.total, made.unplaced) == (2, 3, 1)


def test_pairs_of_layers_stand_in_the_lower_triangle() -> None:
    made = interactions(
        corpus(review("a", root_causes=causes("process", "data")), review("b", root_causes=causes("data"))), LAYERS
    )
    assert made.cells == {(0, 0): 2, (2, 2): 1, (2, 0): 1}
    assert (made.carried, made.several, made.total) == (2, 1, 2)


@given(st.lists(st.sets(st.sampled_from(LAYERS)), max_size=12))
def test_no_pair_is_more_frequent_than_either_of_its_layers(sets: list[set[str]]) -> None:
    made = interactions(Corpus.of(review(str(at), root_causes=causes(*found)) for at, found in enumerate(sets)), LAYERS)
    assert all(number <= min(made.cells[i, i], made.cells[j, j]) for (i, j), number in made.cells.items())


def test_what_no_source_says_is_not_a_source() -> None:
    found = detection(
        corpus(
            review("a", detection={"by": "customer"}),
            review("b", detection={"by": "unknown"}),
            review("c", detection={"how": "An alert."}),
            review("d"),
            review("e", kind="near-miss", detection={"by": "monitoring"}),
        )
    )
    assert (found.by, found.known, found.total, found.by_customers) == ({"customer": 1}, 1, 4, 1)


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2025-01-01T10:00Z", "2025-01-01T10:20Z", "minute", 1200),
        ("2025-01-01T10:00Z", "2025-01-01T10:00Z", "minute", 0),
        ("2025-01-01T10:00Z", "2025-01-01T12:00+01:00", "minute", HOUR),
        ("2025-01-01T10:00Z", "2025-01-01T13:00Z", "hour", 3 * HOUR),
        ("2025-01-01T10:00Z", "2025-01-01T11:00Z", "hour", None),
        ("2025-01-01", "2025-01-06", "day", 5 * DAY),
        ("2025-01-01", "2025-01-02", "day", None),
        ("2025-01-01", "2025-01-06", "week", None),
        ("2025-01-01", "2025-01-01", "day", None),
        ("2025-01", "2025-06", "month", 151 * DAY),
        ("2025-01", "2025-02", "month", None),
        ("2025-02", "2025-05", "month", 89 * DAY),
        ("2025-11", "2026-02", "month", 91.5 * DAY),
        ("2019", "2021-10", "year", 837 * DAY),
        ("2020", "2022-10", "year", 836 * DAY),
        ("2019-06", "2021-10", "year", None),
        ("2025-01-01T10:00Z", "2025-01-01", "minute", None),
        ("2025-01-01T10:00Z", "2025-01-01T09:00Z", "minute", None),
        ("2025-01-01", "2025-06-01", "gradual", None),
        ("2001", "2025", "decade", None),
    ],
)
def test_only_exact_enough_moments_make_a_span(start: str, end: str, precision: str, expected: float | None) -> None:
    found = span_of(Moment.parse(start), Moment.parse(end), precision)
    assert found is None if expected is None else found == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(("precision", "days"), [("day", 1), ("week", 7), ("month", 31), ("year", 366)])
def test_a_span_is_exact_enough_from_three_times_its_tolerance_on(precision: str, days: int) -> None:
    start = Moment.parse("2019-06-01T00:00Z")
    enough = start.earliest + 3 * timedelta(days=days)
    found = [span_of(start, Moment.parse(f"{at:%Y-%m-%dT%H:%M}Z"), precision) for at in (enough, enough - MINUTE)]
    assert found == [3 * days * DAY, None]


def test_clocks_that_are_not_exact_enough_are_counted_as_such() -> None:
    found = durations(
        corpus(
            review("a", onset="2025-01-01T10:00Z", detected="2025-01-01T10:20Z"),
            review("b", onset="2025-01-01", detected="2025-01-01"),
            review("c", onset="2025-01-01", detected="unknown"),
            review("d", kind="near-miss", onset="2025-01-01T10:00Z", detected="2025-01-01T10:20Z"),
        ),
        "onset",
        "detected",
    )
    assert ([span.seconds for span in found.spans], found.inexact, found.total) == ([1200], 1, 3)


def test_how_closely_the_onset_is_known_says_nothing_of_the_other_clocks() -> None:
    clocks = {"onset_precision": "gradual", "detected": "2025-01-01T10:00Z", "mitigated": "2025-01-01T11:00Z"}
    assert len(durations(corpus(review("a", **clocks)), "detected", "mitigated").spans) == 1


def test_a_handful_has_no_median() -> None:
    clocks = {"onset": "2025-01-01T10:00Z", "detected": "2025-01-01T10:20Z"}
    few, enough = (durations(Corpus.of(numbered(n, **clocks)), "onset", "detected") for n in (ENOUGH - 1, ENOUGH))
    assert few.quartiles is None
    assert enough.quartiles == (1200, 1200, 1200)


def test_near_misses_are_a_part_of_all_reviews() -> None:
    found = near_miss_ratio(corpus(review("a", kind="near-miss"), review("b"), review("2025-c", onset="unknown")))
    assert (found.part, found.whole, found.total) == (1, 3, 3)
    assert [(share.part, share.whole) for share in found.over_time] == [(1, 2)]
    assert found.unplaced == 1


def test_an_action_without_a_status_is_neither_closed_nor_open() -> None:
    actions = [action("A1", status="verified"), action("A2"), {"id": "A3", "area": "process", "title": "x"}]
    found = action_closure(corpus(review("a", actions=actions)), AS_OF)
    assert (found.part, found.whole, found.total) == (1, 2, 3)


def test_the_later_of_two_is_the_repeat_whichever_says_so() -> None:
    first = review("2024-01-01-a", onset="2024-01-01", related=[{"id": "2025-01-01-b", "relation": "same-cause"}])
    second = review("2025-01-01-b", onset="2025-01-01")
    third = review("2025-06-01-c", onset="2025-06-01", related=[{"id": "2024-01-01-a", "relation": "see-also"}])
    all_three = corpus(first, second, third)
    found = recurrence_rate(all_three, recurrences(all_three))
    assert (found.part, found.whole) == (1, 3)
    assert [share.part for share in found.over_time if share.period.name == "Q1 2025"] == [1]


def test_illustrative_and_withdrawn_reviews_are_in_no_number() -> None:
    told: dict[str, Any] = {
        "root_causes": causes("data"),
        "detection": {"by": "customer"},
        "detected": "2025-11-18T12:00:00Z",
        "actions": [action()],
    }
    aside = Corpus.of([review("a", provenance="illustrative", **told), review("b", status="withdrawn", **told)])
    assert layers_over_time(aside, LAYERS).cells == {}
    assert interactions(aside, LAYERS).total == 0
    assert detection(aside).total == 0
    assert durations(aside, "onset", "detected").total == 0
    assert [near_miss_ratio(aside).total, action_closure(aside, AS_OF).total] == [0, 0]
    assert recurrence_rate(aside, recurrences(aside)).total == 0
