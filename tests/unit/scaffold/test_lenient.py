"""An answer with one meaning is taken, whatever its form; one with several is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from afterword.scaffold import Meant, meant
from tests.made import FIELDS, SETTINGS

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)  # a Thursday
VIENNA = replace(SETTINGS, time_zone="Europe/Vienna")


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("onset", "2026-03-03 09:10 UTC", "2026-03-03T09:10Z"),
        ("onset", "3 March 2026 09:10", "2026-03-03T09:10+01:00"),
        ("onset", "yesterday 9:10", "2026-03-04T09:10+01:00"),
        ("onset", "Yesterday at 9:10 pm", "2026-03-04T21:10+01:00"),
        ("onset", "the day before yesterday", "2026-03-03"),
        ("onset", "today 9:10 UTC", "2026-03-05T09:10Z"),
        ("onset", "now", "2026-03-05T13:00+01:00"),
        ("onset", "2 hours ago", "2026-03-05T11:00+01:00"),
        ("onset", "an hour ago", "2026-03-05T12:00+01:00"),
        ("onset", "3 days ago 8:00", "2026-03-02T08:00+01:00"),
        ("onset", "March 2026", "2026-03"),
        ("onset", "unknown", "unknown"),
        ("severity", "SEV2", "sev2"),
        ("severity", "Sev 2", "sev2"),
        ("severity", "severity-2", "sev2"),
        ("severity", "P2", "sev2"),
        ("severity", "2", "sev2"),
        ("kind", "Near miss", "near-miss"),
        ("kind", "near-mis", "near-miss"),
        ("classes", "Latency SLA, othr", "latency-sla, other"),
        ("actions.*.due", "in 2 weeks", "2026-03-19"),
        ("actions.*.due", "31.3.2026", "2026-03-31"),
        ("impact.counted.*.count", "1,200", "1200"),
        ("impact.counted.*.count", "1 200 000", "1200000"),
        ("diagnosis.data_drift.answer", "y", "yes"),
        ("diagnosis.data_drift.answer", "Not applicable", "not-applicable"),
        ("diagnosis.data_drift.answer", "n/a", "not-applicable"),
        ("diagnosis.monitoring_gap.answer", "don't know", "unknown"),
        ("title", "SEV2, yesterday", "SEV2, yesterday"),
    ],
)
def test_one_meaning_is_taken(path: str, text: str, value: str) -> None:
    assert meant(FIELDS.at(*path.split(".")), text, VIENNA, NOW) == Meant(value)


@pytest.mark.parametrize(
    ("path", "text", "choices"),
    [
        ("onset", "02/03/2026 9:10", ("2026-03-02T09:10+01:00", "2026-02-03T09:10+01:00")),
        ("onset", "9:10", ("2026-03-05T09:10+01:00", "2026-03-04T09:10+01:00")),
        ("onset", "Thursday", ("2026-03-05", "2026-02-26")),
        ("onset", "last friday 9:10", ("2026-02-27T09:10+01:00", "2026-02-20T09:10+01:00")),
        ("severity", "high", ("sev2",)),
        ("severity", "P0", ("sev1",)),
        ("severity", "sev9", ("sev1", "sev2", "sev3", "sev4")),
        ("kind", "outage", ("incident",)),
        ("diagnosis.data_drift.answer", "n", ("no", "not-applicable")),
    ],
)
def test_several_meanings_are_left_to_the_author(path: str, text: str, choices: tuple[str, ...]) -> None:
    assert meant(FIELDS.at(*path.split(".")), text, VIENNA, NOW) == Meant(text, choices)


def test_the_settings_say_what_a_word_means_here() -> None:
    here = replace(SETTINGS, values=(("severity", (("P2", "sev3"), ("code red", "sev1"))),))
    assert meant(FIELDS.at("severity"), "p2", here, NOW) == Meant("sev3")
    assert meant(FIELDS.at("severity"), "Code Red", here, NOW) == Meant("sev1")


def test_a_time_without_a_zone_is_not_guessed() -> None:
    assert meant(FIELDS.at("onset"), "yesterday 9:10", SETTINGS, NOW) == Meant("2026-03-04 9:10")


def test_today_is_that_of_the_author() -> None:
    late = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
    assert meant(FIELDS.at("onset"), "today", VIENNA, late) == Meant("2026-03-06")


@pytest.mark.parametrize("text", ["soon", "yesterday's deploy", "friday night", "9:99", "0 ago", "in a while", ""])
def test_a_text_without_a_meaning_comes_back_as_it_is(text: str) -> None:
    assert meant(FIELDS.at("onset"), text, VIENNA, NOW) == Meant(text)


@pytest.mark.parametrize("text", ["unverified", "seven", "xyz"])
def test_another_word_is_not_taken_for_a_value(text: str) -> None:
    assert meant(FIELDS.at("safeguards", "*", "outcome"), text, VIENNA, NOW) == Meant(text)
