"""A moment or a day in another form is rewritten where it stands, with its quotes and its comment."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, overlaid, page
from tests.unit.repairs.mending import left, mended


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("onset: 2026-03-02 16:33:00 +0100  # as logged", "onset: 2026-03-02T16:33:00+01:00  # as logged"),
        ('onset: "2026-03-02 16:33 UTC"', 'onset: "2026-03-02T16:33Z"'),
        ("onset: Monday, 2 March 2026 at 4:33:07 pm (UTC+01:00)", "onset: 2026-03-02T16:33:07+01:00"),
        ("onset: 2026/03", "onset: 2026-03"),
        ("onset: UNKNOWN", "onset: unknown"),
    ],
)
def test_another_form_of_a_moment_is_repaired_without_a_zone_in_the_settings(line: str, right: str) -> None:
    text = page(DRAFT.replace("onset: 2025-01-01", line))
    assert line in text
    assert mended(text, zone=None) == text.replace(line, right)


def test_a_day_in_another_form_is_repaired() -> None:
    action = "{id: A1, area: prevention, title: B, owner: c, status: open, due: 2 March 2026}"
    text = page(overlaid(DRAFT, f"actions:\n  - {action}\n"))
    assert mended(text) == text.replace("2 March 2026", "2026-03-02")


@pytest.mark.parametrize("due", ["2026-03", "Q1 2026", "2026-03-02T16:33Z", "02/03/2026"])
def test_what_is_no_single_day_is_left(due: str) -> None:
    action = f"{{id: A1, area: prevention, title: B, owner: c, status: open, due: {due}}}"
    text = page(overlaid(DRAFT, f"actions:\n  - {action}\n"))
    assert mended(text) == text
    assert "Needs your input" in left(text)
