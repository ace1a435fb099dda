"""A drawing says what it shows, is sound as XML whatever an author wrote, and never says more than is known."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.graphics.drawings import (
    Clock,
    Extent,
    Mark,
    Meter,
    clock_drawing,
    lane_drawing,
    meter_drawing,
)
from tests.unit.rendering.shown import Seen

START = datetime(2025, 3, 1, 12, tzinfo=UTC)
HOSTILE = '</title></svg><img src=x onerror=alert(1)>"\x00'
LANES = {"change": "What changed", "sign": "What showed it", "response": "What was done", "other": "Else"}


def exact(minutes: float) -> Extent:
    return Extent(START + timedelta(minutes=minutes), START + timedelta(minutes=minutes))


def clocks(*minutes: float, name: str = "Clock") -> list[Clock]:
    reached = ("", "detected", "mitigated", "resolved")
    return [Clock("ODMR"[at], name, exact(one), reached[at], "5 min") for at, one in enumerate(minutes)]


def drawn(figure: str) -> ET.Element:
    root = ET.fromstring(str(figure).replace("data-search-exclude", 'data-search-exclude=""'))  # noqa: S314  # our own
    svg = root[0]
    assert svg.attrib["role"] == "img"
    ids = svg.attrib["aria-labelledby"].split()
    assert [child.attrib["id"] for child in svg[:2]] == ids
    assert all(child.text for child in svg[:2])
    return svg


def test_the_text_alternative_names_each_clock_and_whether_the_line_is_true() -> None:
    svg = drawn(clock_drawing("Clocks", clocks(0, 5, 10)))
    assert "Clock, 5 min later" in (svg[1].text or "")
    assert "To scale" in (svg[1].text or "")
    assert "Compressed" in (drawn(clock_drawing("Clocks", clocks(0, 5, 100_000)))[1].text or "")


def test_a_compressed_line_has_a_true_one_below_it() -> None:
    assert "to scale" in clock_drawing("Clocks", clocks(0, 5, 100_000)).lower()
    assert "Compressed above" not in clock_drawing("Clocks", clocks(0, 5, 10))


def test_what_is_known_to_the_day_is_a_bar_and_no_point() -> None:
    day = Clock("R", "Resolved", Extent(START, START + timedelta(days=1)), "resolved")
    assert "<rect" in clock_drawing("Clocks", [*clocks(0), day])
    assert "<rect" not in clock_drawing("Clocks", clocks(0, 5))


def test_a_stretch_that_would_run_backwards_is_not_drawn() -> None:
    forwards, backwards = clock_drawing("Clocks", clocks(0, 50)), clock_drawing("Clocks", clocks(50, 0))
    assert "stroke-dasharray" in forwards
    assert "stroke-dasharray" not in backwards


@pytest.mark.parametrize("few", [[], clocks(0), clocks(3, 3)])
def test_nothing_is_drawn_where_there_is_no_line(few: list[Clock]) -> None:
    assert clock_drawing("Clocks", few) == ""


def test_two_events_are_a_list_and_no_drawing() -> None:
    marks = [Mark(at, "sign", exact(at), "1 March 2025") for at in range(1, 3)]
    assert lane_drawing("Timeline", marks, LANES) == ""


def test_each_lane_has_a_shape_of_its_own_and_lanes_without_events_are_left_out() -> None:
    marks = [Mark(at, lane, exact(at), "1 March 2025") for at, lane in enumerate(("change", "sign", "response"), 1)]
    figure = lane_drawing("Timeline", marks, LANES)
    svg = drawn(figure)
    assert len({path.attrib["d"] for path in svg.iter("{http://www.w3.org/2000/svg}path")}) == 3
    assert "Else" not in figure
    assert "What changed: 1; What showed it: 2; What was done: 3" in (svg[1].text or "")


def test_a_meter_says_on_which_side_of_its_limit_the_number_lies() -> None:
    for observed, word in ((0.31, "above"), (0.2, "at"), (0.1, "below")):
        assert f"{word} the threshold of 0.2 %" in (
            drawn(meter_drawing(Meter("m", "Drift", observed, 0.2, " %")))[1].text or ""
        )


@pytest.mark.parametrize(("observed", "threshold"), [(0, 0), (-1, 2), (2, -1)])
def test_numbers_without_a_length_are_not_drawn(observed: float, threshold: float) -> None:
    assert meter_drawing(Meter("m", "Drift", observed, threshold)) == ""


@given(st.text(max_size=40))
def test_any_text_is_sound_as_xml(text: str) -> None:
    drawn(clock_drawing(text + "x", clocks(0, 5, name=text)))
    drawn(meter_drawing(Meter("m", text + "x", 1, 2)))


def test_a_hostile_name_stays_a_name() -> None:
    marks = [Mark(at, "change", exact(at), HOSTILE) for at in range(1, 4)]
    for figure in (clock_drawing(HOSTILE, clocks(0, 5, name=HOSTILE)), lane_drawing(HOSTILE, marks, LANES)):
        seen = Seen(figure)
        assert "img" not in seen.tags
        assert {"svg", "line", "text", "desc"} <= set(seen.tags)
        assert [name for name, _ in seen.attributes if name.startswith("on")] == []


def test_the_same_clocks_give_the_same_bytes() -> None:
    assert clock_drawing("Clocks", clocks(0, 7, 11)) == clock_drawing("Clocks", clocks(0, 7, 11))
