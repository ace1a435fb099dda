"""What leadership should fund: each sentence rests on numbers that a reader can count again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from afterword.model import Pattern, Review
from afterword.pages.page import Page
from afterword.site.funding.page import funding_pages
from tests.made import action, review
from tests.unit.site.made_site import site_of, text, words

PAGE, DATA = "funding/index.md", "api/v1/funding.json"


def built(reviews: Iterable[Review], patterns: Iterable[Pattern] = ()) -> dict[str, Page]:
    return {page.path: page for page in funding_pages(site_of(reviews, patterns))}


def stale(id_: str, /, **data: Any) -> Review:
    return review(id_, **{"severity": "sev1", "patterns": ["stale-model"], **data})


def missing(name: str, outcome: str = "absent") -> dict[str, str]:
    return {"name": name, "outcome": outcome}


def data(*reviews: Review) -> Any:
    return json.loads(built(reviews)[DATA].raw)


def said(*reviews: Review) -> str:
    return words(text(built(reviews)[PAGE]))


MANY = (
    stale("2025-01-01-a", safeguards=[missing("age check of the model"), missing("alert on age")]),
    stale("2025-02-02-b", severity="sev3", safeguards=[missing("check of the date")]),
    stale("2025-03-03-c", kind="near-miss", near_miss={"caught_by": "person", "caught_at": "shadow"}),
    review("2025-04-04-d", patterns=["feedback-loop"], safeguards=[missing("check of inputs", "held")]),
    review("2025-05-05-e", severity="sev4", patterns=["feedback-loop"]),
)


def test_the_pattern_with_most_severe_incidents_comes_first_with_its_numbers() -> None:
    more = [review(f"2024-0{n}-01-mild", severity="sev4", patterns=["feedback-loop"]) for n in range(1, 6)]
    found = data(*MANY[:3], *more)["patterns"]
    assert [row["pattern"] for row in found] == ["stale-model", "feedback-loop"]
    assert found[0]["incidents"] == ["2025-01-01-a", "2025-02-02-b"]
    assert found[0]["severe"] == ["2025-01-01-a"]
    assert found[0]["near_misses"] == ["2025-03-03-c"]
    shown = said(*MANY[:3], *more)
    assert "stale-model is behind 1 incident of SEV1 or SEV2, more than any other pattern." in shown
    assert "It is in 2 incidents and 1 near miss in all." in shown


def test_of_two_patterns_with_as_many_severe_incidents_none_is_said_to_have_more() -> None:
    two = [review("2025-01-01-a", severity="sev1", patterns=["feedback-loop", "stale-model"])]
    assert "is behind 1 incident of SEV1 or SEV2, and no other pattern has more." in said(*two)


def test_what_is_to_be_funded_is_one_link_away() -> None:
    named = Pattern("stale-model", "docs/patterns/stale-model.md", {"title": "S", "prevention": ["Ask again."]}, "")
    assert 'href="../patterns/stale-model/#prevention">What prevents it</a>' in text(built(MANY, [named])[PAGE])
    assert "What prevents it" not in text(built(MANY)[PAGE])


def test_a_missing_kind_of_safeguard_is_named_with_one_that_was_missing() -> None:
    shown = said(*MANY)
    assert "Safeguards of the kind “check”, such as “age check of the model”, were absent in 1 incident" in shown
    assert "of SEV1 or SEV2, more than any other kind, and in 2 reviews in all." in shown
    assert "The same kind held in 1 review." in shown


def test_a_cost_that_nobody_states_is_unknown_and_never_zero() -> None:
    assert "What the failures cost in money is not known" in said(*MANY)
    cost = {"who": "Readers.", "cost": {"currency": "EUR", "other": 1200}}
    shown = said(*MANY, stale("2025-06-06-f", impact=cost))
    assert "stale-model has the highest stated cost of all patterns: EUR 1,200 in 1 review." in shown
    assert "The cost of the other 5 reviews is unknown, not zero." in shown


def test_a_cost_in_another_currency_than_that_of_reviews_without_a_pattern_is_told() -> None:
    def cost(currency: str) -> dict[str, Any]:
        return {"who": "Readers.", "cost": {"currency": currency, "other": 1200}}

    bare = [review(f"2025-0{month}-01-bare", impact=cost("EUR")) for month in (6, 7)]
    assert "stale-model has the highest stated cost of all patterns: USD 1,200 in 1 review." in said(
        *bare, stale("2025-08-08-h", impact=cost("USD"))
    )
    assert "no review that names a pattern states it." in said(*bare, *MANY)


def test_only_preventions_of_our_own_are_called_ours_and_overdue() -> None:
    late = action("A1", due="2025-12-01")
    ours = stale("2025-07-07-ours", actions=[late, action("A2"), action("A3", area="detection")])
    shown = said(ours, stale("2025-08-08-theirs", provenance="public-report", actions=[action("A1")]))
    assert "2 preventions of our own are unfinished, 1 overdue; reviews of stale-model have 2 of them." in shown
    assert "What became of 1 prevention that public reports told as unfinished." in shown
    assert data(ours)["all"]["overdue"] == ["2025-07-07-ours#A1"]


def test_invented_and_withdrawn_reviews_are_neither_counted_nor_in_the_data() -> None:
    invented = stale("2025-01-01-invented", provenance="illustrative")
    withdrawn = stale("2025-02-02-withdrawn", status="withdrawn")
    found = built([invented, withdrawn])
    assert "Nothing can be counted yet." in words(text(found[PAGE]))
    assert json.loads(found[DATA].raw)["patterns"] == []


def test_a_number_leads_to_a_search_that_leaves_out_what_is_not_counted() -> None:
    shown = text(built([*MANY, stale("2025-01-01-invented", provenance="illustrative")])[PAGE])
    assert "type=review&amp;patterns=stale-model&amp;kind=incident&amp;provenance=own" in shown


def test_every_sentence_says_how_it_was_counted() -> None:
    shown = text(built([*MANY, stale("2025-09-09-g", actions=[action()])])[PAGE])
    sentences = shown.count('<li id="')
    assert 3 <= sentences <= 5
    assert shown.count("<b>Counted:</b>") == sentences


def test_a_name_with_marks_is_text() -> None:
    named = Pattern("stale-model", "docs/patterns/stale-model.md", {"title": "<b>Stale</b>", "summary": "S."}, "")
    evil = [stale(f"2025-0{n}-01-x", safeguards=[missing("<i>check</i>")]) for n in (1, 2, 3)]
    pages = built(evil, [named])
    assert "<b>Stale" not in text(pages[PAGE])
    assert "<i>check" not in text(pages[PAGE])
