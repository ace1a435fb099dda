"""The days that a sentence speaks of: only what is said of the incident is compared."""

from __future__ import annotations

import pytest

from afterword.evidence.cited import Cited
from afterword.evidence.claims.prose import prose
from afterword.evidence.claims.said import Text
from tests.evidence_made import evidence
from tests.made import review

OF_OTHER_DAYS = (
    "On 2025-01-03, precision was 0.97.",
    "At 09:00 UTC on 3 January precision was 0.97.",
    "At 10:05 UTC on the 3rd precision was 0.97.",
    "Precision was 0.88 on 20 December.",
    "Precision was 0.88 on Dec 20, 2024.",
    "Precision was 0.88 on 32 December.",
    "Precision was 0.88 on Monday.",
    "Two days later precision was 0.88.",
    "A week earlier precision was 0.88.",
    "Precision was 0.88 the week before.",
    "Precision was 0.88 the day after.",
    "The next day precision was 0.88.",
    "Precision was 0.88 yesterday.",
    "Precision went up to 0.99 in the following days.",
    "Precision rose to 0.97 over the next week.",
    "We had 88 % precision on 20 December.",
    "In the earlier incident precision was 0.7.",
    "On 12.03.2025 precision was 0.88.",
    "On 12.03. precision was 0.88.",
    "On 12/03/2025 precision was 0.88.",
    "On 2025/03/12 precision was 0.88.",
    "On 03/12 precision was 0.88.",
    "On 12-Mar-2025 precision was 0.88.",
    "On Mar. 12 precision was 0.88.",
    "On Tue. precision was 0.88.",
    "On Tues. 12 Sept. precision was 0.88.",
    "Precision was 0.88 (Thu).",
    "Precision was 0.88 (20 December).",
    "In 2024 precision was 0.88.",
    "In 2024-11 precision was 0.88.",
    "Precision was 0.88 in late December.",
    "In Q1 precision was 0.88.",
    "On the second day precision was 0.88.",
    "In week 12 precision was 0.88.",
    "At weekends precision was 0.88.",
    "Since the 3rd precision was 0.88.",
    "In summer precision was 0.88.",
    "Today precision is 0.88.",
)
OF_THE_INCIDENT = (
    "Precision was 0.62 on 1 January.",
    "Precision was 0.62 on Wednesday.",
    "On Wed. 1 Jan. precision was 0.62.",
    "On Jan. 1, 2025 precision was 0.62.",
    "On 2025-01-01T10:00Z precision was 0.62.",
    "For 3,024 orders of v1.2.3 precision was 0.62.",
)
FOUND = (Cited((), "evidence/x/prod.json", evidence("precision, in ratio, a breach below 0.9: 10:00..11:00 0.41")),)


@pytest.mark.parametrize("sentence", OF_OTHER_DAYS)
def test_a_sentence_of_another_day_is_left_alone(sentence: str) -> None:
    assert list(prose(review(), FOUND, [Text((), sentence)])) == []


@pytest.mark.parametrize("sentence", OF_THE_INCIDENT)
def test_a_sentence_of_a_day_of_the_incident_is_compared(sentence: str) -> None:
    assert [one.message[:6] for one in prose(review(), FOUND, [Text((), sentence)])] == ["“0.62”"]
