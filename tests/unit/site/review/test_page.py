"""The page of a review: everything that it says is shown, and nothing that it does not say."""

from __future__ import annotations

import dataclasses
import re

import pytest

from afterword.schema import Field
from afterword.schema.fields import Term
from tests.made import FIELDS, action, review
from tests.unit.site.made_site import built, text, words


def page_of(**data: object) -> str:
    made = review("2025-11-18-example", **data)
    return text(built([made])["postmortems/2025-11-18-example.md"])


def headings(page: str) -> list[str]:
    return re.findall("<h[23][^>]*>([^<]*)", page)


def with_field(root: Field, name: str, title: str) -> Field:
    """The schema with one more field at its top, made like the one that it has for aliases."""
    added = dataclasses.replace(root.children["trigger"], name=name, path=(name,), title=title)
    return dataclasses.replace(root, children={**root.children, name: added})


def test_a_field_that_the_schema_gains_appears_without_another_edit() -> None:
    fields = with_field(FIELDS, "weather", "Weather")
    made = review(weather="It rained on the **data centre**.")
    page = text(built([made], fields=fields)[f"postmortems/{made.id}.md"])
    assert "<dt>Weather</dt>\n<dd>It rained on the **data centre**.</dd>" in page


def test_a_value_that_a_vocabulary_gains_appears_with_its_title() -> None:
    severity = FIELDS.children["severity"]
    longer = dataclasses.replace(severity, vocabulary=(*severity.vocabulary, Term("sev0", "SEV0", "Worse than all.")))
    fields = dataclasses.replace(FIELDS, children={**FIELDS.children, "severity": longer})
    made = review(severity="sev0")
    assert '<strong class="aw-badge aw-sev0">SEV0</strong>' in text(
        built([made], fields=fields)[f"postmortems/{made.id}.md"]
    )


def test_a_section_without_content_is_not_there() -> None:
    named = [{"name": "Ranker"}, {"name": "Bot score"}]
    page = page_of(models=named, detection={"by": "customer"})
    absent = {"Models", "Detection", "Impact", "Timeline", "Safeguards", "Five whys", "Actions", "Sources"}
    assert not {*absent, "Other fields", "Ranker"} & set(headings(page))
    assert '<a href="#detection">' not in page
    assert '<a href="#models">' not in page
    told = page_of(models=[*named, {"name": "Spam", "owner": "mail"}], detection={"by": "customer", "how": "By mail."})
    assert {"Models", "Ranker", "Spam", "Detection"} <= set(headings(told))
    assert not re.search(r"<div[^>]*>\s*</div>", told.partition('id="models"')[2])


def test_spans_are_given_only_where_both_ends_are_known() -> None:
    clocks = {"onset": "2025-11-18T11:20:00Z", "detected": "2025-11-18T11:31:00Z", "resolved": "2025-11"}
    page = page_of(**clocks)
    assert "11 min after onset" in page
    assert "Resolved November 2025" in words(page)
    assert page.count("after onset") == 1


@pytest.mark.parametrize("precision", ["week", "month", "year", "gradual"])
def test_no_span_is_given_after_an_onset_that_is_hardly_known(precision: str) -> None:
    assert "after onset" not in page_of(onset_precision=precision, detected="2025-11-20T11:31:00Z")


@pytest.mark.parametrize(
    ("mitigated", "said"),
    [
        ("2025-07-01T20:00-07:00", []),
        ("2025-07-02T12:00+09:00", ["about 1 day after onset"] * 2),
        ("2025-07-02T10:30+10:00", ["about 1 day after onset"] * 2),
    ],
)
def test_no_days_after_a_date_are_counted_where_the_zones_of_the_clocks_disagree(
    mitigated: str, said: list[str]
) -> None:
    page = words(page_of(onset="2025-07-01", detected="2025-07-02T08:00+09:00", mitigated=mitigated))
    assert re.findall(r"about \d+ days? after onset|the same day", page) == said


def test_what_nobody_reported_is_said_to_be_not_reported() -> None:
    page = page_of(
        provenance="public-report", actions=[{"id": "A1", "area": "prevention", "title": "Files are checked"}]
    )
    assert "Mitigated not reported" in words(page)
    assert "No owner or due date is reported." in page


def test_an_overdue_action_says_by_how_much() -> None:
    assert "30 days late" in page_of(actions=[action(due="2026-01-01")])


def test_a_relation_is_shown_from_both_sides() -> None:
    first = review("2024-01-01-first", onset="2024-01-01", title="The first")
    again = review(
        "2025-01-01-again",
        title="The second",
        related=[{"id": first.id, "relation": "recurrence-of", "reason": "Same."}],
    )
    pages = built([first, again])
    here = text(pages[f"postmortems/{again.id}.md"])
    assert '<em class="aw-event">Recurrence of</em> <a href="../2024-01-01-first/">The first</a>' in here
    there = text(pages[f"postmortems/{first.id}.md"])
    assert '<em class="aw-event">Happened again in</em> <a href="../2025-01-01-again/">The second</a>' in there


def test_the_facts_repeat_nothing_of_the_head() -> None:
    page = page_of(onset_precision="minute")
    for label in ("Severity", "Kind", "Status", "Provenance", "Model", "Onset precision"):
        assert f"<dt>{label}</dt>" not in page
    assert "<dt>Onset precision</dt>\n<dd>Hour</dd>" in page_of(onset_precision="hour")


def test_a_card_tells_the_whole_summary() -> None:
    summary = "A pump ran dry. Nobody was hurt, and the level is watched since."
    assert f'<em class="aw-summary">{summary}</em>' in text(built([review(summary=summary)])["postmortems/index.md"])


def test_what_a_review_words_of_a_model_says_from_which_review_it_is() -> None:
    told = {"name": "Ranker", "objective": "Keep the cache warm.", "risk_tolerance": "Show what helps."}
    reviews = [
        review("2025-01-01-a", models=[told], title="Case 1"),
        review("2025-01-02-b", models=[{"name": "Ranker"}]),
    ]
    page = text(built(reviews)["models/ranker.md"])
    assert "Show what helps. From Case 1." in words(page)
    assert '<a href="../../postmortems/2025-01-01-a/">Case 1</a>' in page
    assert "Keep the cache warm." not in page


def test_neighbours_are_those_in_the_history_of_the_model() -> None:
    reviews = [review(f"202{at}-01-01-case", onset=f"202{at}-01-01", title=f"Case {at}") for at in range(1, 4)]
    page = text(built(reviews)["postmortems/2022-01-01-case.md"])
    assert 'Earlier: <a href="../2021-01-01-case/">Case 1</a>' in page
    assert 'Later: <a href="../2023-01-01-case/">Case 3</a>' in page


def test_the_banner_says_what_an_illustrative_review_is() -> None:
    assert "aw-banner-illustrative" in page_of(provenance="illustrative")
    assert "aw-banner" not in page_of(provenance="own")


def test_evidence_leads_to_a_file_beside_the_review_and_to_no_other() -> None:
    rows = [
        {"kind": "metric", "what": "Chart", "file": "images/a.svg"},
        {"kind": "log", "what": "Log", "file": "a/../../b"},
    ]
    page = page_of(diagnosis={"evidence": rows})
    assert '<a href="../images/a.svg">Chart</a>' in page
    assert "../b" not in page
