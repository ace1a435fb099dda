"""A drawing belongs to the page: its colours, its font, its width, and words for whoever does not see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.graphics.charts import Bar, Column, Drawing, bars, columns, grid, strip
from afterword.graphics.charts.theme import themed
from tests.made import REPOSITORY

TOKENS = REPOSITORY / "plugins" / "afterword" / "assets" / "css" / "tokens.css"
SVG = "{http://www.w3.org/2000/svg}"
ATTACKS = (
    "</text><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]> <!-- & &amp; &lt;b&gt;",
    "{{ 7 * 7 }} {% raw %}",
    "a\x00b\x1b[31mc\ufffe",
    '" onload="alert(1)\' `code`',
)


def drawings(name: str = "Data") -> list[Drawing]:
    """One of each kind, with a text of an author wherever one can stand."""
    made = [
        bars([Bar(name, 3, strong=True), Bar("Other", 1)]),
        columns([Column("'25", 1, 3)], "part", "rest"),
        grid([name, "Other"], [name, "Other"], {(0, 0): 2, (1, 0): 11}, diagonal=True),
        strip([90, 4_000, 90_000], (100, 4_000, 80_000)),
    ]
    return [drawing for drawing in made if drawing is not None]


def page(drawing: Drawing, title: str = "Title", says: str = "Says.") -> str:
    return themed(drawing.svg(), "name", title, says)


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # it was made here


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in root(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("drawing", drawings())
def test_every_colour_is_one_of_the_page(drawing: Drawing) -> None:
    light = TOKENS.read_text("utf-8").partition('[data-md-color-scheme="slate"]')[0]
    allowed = {"none", *(f"var({name},{value})" for name, value in re.findall(r"(--aw-[\w-]+): (#\w+);", light))}
    colours = {
        value for element in root(page(drawing)).iter() for key, value in element.items() if key in {"fill", "stroke"}
    }
    assert colours <= allowed
    assert len(colours) > 2


@pytest.mark.parametrize("drawing", drawings())
def test_font_and_width_are_left_to_the_page(drawing: Drawing) -> None:
    svg = page(drawing)
    assert "font-family" not in svg
    assert not {"width", "height", "style", "id", "href"} & set(root(svg).attrib)
    assert root(svg).attrib["viewBox"].startswith("0 0 420 ")


@pytest.mark.parametrize("drawing", drawings())
def test_a_drawing_is_an_image_with_a_name_and_a_description(drawing: Drawing) -> None:
    svg = root(page(drawing, "Who found it", "Three <by> customers & one by chance."))
    assert svg.attrib["role"] == "img"
    by = svg.attrib["aria-labelledby"].split()
    said = {element.attrib["id"]: element.text for element in svg if "id" in element.attrib}
    assert [said[one] for one in by] == ["Who found it", "Three <by> customers & one by chance."]


@pytest.mark.parametrize("drawing", drawings())
def test_a_drawing_is_one_line_that_no_engine_can_take_for_markdown(drawing: Drawing) -> None:
    assert "\n" not in page(drawing)
    assert not re.search(r"[*_`\[\]{}|~]", page(drawing))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_name_of_an_author_is_only_ever_text(attack: str) -> None:
    for drawing in drawings(attack):
        svg = page(drawing, attack, attack)
        assert {element.tag.removeprefix(SVG) for element in root(svg).iter()} <= {
            *("svg", "title", "desc", "g", "path", "line", "rect", "text")
        }
        assert not [key for element in root(svg).iter() for key in element.attrib if key.startswith("on")]


def test_a_name_is_shown_as_it_was_written() -> None:
    drawing = bars([Bar("a <b> & {c} 100 %", 1)])
    assert drawing is not None
    assert "a <b> & {c} 100 %" in texts(page(drawing))


@given(st.text(max_size=60), st.integers(0, 10**12))
@settings(max_examples=40)
def test_whatever_a_name_holds_the_drawing_is_well_formed(name: str, number: int) -> None:
    drawing = bars([Bar(name, number), Bar("Other", 1)])
    assert drawing is not None
    assert "Other" in texts(page(drawing))


def test_the_same_numbers_give_the_same_drawing() -> None:
    assert [page(drawing) for drawing in drawings()] == [page(drawing) for drawing in drawings()]


def test_a_long_name_stands_on_two_lines_and_none_leaves_its_place() -> None:
    drawing = bars([Bar("Unmonitored distribution shift", 2), Bar("x" * 200, 1)])
    assert drawing is not None
    found = texts(page(drawing))
    assert "distribution shift" in found
    assert max(map(len, found)) <= 22


def test_names_that_are_equal_keep_rows_of_their_own() -> None:
    drawing = bars([Bar("Same", 3), Bar("Same", 1)])
    assert drawing is not None
    assert texts(page(drawing)).count("Same") == 2


def test_what_a_chart_is_about_differs_without_colour() -> None:
    drawing = bars([Bar("Customer", 3, strong=True), Bar("Monitoring", 5)])
    assert drawing is not None
    shapes = [element for element in root(page(drawing)).iter(f"{SVG}path") if element.get("fill") != "none"]
    assert sorted("stroke" in shape.attrib for shape in shapes) == [False, True]


def test_every_cell_of_a_grid_bears_its_number() -> None:
    drawing = grid(["a", "b"], ["c", "d"], {(0, 0): 7, (1, 1): 123})
    assert drawing is not None
    assert {"7", "123"} <= set(texts(page(drawing)))


def test_a_column_says_both_numbers() -> None:
    drawing = columns([Column("2024", 0, 0), Column("2025", 2, 7)], "caught", "not")
    assert drawing is not None
    found = texts(page(drawing))
    assert "2/7" in found
    assert "0/0" not in found
    assert {"2024", "2025", "caught", "not"} <= set(found)


def test_points_that_would_lie_on_each_other_stand_on_each_other() -> None:
    drawing = strip([600.0, 600.0, 600.0], None)
    assert drawing is not None
    assert len(set(re.findall(r'transform="(translate\([^"]*)" fill="var\(--aw-accent', page(drawing)))) == 3


def test_many_durations_are_columns_and_the_drawing_stays_as_low_as_its_place() -> None:
    drawing = strip([600.0] * 500 + [6_000.0] * 30, (600, 600, 600))
    assert drawing is not None
    svg = page(drawing)
    assert "tallest column: 500" in texts(svg)
    assert float(root(svg).attrib["viewBox"].split()[-1]) < 250


def test_shares_of_many_are_told_in_per_cent() -> None:
    drawing = columns([Column("2025", 335, 420), Column("2026", 1, 4)], "ended", "not")
    assert drawing is not None
    assert {"80 %", "25 %"} <= set(texts(page(drawing)))


def test_the_middle_is_drawn_only_where_it_is_told() -> None:
    with_it, without = strip([60, 600], (60, 300, 600)), strip([60, 600], None)
    assert with_it is not None
    assert without is not None
    assert "median" in texts(page(with_it))
    assert "median" not in texts(page(without))


@given(st.lists(st.floats(0, 10**10), min_size=1, max_size=40))
@settings(max_examples=20)
def test_any_span_has_its_place_on_the_scale(seconds: list[float]) -> None:
    drawing = strip(seconds, None)
    assert drawing is not None
    assert "NaN" not in drawing.svg()
    assert len(texts(page(drawing))) >= 2


def test_nothing_makes_no_drawing() -> None:
    assert bars([Bar("a", 0)]) is None
    assert columns([Column("2025", 0, 0)], "a", "b") is None
    assert grid(["a"], ["b"], {}) is None
    assert strip([], None) is None
