"""What a review draws of itself: as precisely as it knows, and what it does not know is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.model import Moment
from afterword.site.clocks import extent
from afterword.site.review.drawings import lane
from tests.made import FIELDS, review
from tests.unit.site.made_site import built, text, words


def page_of(**data: object) -> str:
    made = review("2025-11-18-example", **data)
    return text(built([made])["postmortems/2025-11-18-example.md"])


def test_a_day_is_drawn_as_the_whole_of_it() -> None:
    day = extent(Moment.parse("2025-11-18"))
    assert (day.start, day.end) == (datetime(2025, 11, 18, tzinfo=UTC), datetime(2025, 11, 19, tzinfo=UTC))


def test_a_month_ends_with_its_last_day() -> None:
    assert extent(Moment.parse("2025-02")).end == datetime(2025, 3, 1, tzinfo=UTC)


def test_an_onset_that_is_known_to_the_hour_is_as_wide_as_an_hour() -> None:
    known = extent(Moment.parse("2025-11-18T11:20:00Z"), "hour")
    assert (known.end - known.start).total_seconds() == 3600
    assert extent(Moment.parse("2025-11-18T11:20:00Z"), "minute").exact


def test_a_precision_never_narrows_what_a_moment_says() -> None:
    assert extent(Moment.parse("2025"), "day") == extent(Moment.parse("2025"))


def test_a_precision_of_the_unit_that_is_written_does_not_widen_it() -> None:
    assert extent(Moment.parse("2025-02"), "month") == extent(Moment.parse("2025-02"))


def test_clocks_that_nobody_knows_stand_below_the_drawing_in_outline() -> None:
    page = page_of(provenance="public-report", detected="2025-11-18T11:31:00Z", resolved="unknown")
    assert 'id="clocks-desc"' in page
    assert '<li class="aw-clock-mitigated aw-clock-unknown">' in page
    assert "Resolved unknown" in words(page)


def test_clocks_of_one_month_are_told_and_not_drawn() -> None:
    page = page_of(provenance="public-report", onset="unknown", mitigated="2025-06", resolved="2025-06")
    assert "clocks-desc" not in page
    assert "aw-phase" not in page


def test_each_stretch_that_is_drawn_has_its_name() -> None:
    page = words(page_of(detected="2025-11-18T11:31:00Z", mitigated="2025-11-18T14:30:00Z", resolved="unknown"))
    assert "Undetected D Detected" in page
    assert "Causing harm M Mitigated" in page
    assert "Being mended" not in page


def test_a_near_miss_did_no_harm_until_it_was_mitigated() -> None:
    clocks = {"detected": "2025-11-18T11:31:00Z", "mitigated": "2025-11-18T14:30:00Z"}
    near = page_of(kind="near-miss", **clocks)
    assert "Being contained M Mitigated" in words(near)
    assert 'class="aw-clock-contained"' in near
    assert "var(--aw-slate" in near
    assert "Causing harm" not in near
    assert "var(--aw-orange" not in near
    assert "var(--aw-orange" in page_of(**clocks)


def test_the_zone_of_all_times_is_said_once_and_not_on_every_row() -> None:
    rows = [{"at": f"2025-11-18T1{at}:00:00-05:00", "event": f"Event {at}"} for at in range(3)]
    page = page_of(onset="2025-11-18T10:00:00-05:00", detected="2025-11-18T11:00:00-05:00", timeline=rows)
    assert words(page).count("Times are UTC-05:00.") == 2
    assert words(page).count("-05:00") == 2
    assert '<time class="aw-time" datetime="2025-11-18T11:00:00-05:00">11:00</time>' in page


def test_a_time_is_never_parted_from_a_zone_that_differs() -> None:
    page = page_of(onset="2025-11-18T10:00:00-05:00", detected="2025-11-18T16:00:00Z")
    assert "18 November 2025, 10:00&nbsp;-05:00" in page
    assert "Times are" not in page


def test_who_was_hit_stands_before_the_story() -> None:
    made = review(impact={"who": "Shoppers."})
    page = text(built([made])[f"postmortems/{made.id}.md"])
    assert page.index('id="impact"') < page.index("Shoppers.") < page.index(made.body.strip())


def test_a_single_clock_is_told_and_not_drawn() -> None:
    assert "clocks-desc" not in page_of()


def test_the_list_has_the_numbers_of_the_drawing() -> None:
    rows = [{"at": f"2025-11-18T1{at}:00:00Z", "event": f"Event {at}", "kind": "alert"} for at in range(3)]
    page = page_of(timeline=rows)
    assert 'id="timeline-drawn-desc"' in page
    assert '<strong class="aw-shape aw-shape-sign">2</strong>' in page
    assert "2 11:00 UTC" in words(page)
    assert "aw-shape" not in page_of(timeline=rows[:2])


@pytest.mark.parametrize("kind", [term for term in FIELDS.at("timeline", "*", "kind").terms if term != "other"])
def test_every_kind_of_event_has_its_lane(kind: str) -> None:
    assert lane(kind) != "other"


def test_causes_of_one_layer_stand_under_it_once() -> None:
    causes = [("data", "First."), ("model", "Second."), ("data", "Third.")]
    page = page_of(root_causes=[{"layer": layer, "statement": said} for layer, said in causes])
    section = page.partition('id="root-causes"')[2]
    assert section.index("First.") < section.index("Third.") < section.index("Second.")
    assert section.count("../../layers/data/") == 1


def test_what_held_stands_beside_what_did_not() -> None:
    page = page_of(safeguards=[{"name": "alarm", "outcome": "failed"}, {"name": "switch", "outcome": "held"}])
    section = page.partition('id="safeguards"')[2]
    assert section.index("What held") < section.index("Switch") < section.index("What did not") < section.index("Alarm")
