"""Numbers as pictures that need no script: Vega-Lite specifications, drawn when the site is built."""

from afterword.charts.bars import Bar, bars
from afterword.charts.chart import Chart, Link, Table
from afterword.charts.columns import Column, columns
from afterword.charts.drawing import Drawing
from afterword.charts.figure import data_page, figure
from afterword.charts.grid import grid
from afterword.charts.strip import strip

__all__ = [
    "Bar",
    "Chart",
    "Column",
    "Drawing",
    "Link",
    "Table",
    "bars",
    "columns",
    "data_page",
    "figure",
    "grid",
    "strip",
]
