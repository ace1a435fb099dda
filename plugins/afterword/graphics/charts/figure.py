"""A chart on a page: on what it rests, the drawing, the numbers as a table, and the same as a file."""

from __future__ import annotations

from posixpath import dirname, join
from typing import Final

from afterword.graphics.charts.chart import Cell, Chart, Link
from afterword.graphics.charts.theme import themed
from afterword.pages.page import Page
from afterword.rendering import Markup, plain
from afterword.rendering.html import NOTHING, element, grid, joined, quiet
from afterword.rendering.links import Linker
from afterword.rendering.words import amount
from afterword.text.csv import csv_text

MOST_ROWS: Final = 60
"""The most rows of a table on a page; its file has them all."""


def figure(chart: Chart, to: Linker) -> Markup:
    """Everything below the heading of a chart."""
    base = element("p", quiet(chart.base))
    if chart.empty:
        return joined((base, element("p", chart.hint)), "\n")
    drawn = ""
    if chart.drawing is not None:
        svg = themed(chart.drawing.svg(), chart.name, chart.title, chart.says)
        drawn = f'<figure class="aw-chart" data-search-exclude>{svg}</figure>\n'
    return Markup(f"{base}\n{drawn}{_numbers(chart, to)}")


def data_page(chart: Chart, page: str) -> Page:
    """The numbers as CSV, beside the page that shows them."""
    rows = ([cell.text if isinstance(cell, Link) else cell for cell in row] for row in chart.table.rows)
    return Page(_file(chart, page), csv_text(chart.table.head, rows))


def _file(chart: Chart, page: str) -> str:
    return join(dirname(page), f"{chart.name}.csv")


def _numbers(chart: Chart, to: Linker) -> str:
    numeric = [
        all(isinstance(row[at], int | float | None) for row in chart.table.rows) for at in range(len(chart.table.head))
    ]
    number = len(chart.table.rows)
    rows = ([_shown(cell, to) for cell in row] for row in chart.table.rows[:MOST_ROWS])
    table = grid(chart.table.head, rows, numeric)
    # Where nothing can be drawn, the numbers are the chart.
    opened = "" if chart.drawing else " open"
    words = "Download as CSV" if number <= MOST_ROWS else f"Download all {number:,} rows as CSV"
    file = to.to(_file(chart, to.page), words)
    return (
        f'<details class="aw-data" data-search-exclude{opened}>\n<summary>Show the numbers</summary>\n'
        f"{table}\n<p>{file}</p>\n</details>"
    )


def _shown(cell: Cell, to: Linker) -> str:
    if isinstance(cell, Link):
        return to.to(cell.page, cell.text, anchor=cell.anchor)
    if cell is None:
        return NOTHING
    return plain(cell if isinstance(cell, str) else amount(cell))
