"""Which review to read first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.reading_order import first_in_order, reading_order
from afterword.corpus import Corpus
from afterword.model import Pattern, Review
from tests.made import action, review


def ids(*reviews: Review, text: str = "") -> list[str]:
    pattern = Pattern("p", "docs/patterns/p.md", {"title": "P", "summary": "S.", "layers": ["data"]}, text)
    return [one.id for one in reading_order(Corpus.of(reviews, [pattern]))]


PLAIN = review("2025-06-01-plain")


@pytest.mark.parametrize(
    "before",
    [
        review("2020-01-01-graver", severity="sev1"),
        review("2020-01-01-shown-to-work", actions=[action(status="verified")]),
        review("2020-01-01-told-more-fully", worked_well=["Rollback"], trigger="A release"),
        review("2026-01-01-newer", onset="2026-01-01"),
    ],
    ids=lambda one: one.id[11:],
)
def test_what_comes_first(before: Review) -> None:
    assert ids(PLAIN, before) == [before.id, PLAIN.id]


@pytest.mark.parametrize(
    "after",
    [
        review("2026-01-01-made-up", onset="2026-01-01", severity="sev1", provenance="illustrative"),
        review("2026-01-01-public", onset="2026-01-01", severity="sev1", provenance="public-report"),
        review("2026-01-01-withdrawn", onset="2026-01-01", severity="sev1", status="withdrawn"),
        review("2026-01-01-draft", onset="2026-01-01", severity="sev1", status="draft"),
    ],
    ids=lambda one: one.id[11:],
)
def test_what_comes_last_however_grave_it_is(after: Review) -> None:
    assert ids(after, PLAIN) == [PLAIN.id, after.id]


def test_what_others_reported_comes_before_what_was_made_up() -> None:
    public = review("2020-01-01-public", severity="sev4", provenance="public-report")
    made_up = review("2026-01-01-made-up", severity="sev1", provenance="illustrative")
    assert ids(made_up, public) == [public.id, made_up.id]


def test_of_two_as_grave_the_one_to_which_a_pattern_links_comes_first() -> None:
    linked = review("2020-01-01-linked", onset="2020-01-01")
    assert ids(PLAIN, linked) == [PLAIN.id, linked.id]
    for link in (f"../postmortems/{linked.id}.md", f"../postmortems/{linked.id}.md#actions"):
        assert ids(PLAIN, linked, text=f"As [this]({link}) shows.") == [linked.id, PLAIN.id]
    assert ids(PLAIN, linked, text=f"`{linked.id}` is a name and no link.") == [PLAIN.id, linked.id]


def test_a_grave_review_comes_before_a_lesser_one_that_is_linked() -> None:
    graver = review("2020-01-01-graver", severity="sev1")
    assert ids(PLAIN, graver, text=f"[x](../postmortems/{PLAIN.id}.md)") == [graver.id, PLAIN.id]


@given(st.permutations([replace(PLAIN, id=f"2025-06-0{n}-same") for n in range(1, 6)]))
def test_the_order_does_not_depend_on_that_of_the_files(reviews: list[Review]) -> None:
    assert ids(*reviews) == sorted(one.id for one in reviews)


def test_a_page_takes_the_first_of_its_own() -> None:
    order = [review(f"2025-06-0{n}-a") for n in range(1, 6)]
    assert first_in_order(order, [order[4], order[1], order[3]], 2) == (order[1], order[3])


def test_a_provenance_of_an_own_schema_comes_last() -> None:
    assert ids(review("2026-01-01-partner", provenance="partner"), PLAIN) == [PLAIN.id, "2026-01-01-partner"]
