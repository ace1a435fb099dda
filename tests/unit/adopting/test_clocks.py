"""A time is read with the offset or the zone that its text names, wherever it stands, as ``afterword new`` reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.adopting.when import timed
from afterword.adopting.zones_said import zone_said
from afterword.model.written_moment import rewritten_moment
from tests.unit.adopting.adopting import adopted_text, data_of

TEXT = "# Index was empty\n\n{}\n\n## Summary\n\nThe rebuild wrote an empty index for two hours.\n"


@pytest.mark.parametrize("day", ["2024-01-05", "5 January 2024"])
@pytest.mark.parametrize(
    "time",
    [
        *("10:40 -05:00", "10:40 +05:30", "03:10 -05:00", "10:40-05:00", "03:10-05:00", "10:40 \u221205:00"),
        *(
            "10:40 -0500",
            "10:40 -0430",
            "10:40 UTC-5",
            "10:40 UTC -03:30",
            "10:40 (+05:30)",
            "10:40 PST",
            "10:40 pm (PST)",
        ),
        *("10:40 America/New_York", "10:40Z", "10:40 GMT+1"),
    ],
)
def test_a_moment_is_read_as_new_reads_it(time: str, day: str, tmp_path: Path) -> None:
    made = adopted_text(tmp_path, TEXT.format(f"**Detected**: {day} {time}"), "2024-01-05-a.md", zone="UTC")
    assert data_of(made)["detected"] == rewritten_moment(f"{day} {time}", zone="UTC")


@pytest.mark.parametrize("zone", ["Europe/Vienna", ""])
@pytest.mark.parametrize(
    "entry",
    [
        "- 2024-01-05 10:15 {} deploy started",
        "- [2024-01-05 10:15 {}] deploy started",
        "- 2024-01-05 10:15 \u2013 10:45 {} deploy started",
        "- 2024-01-05 10:15 {0} - 10:45 {0} deploy started",
        "### 2024-01-05\n\n10:15 {}: deploy started",
        "### 2024-01-05\n\n- **10:15 {}** \u2014 deploy started",
        "### 2024-01-05\n\n- **10:15** {} deploy started",
        "| at | what |\n|---|---|\n| 2024-01-05 10:15 {} | deploy started |",
        "| day | at | zone | what |\n|---|---|---|---|\n| 2024-01-05 | 10:15 | {} | deploy started |",
    ],
)
@pytest.mark.parametrize(("said", "offset"), [("-05:00", "-05:00"), ("+05:30", "+05:30"), ("PST", "-08:00")])
def test_every_shape_of_a_timeline_has_its_zone(said: str, offset: str, entry: str, zone: str, tmp_path: Path) -> None:
    text = TEXT.format("") + f"\n## Timeline\n\n{entry.format(said)}\n"
    (made,) = data_of(adopted_text(tmp_path, text, "2024-01-05-a.md", zone=zone))["timeline"]
    assert made == {"at": f"2024-01-05T10:15{offset}", "event": "deploy started"}


@pytest.mark.parametrize(
    ("text", "time", "zone", "rest"),
    [
        ("10:15-10:45 rolled back", "10:15", "", "rolled back"),
        ("10:15\u201310:30 rolled back", "10:15", "", "rolled back"),
        ("03:10-05:00 rolled back", "03:10", "", "rolled back"),
        ("10:15 to 10:45 EST rolled back", "10:15", "EST", "rolled back"),
        ("1:10 \u2013 1:40 PM rolled back", "13:10", "", "rolled back"),
        ("11:50 - 12:10 pm rolled back", "11:50", "", "rolled back"),
        ("12:10pm-12:40pm rolled back", "12:10", "", "rolled back"),
        ("10:15 (after lunch) rolled back", "10:15", "", "(after lunch) rolled back"),
        ("10:15 A/B test started", "10:15", "", "A/B test started"),
        ("10:15 CPU/GPU load rose", "10:15", "", "CPU/GPU load rose"),
        ("10:30 - 11:00 pm/eng call", "10:30", "", "pm/eng call"),
        ("10:15 US/Pacific rolled back", "10:15", "US/Pacific", "rolled back"),
        ("22:00-04:30 rolled back", "22:00", "", "rolled back"),
        ("10:15 +5 hosts", "10:15", "", "+5 hosts"),
    ],
)
def test_the_end_of_a_range_and_other_words_are_no_zone(text: str, time: str, zone: str, rest: str) -> None:
    found = timed(text)
    assert found is not None
    assert (found.time, found.zone, found.rest) == (time, zone, rest)


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Timeline (all times UTC-05:00)", "UTC-05:00"),
        ("Timeline (all times UTC\u22125)", "UTC-5"),
        ("Timeline UTC+2", "UTC+2"),
        ("All times are in UTC+05:30.", "UTC+05:30"),
        ("All times are -05:00.", "-05:00"),
        ("All times are in America/New_York.", "America/New_York"),
        ("All times are in America/Argentina/Buenos_Aires.", "America/Argentina/Buenos_Aires"),
        ("Times are in Control/Treatment order.", ""),
        ("Timeline in UTC - the morning", "UTC"),
    ],
)
def test_a_heading_names_an_offset_to_the_minute(heading: str, zone: str) -> None:
    assert zone_said(heading) == zone
