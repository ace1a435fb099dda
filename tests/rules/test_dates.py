"""Dates that cannot be: before the incident, or after the day of the check."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page

ACTION = "actions: [{{id: A1, area: prevention, title: The cache is filled first, owner: serving, {}}}]\n"
ADOPTED = 'feeds: {{readiness: ["The cache is filled."]}}\nadopted: [{{check: The cache is filled., since: {}}}]\n'
SOURCE = "sources: [{{title: A report, url: 'https://a.example.org/', published: {}}}]\n"
HELD = "review: {{held: {}, statement: Everyone acted with good intentions.}}\n"


def told(base: Base, over: str, of: str = PUBLISHED) -> list[tuple[str, str]]:
    base.write(EXAMPLE, page(overlaid(of, over)))
    return [(one.code, one.pointer) for one in base.problems() if one.code in {"AW201", "AW202", "AW315"}]


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ("status: done, evidence: The drill of 1 June., closed: 2024-06-01", "closed"),
        ("status: open, due: 2015-03-01", "due"),
        ("status: accepted-risk, review_by: 1999-01-01", "review_by"),
    ],
)
def test_a_date_of_an_action_before_the_incident_is_told_at_its_field(base: Base, dates: str, field: str) -> None:
    assert told(base, ACTION.format(dates)) == [("AW315", f"/actions/0/{field}")]


@pytest.mark.parametrize(
    ("onset", "due"),
    [
        ("2025-01-01T10:00Z", "2025-01-01"),
        ("2025-01-01T05:00Z", "2024-12-31"),  # the same day in California
        ("2025-01", "2025-01-01"),
        ("2025", "2025-01-01"),
        ("unknown", "2015-01-01"),
    ],
)
def test_a_date_that_may_be_after_the_onset_is_left_alone(base: Base, onset: str, due: str) -> None:
    assert told(base, f"onset: {onset}\n{ACTION.format(f'status: open, due: {due}')}", DRAFT) == []


@pytest.mark.parametrize(
    ("onset", "finest", "finer"),
    [
        ("2025", "year", "month"),
        ("2025-01", "month", "week"),
        ("2025-01-01", "day", "hour"),
        ("2025-01-01T10:00Z", "minute", ""),
    ],
)
def test_an_onset_is_known_no_more_exactly_than_it_is_written(base: Base, onset: str, finest: str, finer: str) -> None:
    def told_of(precision: str) -> list[str]:
        base.write(EXAMPLE, page(overlaid(DRAFT, f"onset: {onset}\nonset_precision: {precision}\n")))
        return [one.code for one in base.problems() if one.code == "AW204"]

    assert told_of(finest) == []
    assert not finer or told_of(finer) == ["AW204"]


def test_a_meeting_before_the_incident_is_told_with_the_line_of_the_onset(base: Base) -> None:
    assert told(base, HELD.format("2024-01-08")) == [("AW201", "/review/held")]
    message = next(one.message for one in base.problems() if one.code == "AW201")
    assert message == "`review.held` (2024-01-08) is before `onset` (2025-01-01T10:00Z, line 7)"


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        (HELD, "/review/held"),
        (SOURCE, "/sources/0/published"),
        (ADOPTED, "/adopted/0/since"),
    ],
)
def test_no_day_of_a_published_review_is_in_the_future(base: Base, fields: str, pointer: str) -> None:
    assert told(base, fields.format("2199-01-01")) == [("AW202", pointer)]
    assert told(base, fields.format("2025-01-20")) == []


def test_the_meeting_of_a_draft_may_be_ahead(base: Base) -> None:
    assert told(base, HELD.format("2026-02-20"), DRAFT) == []
