"""Numbers as pictures that need no script: Vega-Lite specifications, drawn when the site is built."""

from afterword.graphics.charts.bars import Bar, bars
from afterword.graphics.charts.chart import Chart, Link, Table
from afterword.graphics.charts.columns import Column, columns
from afterword.graphics.charts.drawing import Drawing
from afterword.graphics.charts.figure import data_page, figure
from afterword.graphics.charts.grid import grid
from afterword.graphics.charts.strip import strip

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
