"""A moment in another form is rewritten where it has one meaning, and only there."""

from __future__ import annotations

import re

import pytest

from afterword.model.moment import Moment
from afterword.model.written_moment import rewritten_day, rewritten_moment

ONE_MEANING = [
    ("2026-03-02 16:33:00 +0100", "2026-03-02T16:33:00+01:00"),
    ("2026-03-02T16:33:00+0100", "2026-03-02T16:33:00+01:00"),
    ("2026-03-02T16:33+01", "2026-03-02T16:33+01:00"),
    ("2026-03-02T16:33+1:00", "2026-03-02T16:33+01:00"),
    ("2026-03-02T16:33\u221205:00", "2026-03-02T16:33-05:00"),
    ("2026-03-02T16:33:00.123Z", "2026-03-02T16:33:00Z"),
    ("2026-03-02T16:33:00,5Z", "2026-03-02T16:33:00Z"),
    ("2026-03-02t16:33z", "2026-03-02T16:33Z"),
    ("2026-03-02 16:33 Z", "2026-03-02T16:33Z"),
    ("2026-03-02 16:33\u00a0UTC", "2026-03-02T16:33Z"),
    ("2026-03-02 16:33 (UTC)", "2026-03-02T16:33Z"),
    ("2026-03-02 16:33 utc+1", "2026-03-02T16:33+01:00"),
    ("2026-03-02 16:33 GMT", "2026-03-02T16:33Z"),
    ("2026-03-02 16:33 CET", "2026-03-02T16:33+01:00"),
    ("2026-03-02 16:33 PT", "2026-03-02T16:33-08:00"),
    ("2026-07-02 16:33 Europe/Vienna", "2026-07-02T16:33+02:00"),
    ("2026-03-02T16:33+01:00[Europe/Vienna]", "2026-03-02T16:33+01:00"),
    ("2026-03-02T24:00Z", "2026-03-03T00:00Z"),
    ("2026-12-31T24:00:00Z", "2027-01-01T00:00:00Z"),
    ("20260302T163300Z", "2026-03-02T16:33:00Z"),
    ("20260302T1633+0100", "2026-03-02T16:33+01:00"),
    ("2026\u201303\u201302T16:33Z", "2026-03-02T16:33Z"),
    ("March 2nd, 2026 4:33 pm EST", "2026-03-02T16:33-05:00"),
    ("2 March 2026, 12:05 am UTC", "2026-03-02T00:05Z"),
    ("Mon, 02 Mar 2026 16:33:00 +0100", "2026-03-02T16:33:00+01:00"),
    ("2026-3-2", "2026-03-02"),
    ("2026/03/02", "2026-03-02"),
    ("20260302", "2026-03-02"),
    ("13/03/2026", "2026-03-13"),
    ("03/13/2026", "2026-03-13"),
    ("04/04/2026", "2026-04-04"),
    ("2-Mar-2026", "2026-03-02"),
    ("March 2026", "2026-03"),
    ("03/2026", "2026-03"),
    ("Unknown", "unknown"),
]


@pytest.mark.parametrize(("text", "form"), ONE_MEANING)
def test_what_has_one_meaning_is_written_in_its_form(text: str, form: str) -> None:
    assert rewritten_moment(text) == form


@pytest.mark.parametrize("text", ["2026-03-02T16:33Z", "2026-03-02T16:33:05+01:00", "2026-03-02", "2026-03", "2026"])
def test_what_has_its_form_stays(text: str) -> None:
    assert rewritten_moment(text) == text == Moment.parse(text).text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-01-01T10:00", "the zone is missing: end it with Z for UTC, or with an offset such as +01:00"),
        ("2025-01-01 10:00:00.5", "the zone is missing: end it with Z for UTC, or with an offset such as +01:00"),
        ("02/03/2026", "it can be 2026-03-02 or 2026-02-03: write the year first"),
        ("2026-03-02T10Z", "the minutes are missing: write the time as hour:minute"),
        ("2026-03-02 16:33 BST", "the zone BST has several meanings: +01:00 in Britain, +06:00 in Bangladesh; write"),
        ("2026-07-02 16:33 PST", "PST was not in use on 2026-07-02; write the offset"),
        ("2026-03-02 16:33 XYZ", "the zone `XYZ` is unknown; write the offset, such as +01:00, or Z for UTC"),
        ("2026-03-29 02:30 Europe/Vienna", "this time did not exist in Europe/Vienna: the clocks went forward"),
        ("2026-03-02T16:33+02:00[Europe/Vienna]", "the offset +02:00 is not that of Europe/Vienna then"),
        ("Tue, 02 Mar 2026 16:33:00 +0100", "2026-03-02 was no Tue"),
        ("2026-02-30 10:00 UTC", "there is no day 2026-02-30"),
        ("2026-03-02T16:33:60Z", "there is no time 16:33:60"),
        ("2026-03-02 13:05 pm UTC", "there is no time 13:05 pm"),
        ("soon", "it is not a date-time with a zone, a date, a month, a year or `unknown`"),
        ("2026-W09", "it is not a date-time with a zone, a date, a month, a year or `unknown`"),
        ("2025-01-01/2025-01-02", "it is not a date-time with a zone, a date, a month, a year or `unknown`"),
    ],
)
def test_what_has_no_meaning_or_several_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        rewritten_moment(text)


def test_an_order_decides_which_number_is_the_day() -> None:
    assert [rewritten_moment("02/03/2026", order=order) for order in ("dmy", "mdy")] == ["2026-03-02", "2026-02-03"]


@pytest.mark.parametrize("text", ["2026/03/02", "2 March 2026", "2026-03-02T00:00:00Z", "2026-03-02 00:00"])
def test_a_day_in_another_form_is_that_day(text: str) -> None:
    assert rewritten_day(text) == "2026-03-02"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Q1 2026", "it is not a day: year, month and day, such as 2026-01-31"),
        ("unknown", "it is not a day: year, month and day, such as 2026-01-31"),
        ("2026-03", "it is only a month; write a day, such as 2026-01-31"),
        ("2026", "it is only a year; write a day, such as 2026-01-31"),
        ("2026-03-02T16:33Z", "it has a time of day; only a day is allowed"),
        ("2026-03-02T16:33", "it has a time of day; only a day is allowed"),
        ("02/03/2026", "it can be 2026-03-02 or 2026-02-03: write the year first"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        rewritten_day(text)
