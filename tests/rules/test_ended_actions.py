"""What an action that has ended must show, and by which days."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, Base
from tests.rules.test_actions import ACTION, PUBLIC, found


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("status: done", ["AW307"]),
        ("status: done, evidence: Refused in staging.", []),
        ("status: done, tracker: 'https://tracker.example.org/1'", []),
        ("status: dropped", []),
        ("status: open", []),
    ],
)
def test_done_is_shown(more: str, expected: list[str], base: Base) -> None:
    action = f"actions: [{{id: A1, area: prevention, title: The cache is filled first, {more}}}]\n"
    assert found(base, action, DRAFT) == expected
    assert found(base, action + PUBLIC, DRAFT) == []


@pytest.mark.parametrize(
    ("status", "state", "expected"),
    [
        ("closed", "open", ["AW308"]),
        ("closed", "in-progress", ["AW308"]),
        ("closed", "dropped", ["AW311"]),
        ("published", "open", []),
    ],
)
def test_closed_means_that_nothing_is_left(status: str, state: str, expected: list[str], base: Base) -> None:
    action = ACTION.format("The cache is filled before traffic arrives", "serving", state)
    assert found(base, f"status: {status}\n{action}") == expected
    assert found(base, f"status: {status}\n{action}{PUBLIC}") == []


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("detection: {by: customer}\n", ["AW309"]),
        ("detection: {by: press}\n", ["AW309"]),
        ("detection: {by: employee}\n", []),
        ("detection: {by: customer}\nstatus: in-review\n", []),
        (
            "detection: {by: customer}\n" + ACTION.format("Slow pages page", "serving", "open, outcome: monitoring"),
            [],
        ),
        (f"detection: {{by: customer}}\n{PUBLIC}", []),
    ],
)
def test_who_hears_it_from_customers_changes_how_it_is_noticed(over: str, expected: list[str], base: Base) -> None:
    assert found(base, over) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("status: verified, evidence: Seen in staging.", []),
        ("status: accepted-risk, review_by: 2026-06-01", []),
        ("status: done, evidence: The release of May filled it.", ["AW311"]),
        ("status: dropped", ["AW311"]),
        # That work is open is told once.
        ("status: open, due: 2026-03-01", ["AW308"]),
    ],
)
def test_a_review_is_closed_once_a_prevention_is_shown_to_work_or_its_risk_accepted(
    more: str, expected: list[str], base: Base
) -> None:
    detection = (
        "{id: A2, area: detection, title: Slow pages raise an alert, owner: x, status: verified, evidence: Seen.}"
    )
    action = f"{{id: A1, area: prevention, title: The cache is filled first, owner: serving, {more}}}"
    over = f"status: closed\nactions:\n  - {action}\n  - {detection}\n"
    assert found(base, over) == expected
    assert found(base, over + PUBLIC) == []


@pytest.mark.parametrize(("day", "expected"), [("2026-01-30", ["AW312"]), ("2026-01-31", []), ("2026-02-01", [])])
def test_an_accepted_risk_is_told_the_day_after_it_was_to_be_looked_at(
    day: str, expected: list[str], base: Base
) -> None:
    action = f"{{id: A1, area: prevention, title: T, owner: x, status: accepted-risk, review_by: {day}}}"
    assert found(base, f"actions: [{action}]\n") == expected
    assert found(base, f"provenance: illustrative\nactions: [{action}]\n") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("status: open, closed: 2025-06-01", ["AW313"]),
        ("status: in-progress, closed: 2025-06-01", ["AW313"]),
        ("status: dropped, closed: 2026-02-01", []),
        ("status: dropped, closed: 2026-02-02", ["AW313"]),
        ("closed: 2025-06-01", []),
    ],
)
def test_a_day_of_closing_has_come_and_says_so(more: str, expected: list[str], base: Base) -> None:
    action = f"actions: [{{id: A1, area: prevention, title: The cache is filled first, {more}}}]\n"
    assert found(base, action, DRAFT) == expected


LEVELS = "[tool.afterword]\n[tool.afterword.service-levels]\nprevention = {sev3 = 60}\n"


@pytest.mark.parametrize(("due", "expected"), [("2025-03-09", []), ("2025-03-10", ["AW314"])])
def test_a_day_beyond_the_service_level_is_told(due: str, expected: list[str], base: Base) -> None:
    base.write("pyproject.toml", LEVELS)
    action = f"{{id: A1, area: prevention, title: The cache is filled first, owner: x, due: {due}, status: open}}"
    assert found(base, f"actions: [{action}]\n") == expected
    assert found(base, f"severity: sev4\nactions: [{action}]\n") == []


@pytest.mark.parametrize("reviewed", ["2025-01", "2025"])
def test_without_the_day_of_agreement_no_level_is_held_against_an_action(reviewed: str, base: Base) -> None:
    base.write("pyproject.toml", LEVELS)
    action = "{id: A1, area: prevention, title: The cache is filled first, owner: x, due: 2030-01-01, status: open}"
    assert found(base, f"reviewed: {reviewed}\nactions: [{action}]\n") == []
