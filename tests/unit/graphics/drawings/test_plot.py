"""A plot shows what was measured and nothing else: no line over a gap, and no letter over the edge."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.gaps import gaps, runs
from afterword.evidence.snapshot import Point, Series, Span, Window
from afterword.graphics.drawings import Extent, Panels, Plot, plot_drawing
from tests.captured import BEGUN, MITIGATED, ONSET, STEP, WINDOW, points

HOSTILE = '</title></svg><img src=x onerror=alert(1)>"\x00'


def plot(series: Series, title: str = "precision", window: Window = WINDOW) -> Plot:
    numbers = [point.value for point in series.points if point.value is not None]
    return Plot(
        "plot-1",
        title,
        "Baseline 0.94.",
        Panels.beside(window),
        (),
        runs(series),
        gaps(series, window),
        (min(numbers), max(numbers)),
        threshold=series.threshold,
        before=window.baseline,
        band=Span(ONSET, MITIGATED),
        clocks=(("O", Extent(ONSET, ONSET)),),
    )


def drawn(made: Plot) -> ET.Element:
    return ET.fromstring(str(plot_drawing(made)).replace("data-search-exclude", 'data-search-exclude=""'))  # noqa: S314  # our own


def lines(root: ET.Element) -> list[list[tuple[float, float]]]:
    """The lines through the points, as places in thousandths of the width and pixels."""
    paths = [tag.attrib["d"] for tag in root.iter() if tag.tag.endswith("path") and tag.attrib.get("fill") == "none"]
    return [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.e+-]+) (-?[\d.e+-]+)", part)]
        for path in paths
        for part in path.split("M")[1:]
    ]


def series(found: Sequence[Point], **changed: object) -> Series:
    return Series("precision", "q", **{"step": STEP, "points": tuple(found), **changed})  # type: ignore[arg-type]


def without(found: Sequence[Point], *numbers: int) -> Iterator[Point]:
    return (point for at, point in enumerate(found) if at not in numbers)


def test_a_series_without_a_gap_is_one_line() -> None:
    assert len(lines(drawn(plot(series(points(lambda _: 0.9)))))) == 1


def test_no_line_leads_over_a_missing_step() -> None:
    whole = points(lambda at: (at - WINDOW.start) / timedelta(hours=1))
    parts = lines(drawn(plot(series(list(without(whole, 320, 321))))))
    assert len(parts) == 2
    assert parts[0][-1][0] < parts[1][0][0]


def test_no_line_leads_over_a_point_without_a_number() -> None:
    none_at = BEGUN + timedelta(hours=2)
    assert len(lines(drawn(plot(series(points(lambda at: None if at == none_at else 0.9)))))) == 2


def test_a_point_that_stands_alone_is_a_dot() -> None:
    root = drawn(plot(series([Point(ONSET, 0.4)])))
    assert lines(root) == []
    assert [tag for tag in root.iter() if tag.tag.endswith("circle") and tag.attrib.get("r") == "2.6"]


@pytest.mark.slow
def test_many_points_keep_their_extremes() -> None:
    low = BEGUN + timedelta(minutes=100)
    many = points(lambda at: -7.0 if at == low else 9.0 if at == ONSET else 1.0, step=5)
    line = lines(drawn(plot(series(many, step=5))))[0]
    assert len(line) < len(many) / 4
    heights = {y for _, y in line}
    assert len(heights) == 3


def test_the_baseline_is_beside_the_incident_and_takes_less_than_a_third() -> None:
    panels = Panels.beside(WINDOW)
    assert panels.place(WINDOW.baseline.start) == 0
    assert panels.place(WINDOW.incident.end) == 1
    assert panels.place(BEGUN) == pytest.approx(0.28)
    assert not panels.true


def test_a_baseline_of_last_week_is_parted_from_the_incident() -> None:
    week = timedelta(days=7)
    window = Window(Span(BEGUN - week, BEGUN - week + timedelta(hours=5)), WINDOW.incident)
    panels = Panels.beside(window)
    assert panels.place(BEGUN - timedelta(days=3)) is None
    during = [Point(window.incident.start + timedelta(seconds=STEP * at), 1.0) for at in range(70)]
    before = [Point(window.baseline.start + timedelta(seconds=STEP * at), 1.0) for at in range(60)]
    found = series([*before, *during])
    assert len(lines(drawn(plot(found, window=window)))) == 2
    assert gaps(found, window) == ()


def test_a_baseline_that_is_not_before_the_incident_is_drawn_on_one_scale() -> None:
    window = Window(Span(BEGUN, MITIGATED), Span(BEGUN, MITIGATED))
    assert len(Panels.beside(window).panels) == 1


def test_what_a_source_calls_a_metric_is_never_markup() -> None:
    root = drawn(plot(series(points(lambda _: 0.9)), title=HOSTILE))
    assert not [tag for tag in root.iter() if tag.tag.endswith("img")]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30))
def test_finite_numbers_of_any_size_are_within_the_drawing(values: list[float]) -> None:
    found = [Point(ONSET + timedelta(seconds=STEP * at), value) for at, value in enumerate(values)]
    root = drawn(plot(series(found, threshold=values[0])))
    height = float(root[0].attrib["height"])
    places = [y for line in lines(root) for _, y in line]
    places += [float(tag.attrib["cy"]) for tag in root.iter() if tag.tag.endswith("circle") and "cy" in tag.attrib]
    assert all(0 <= y <= height for y in places)
    assert "nan" not in str(plot_drawing(plot(series(found))))
