"""A chart on a page: its base, its drawing, its numbers as a table and as a file."""

from __future__ import annotations

import csv
import io

import cmarkgfm

from afterword.graphics.charts import Bar, Chart, Link, Table, bars, data_page, figure
from afterword.graphics.charts.figure import MOST_ROWS
from afterword.rendering.links import Linker
from tests.unit.rendering.shown import Seen

PAGE = "trends/index.md"
ATTACK = "<img src=x onerror=alert(1)> | `x` {{ 7 }}"


def chart(name: str = "Data", **more: object) -> Chart:
    table = Table(("Layer", "Reviews"), ((name, 1234), ("Other", 1)))
    given_: dict[str, object] = {"table": table, "drawing": bars([Bar(name, 1234), Bar("Other", 1)]), **more}
    return Chart("layers", "Layers", "Named by 2 of 3 reviews.", "Most name data.", **given_)  # type: ignore[arg-type]


def shown(made: Chart) -> str:
    """The chart as its page shows it."""
    return str(figure(made, Linker(PAGE)))


def test_a_page_holds_the_base_the_drawing_the_table_and_the_file() -> None:
    html = shown(chart())
    seen = Seen(html)
    assert "Named by 2 of 3 reviews." in seen.text
    assert {"svg", "title", "desc", "figure", "details", "summary", "table"} <= set(seen.tags)
    assert "1,234" in seen.text
    assert ("href", "layers.csv") in seen.attributes
    assert ("aria-labelledby", "layers-title layers-desc") in seen.attributes
    assert html.count("<svg") == html.count("</svg>") == 1


def test_commonmark_keeps_the_drawing_whole_too() -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(shown(chart()), cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    assert '<svg viewBox="0 0 420' in html
    assert "<td" in html
    assert "<p><svg" not in html


def test_a_name_of_an_author_is_only_ever_text() -> None:
    seen = Seen(shown(chart(ATTACK)))
    assert "img" not in seen.tags
    assert ATTACK.replace("`", "") in seen.text


def test_an_empty_chart_says_what_fills_it_and_shows_no_empty_table() -> None:
    seen = Seen(shown(chart(drawing=None, hint="Fill `detection.by`.")))
    assert "Fill detection.by." in seen.text
    assert not {"svg", "table", "details"} & set(seen.tags)


def test_numbers_without_a_drawing_stand_open() -> None:
    assert "open" not in dict(Seen(shown(chart())).attributes)
    assert "open" in dict(Seen(shown(chart(drawing=None))).attributes)


def test_a_cell_that_nobody_has_told_is_not_a_zero() -> None:
    made = chart(table=Table(("Currency", "Sum"), (("EUR", None), ("USD", 0))))
    assert [*csv.reader(io.StringIO(str(data_page(made, PAGE).content)))] == [
        ["Currency", "Sum"],
        ["EUR", ""],
        ["USD", "0"],
    ]
    assert "–" in Seen(shown(made)).text


def test_the_file_holds_what_the_table_holds_and_lies_beside_the_page() -> None:
    made = chart(table=Table(("Review", "Hours"), ((Link('A, "b"', "postmortems/a.md"), 1.5),)))
    page = data_page(made, PAGE)
    assert page.path == "trends/layers.csv"
    assert page.content == '"Review","Hours"\n"A, ""b""","1.5"\n'
    assert ("href", "../postmortems/a/") in Seen(shown(made)).attributes


def test_a_long_table_goes_on_in_its_file() -> None:
    made = chart(table=Table(("Review",), tuple((f"Review {at}",) for at in range(1, MOST_ROWS + 2))))
    seen = Seen(shown(made))
    assert f"Download all {MOST_ROWS + 1} rows as CSV" in seen.text
    assert seen.tags.count("tr") == MOST_ROWS + 1
    assert str(data_page(made, PAGE).content).count("\n") == MOST_ROWS + 2


def test_no_cell_of_the_file_is_a_formula() -> None:
    made = chart(table=Table(("Review",), (("=1+1",), (Link("@SUM(A1)", "a.md"),), (-1,))))
    assert data_page(made, PAGE).content == '"Review"\n"\'=1+1"\n"\'@SUM(A1)"\n"-1"\n'
